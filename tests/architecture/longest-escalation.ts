import type { Escalation, Outcome, Step } from '../../src/partnership/escalation.ts';
import { RULES, type Taken } from '../../src/partnership/escalation-steps.ts';
import type { Waiting, WaitsFor } from '../../src/partnership/escalations-waiting.ts';
import type { Register } from '../../src/partnership/register.ts';
import type { Reader, Spoken, SpokenEntry } from '../../src/views/escalation.ts';
import { answersInWords } from '../../src/views/escalation-answers.ts';
import { NEWS } from '../../src/views/escalation-words.ts';
import type { Listed } from '../../src/views/escalations.ts';
import type { Said } from '../../src/views/you-said.ts';
import { PARTNERSHIP } from './fitting.ts';
import { day, LONG, TYPED } from './longest.ts';

const WORDS = TYPED.repeat(3).slice(0, 1_500);

const outcome: Outcome = { kind: 'decision', words: WORDS, madeBy: LONG, on: day, next: TYPED, asAsked: 'partly' };

/** An escalation with the longest of everything. */
export const spoken: Spoken = {
  ...{ id: PARTNERSHIP, reference: 'SNB-999999', title: TYPED.slice(0, 100), priorities: Array(11).fill(LONG) },
  ...{ partnership: LONG, concerns: Array(10).fill(LONG), urgency: 'immediate', neededBy: day, sensitive: true },
  ...{ state: 'on_agenda', holder: LONG, meeting: { body: LONG, on: day }, mergedInto: 'SNB-999999' },
  ...{ due: { what: 'answer', on: day, isPast: true }, isWaiting: true, ask: TYPED.slice(0, 200), askKind: 'unblock' },
  ...{ outcome, isOutcomeSent: true },
};

/** Somebody who may take every step. */
export const reader: Reader = {
  ...{ steps: Object.keys(RULES) as Taken[], because: LONG, isRaiser: true, isAsked: true, repliesUntil: day },
};

/** What its form holds. */
export const answers = {
  ...{ situation: WORDS, evidence: WORDS, untried: TYPED, elseTold: TYPED.slice(0, 300), link: TYPED },
  tried: Array(5).fill({ what: TYPED, when: TYPED.slice(0, 60), result: TYPED }),
  why: ['power', 'partner', 'wider', 'harm', 'conflict'],
};

/** Whoever joins brings all of their form. */
const JOINED = answersInWords({ ...answers, title: spoken.title, ask: spoken.ask, askKind: spoken.askKind });

/** Every step of one, each with all that can be said at it. */
export const entries = (Object.keys(NEWS) as Step[]).map(
  (step): SpokenEntry => ({
    ...{
      step,
      toState: 'acknowledged',
      words: step === 'join' ? JOINED : WORDS,
      link: `https://files.example/${'x'.repeat(470)}`,
    },
    ...{ by: LONG, partnership: LONG, at: '16 September 2021 at 12:45pm', told: Array(10).fill(LONG) },
  }),
);

/** Many escalations, half of them sensitive, with the longest of everything. */
export function raised({ priorities, bodies, meetings }: Register): Escalation[] {
  return Array.from(
    { length: 20 },
    (_, index): Escalation => ({
      ...{ id: PARTNERSHIP, reference: `SNB-9999${index}`, title: spoken.title, sensitive: index % 2 === 0 },
      ...{
        priorityKeys: priorities.slice(0, 3).map(({ key }) => key),
        bodyKeys: bodies.map(({ key }) => key),
        values: answers,
      },
      ...{ urgency: 'immediate', neededBy: day, raisedBy: LONG, raisedFor: bodies[index % bodies.length]!.key },
      ...{
        raisedAt: new Date('2021-01-01T09:00:00Z'),
        state: index < 12 ? 'on_agenda' : 'raised',
        version: 1,
        holderKey: null,
      },
      ...{ withPriority: null, acknowledgedAt: null, waitingSince: null, waited: 0, meetingKey: meetings[0]!.key },
      ...{ mergedInto: null, outcome, outcomes: 1, closedAt: null },
    }),
  );
}

/** As many as may wait for one person, for each reason. */
export function waiting(all: Escalation[]): Waiting[] {
  const reasons: WaitsFor[] = ['acknowledgement', 'answer', 'passing', 'decision', 'question', 'outcome'];
  return all.map((escalation, index) => ({
    ...{ escalation, what: reasons[index % reasons.length]!, due: { what: 'answer', on: day } },
  }));
}

export const listed: Listed[] = Array.from({ length: 60 }, (_, index) => ({
  ...{ spoken, isWhole: index % 2 === 0, raisedOn: day },
}));

export const said: Said[] = [true, false].flatMap((sensitive) =>
  [true, false].map((isWhole): Said => ({ ...spoken, sensitive, isWhole, outcome })),
);
