import type { Outcome, Step } from '../../src/partnership/escalation.ts';
import { RULES, type Taken } from '../../src/partnership/escalation-steps.ts';
import type { Reader, Spoken, SpokenEntry } from '../../src/views/escalation.ts';
import { NEWS } from '../../src/views/escalation-words.ts';
import { PARTNERSHIP } from './fitting.ts';
import { day, LONG, TYPED } from './longest.ts';

const WORDS = TYPED.repeat(3).slice(0, 1_500);

const outcome: Outcome = { kind: 'decision', words: WORDS, madeBy: LONG, on: day, next: TYPED, asAsked: 'partly' };

/** An escalation with the longest of everything. */
export const spoken: Spoken = {
  ...{ id: PARTNERSHIP, reference: 'SNB-999999', title: TYPED.slice(0, 100), priorities: Array(11).fill(LONG) },
  ...{ partnership: LONG, concerns: Array(10).fill(LONG), urgency: 'immediate', neededBy: day, sensitive: true },
  ...{ state: 'on_agenda', holder: LONG, meeting: { body: LONG, on: day }, mergedInto: 'SNB-999999' },
  ...{ due: { what: 'answer', on: day }, isWaiting: true, ask: TYPED.slice(0, 200), askKind: 'unblock' },
  ...{ outcome, isOutcomeSent: true },
};

/** Every step of one, each with all that can be said at it. */
export const entries = (Object.keys(NEWS) as Step[]).map(
  (step): SpokenEntry => ({
    ...{ step, toState: 'acknowledged', words: WORDS, link: `https://files.example/${'x'.repeat(470)}` },
    ...{ by: LONG, at: '16 September 2021 at 12:45pm', told: Array(10).fill(LONG) },
  }),
);

/** Somebody who may take every step. */
export const reader: Reader = { steps: Object.keys(RULES) as Taken[], because: LONG, isRaiser: true };

/** What its form holds. */
export const answers = {
  ...{ situation: WORDS, evidence: WORDS, untried: TYPED, elseTold: TYPED.slice(0, 300), link: TYPED },
  tried: Array(5).fill({ what: TYPED, when: TYPED.slice(0, 60), result: TYPED }),
  why: ['power', 'partner', 'wider', 'harm', 'conflict'],
};
