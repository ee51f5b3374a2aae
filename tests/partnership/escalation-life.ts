import fc from 'fast-check';
import { expect } from 'vitest';
import { workingCalendar } from '../../src/partnership/calendar.ts';
import { addDays, type Day } from '../../src/partnership/day.ts';
import {
  type Escalation,
  type EscalationState,
  OPEN,
  type Raiser,
  SETTLED,
  stillRaising,
} from '../../src/partnership/escalation.ts';
import { ASKED, closesOn, dueOn, questionDays, waitedUntil } from '../../src/partnership/escalation-clock.ts';
import { insteadFor, type OutcomeSent, outcomeSentAt } from '../../src/partnership/escalation-outcome.ts';
import { officersOf, raisesFor } from '../../src/partnership/escalation-routing.ts';
import { toBeAsked, toRaisers } from '../../src/partnership/escalation-side.ts';
import {
  holderOf,
  partsNow,
  type Stepping,
  speaksForRaisers,
  stepsFor,
  type Taken,
} from '../../src/partnership/escalation-steps.ts';
import { escalationsWaitingFor, type WaitsFor } from '../../src/partnership/escalations-waiting.ts';
import { isAway } from '../../src/partnership/leave.ts';
import { meetingOf } from '../../src/partnership/meetings.ts';
import type { Register } from '../../src/partnership/register.ts';
import { peopleWith } from '../../src/partnership/responsibility.ts';
import { at } from '../support/board.ts';
import { nottinghamshire, onlyOn } from '../support/register.ts';

const FIRST = '2021-04-14';
const [OFFICER, NEIGHBOUR, SECOND] = ['jamie-thorpe', 'bronwen-pugh', 'ruby-stanhope'] as const;
const [LEAD, DEPUTY, GROUP, MANAGER] = ['samir-haddad', 'miriam-sadler', 'neil-garside', 'grace-holloway'] as const;
const ID = 'escalation';

/** One priority, with a chair of the first community safety partnership; and whatever else is so then. */
function when(change: (register: Register) => void = () => {}): Register {
  const register = nottinghamshire();
  onlyOn(register, 'serious-violence');
  const officer = register.assignments.find(({ holderKey }) => holderKey === OFFICER)!;
  register.assignments.push({ ...officer, key: 'csp-1/chair', role: 'chair', holderKey: SECOND });
  change(register);
  // What is worked out of a register is kept as long as it cannot change.
  return Object.freeze(register);
}

const away =
  (...keys: string[]) =>
  ({ leaves }: Register) => {
    for (const personKey of keys)
      leaves.push({ key: `${personKey}/leave`, personKey, from: '2021-04-01', to: '2021-05-14', endedOn: null });
  };
const gone =
  (...keys: string[]) =>
  (register: Register) => {
    register.assignments = register.assignments.filter(({ holderKey }) => !keys.includes(holderKey));
  };

/** Nothing more can be done. */
const OVER: EscalationState[] = ['merged', 'withdrawn'];

/** How it may be with the people, one day like this and the next like that. */
const WORLDS = [
  when(),
  when(),
  when(away(OFFICER)),
  when(away(OFFICER, SECOND)),
  when(gone(OFFICER)),
  when(away(LEAD)),
  when(gone('head-of-violence-reduction-unit', DEPUTY)),
  when(away(LEAD, DEPUTY, GROUP)),
  when((register) => {
    const nobody = ['serious-violence', 'performance-group'];
    register.assignments = register.assignments.filter(({ subjectKey }) => !nobody.includes(subjectKey));
  }),
  when((register) => {
    for (const one of register.meetings) one.endedOn = FIRST;
  }),
  when((register) => {
    const lead = register.assignments.find(({ role }) => role === 'lead')!;
    Object.assign(lead, { holderKind: 'person', holderKey: OFFICER, holderRole: null });
  }),
];

const CHAIR = peopleWith(WORLDS[0]!, 'body', 'snb', 'chair', FIRST)[0]!.key;
const PEOPLE = [LEAD, OFFICER, DEPUTY, GROUP, MANAGER, NEIGHBOUR, SECOND, CHAIR];
const calendar = workingCalendar(WORLDS[0]!);

/** What becomes of one escalation, as the commands and the jobs make it. */
interface Life {
  escalation: Escalation;
  raisers: Raiser[];
  sent: OutcomeSent[];
  askedBy: string | null;
  day: Day;
  register: Register;
}

const begun = (): Life => ({
  escalation: {
    ...{ id: ID, reference: 'SNB-1', title: 'Outreach ends', priorityKeys: ['serious-violence'], bodyKeys: ['csp-1'] },
    ...{ urgency: 'next_meeting', neededBy: null, sensitive: false, values: {}, raisedBy: OFFICER, raisedFor: 'csp-1' },
    ...{ raisedAt: at(FIRST), state: 'raised', version: 1, holderKey: null, withPriority: null, acknowledgedAt: null },
    ...{ waitingSince: null, waited: 0, meetingKey: null, mergedInto: null },
    ...{ outcome: null, outcomes: 0, closedAt: null },
  },
  raisers: [{ personKey: OFFICER, bodyKey: 'csp-1', joinedAt: at(FIRST), leftAt: null }],
  sent: [],
  askedBy: null,
  day: FIRST,
  register: WORLDS[0]!,
});

const now = ({ day }: Life) => at(day, 11);
const stepping = ({ escalation, raisers, sent }: Life): Stepping => ({
  ...{ escalation, raisers, sent },
  isOutcomeSent: outcomeSentAt(raisers, sent) !== null,
});
const offered = (life: Life, key: string) => stepsFor(life.register, stepping(life), { key }, life.day);

function queue(life: Life, personKey: string, insteadOf: string[]): void {
  const before = life.sent.filter((one) => one.personKey !== personKey);
  life.sent = [...before, { escalationId: ID, personKey, state: 'queued', at: now(life), pilot: false, insteadOf }];
}

/** Somebody takes a step that they are offered: what it changes. */
function takes(life: Life, who: string, step: Taken, nth: number): void {
  const { escalation, register, day } = life;
  const parts = partsNow(register, stepping(life), { key: who }, day);
  const acknowledgedAt = escalation.acknowledgedAt ?? now(life);
  const waited = waitedUntil(escalation, now(life), calendar);
  const change = (changed: Partial<Escalation>) => Object.assign(escalation, changed);
  switch (step) {
    case 'acknowledge':
      return void change({ state: 'acknowledged', acknowledgedAt });
    case 'take':
      return void change({ state: parts.has('lead') ? 'with_lead' : 'with_group', holderKey: who, acknowledgedAt });
    case 'pass': {
      const state = nth % 2 === 0 ? 'with_group' : 'with_lead';
      const withPriority = state === 'with_lead' ? 'serious-violence' : null;
      return void change({ state, withPriority, holderKey: null, acknowledgedAt });
    }
    case 'ask': {
      const { isReachable } = toBeAsked({ register, today: day }, life);
      life.askedBy = who;
      const waitingSince = isReachable ? (escalation.waitingSince ?? now(life)) : escalation.waitingSince;
      return void change({
        state: escalation.state === 'raised' ? 'acknowledged' : escalation.state,
        waitingSince,
        acknowledgedAt,
      });
    }
    case 'add':
      if (speaksForRaisers(parts) && life.askedBy !== who) change({ waited, waitingSince: null });
      return;
    case 'agenda': {
      const meeting = register.meetings.find(
        ({ bodyKey, date, endedOn }) => bodyKey === 'snb' && date >= day && endedOn === null,
      );
      if (meeting) change({ state: 'on_agenda', meetingKey: meeting.key, acknowledgedAt });
      return;
    }
    case 'answer':
    case 'decide':
    case 'return': {
      const asAsked = (['yes', 'partly', 'no'] as const)[nth % 3]!;
      const kind = step === 'answer' ? 'answer' : step === 'decide' ? 'decision' : 'advice';
      change({
        state: step === 'answer' ? 'answered' : step === 'decide' ? 'decided' : 'returned',
        outcome: { kind, words: 'There is no money', madeBy: 'The board', on: day, next: 'Nothing', asAsked },
        ...{ outcomes: escalation.outcomes + 1, acknowledgedAt, waited, waitingSince: null },
      });
      life.sent = [];
      for (const { personKey } of toRaisers({ register, today: day }, life)) queue(life, personKey, []);
      return;
    }
    case 'merge':
      return void change({ state: 'merged', waitingSince: null });
    case 'join': {
      const [body] = raisesFor(register, { key: who }, day);
      const others = life.raisers.filter(({ personKey }) => personKey !== who);
      life.raisers = [...others, { personKey: who, bodyKey: body!.key, joinedAt: now(life), leftAt: null }];
      return;
    }
    case 'object':
      change({
        ...{ state: 'acknowledged', acknowledgedAt: now(life), waited: 0, waitingSince: null },
        meetingKey: null,
      });
      return void change({ closedAt: null });
    case 'withdraw': {
      const own = stillRaising(life.raisers).filter(({ personKey }) => personKey === who);
      const others = stillRaising(life.raisers).filter((one) => !own.includes(one));
      const isAnyThere = others.some(({ bodyKey }) => officersOf(register, bodyKey, day).length > 0);
      if (own.length === 0 || !isAnyThere) return void change({ state: 'withdrawn', waitingSince: null });
      for (const one of own) one.leftAt = now(life);
      return void change({ raisedBy: others[0]!.personKey, raisedFor: others[0]!.bodyKey });
    }
    case 'close':
      return void change({ state: 'closed', closedAt: now(life) });
  }
}

/** What the clock does on a day, in the morning. */
function morning(life: Life): void {
  const { escalation, register, day } = life;
  const { waitingSince, state } = escalation;
  if (state === 'on_agenda' && !meetingOf(register, escalation.meetingKey))
    Object.assign(escalation, { state: 'acknowledged', meetingKey: null });
  if (OPEN.includes(state) && waitingSince) {
    const isUnanswered = questionDays(waitingSince, calendar).unanswered <= day;
    if (isUnanswered || !toBeAsked({ register, today: day }, life).isReachable) {
      const waited = waitedUntil(escalation, at(day), calendar);
      expect(waited - escalation.waited, 'one question stops no more days').toBeLessThanOrEqual(ASKED.unanswered);
      Object.assign(escalation, { waited, waitingSince: null });
    }
  }
  const { holderKey } = escalation;
  const hasGone = holderKey && !isAway(register, { key: holderKey }, day) && !holderOf(register, escalation, day);
  if (hasGone) escalation.holderKey = null;
  if (!SETTLED.includes(state)) return;
  for (const { personKey, insteadOf } of insteadFor(register, life.raisers, life.sent, day, calendar)) {
    const standsIn = life.sent.find((row) => row.personKey === personKey);
    if (standsIn?.state === 'sent') standsIn.insteadOf = [...standsIn.insteadOf, insteadOf];
    else queue(life, personKey, [...(standsIn?.insteadOf ?? []), insteadOf]);
  }
  const sentAt = outcomeSentAt(life.raisers, life.sent);
  if (sentAt && closesOn(sentAt, calendar) <= day) Object.assign(escalation, { state: 'closed', closedAt: at(day) });
}

/** Everybody who raised it has what came of it, or somebody has it in their place. */
function hasReachedAll({ raisers, sent }: Life): boolean {
  const there = sent.filter(({ state, pilot }) => state === 'sent' && !pilot);
  return raisers
    .filter(({ leftAt }) => leftAt === null)
    .every(({ personKey: key }) => there.some((one) => one.personKey === key || one.insteadOf.includes(key)));
}

/** What somebody who is waited for can do about it. */
const DOES: Record<WaitsFor, Taken[]> = {
  ...{ acknowledgement: ['acknowledge'], answer: ['answer'], passing: ['pass', 'return'], decision: ['decide'] },
  ...{ question: ['add'], outcome: ['object'] },
};

/** Somebody is waited for who can do something about it, or a meeting is. */
function isWaitedFor(life: Life): boolean {
  const { escalation, raisers, register, day } = life;
  const { state, meetingKey } = escalation;
  const meeting = meetingOf(register, meetingKey);
  if (state === 'on_agenda' && meeting && meeting.date >= day) return true;
  const unclosed = {
    unreached: new Map(),
    asked: new Map(),
    escalations: [escalation],
    raisers: raisers.map((one) => ({ ...one, escalationId: ID })),
  };
  return PEOPLE.some((key) =>
    escalationsWaitingFor(register, unclosed, { key }, day).some(({ what }) =>
      DOES[what].some((step) => offered(life, key).includes(step)),
    ),
  );
}

/** When it is due; what for and since when; for how long it has waited; and whether only days are counted, not a meeting. */
function clockOf({ escalation, register }: Life) {
  const due = dueOn(register, escalation, calendar);
  const { acknowledgedAt, waited, meetingKey, state } = escalation;
  if (!due) return null;
  const meeting = state === 'on_agenda' ? meetingKey : null;
  const isCounted = due.what === 'answer' && !meeting;
  return { since: `${due.what} ${acknowledgedAt?.toISOString()} ${meeting}`, on: due.on, waited, isCounted };
}

type Clock = NonNullable<ReturnType<typeof clockOf>>;

/** One that is counted goes on by as many working days as it waited, and in no other way. */
function neverRunsBackwards(before: Clock, after: Clock, told: string): void {
  if (before.since !== after.since) return;
  expect(after.waited, `it has waited for fewer days\n${told}`).toBeGreaterThanOrEqual(before.waited);
  if (after.isCounted) expect(after.on, told).toBe(calendar.after(before.on, after.waited - before.waited));
  else expect(after.on >= before.on, `it is due sooner\n${told}`).toBe(true);
}

const doing = fc.record({
  days: fc.constantFrom(0, 0, 0, 0, 1, 2, 7),
  world: fc.nat({ max: WORLDS.length - 1 }),
  who: fc.constantFrom(...PEOPLE),
  nth: fc.nat({ max: 11 }),
  /** What becomes of an outcome that is on its way; nothing yet, where it is null. */
  arrives: fc.constantFrom('sent', 'sent', 'failed', null),
});

/** Does so many sequences of whatever may be done, the same for the same seed. The first that breaks a promise is told. */
export function sequences({ seed, runs }: { seed: number; runs: number }): void {
  fc.assert(
    fc.property(fc.array(doing, { minLength: 10, maxLength: 30 }), (all) => {
      const life = begun();
      const story: string[] = [];
      let clock = clockOf(life);
      const holds = (what: string) => {
        const { state, waitingSince } = life.escalation;
        story.push(`${life.day} ${what}: ${state}`);
        const told = story.join('\n');
        if (state === 'closed') expect(hasReachedAll(life), `closed before it reached all\n${told}`).toBe(true);
        if (OPEN.includes(state)) expect(isWaitedFor(life), `nobody is waited for\n${told}`).toBe(true);
        const next = clockOf(life);
        if (waitingSince) expect(next, `days count while it waits\n${told}`).toBeNull();
        if (clock && next) neverRunsBackwards(clock, next, told);
        clock = next ?? clock;
      };
      for (const { days, world, who, nth, arrives } of all) {
        if (OVER.includes(life.escalation.state)) return;
        if (days > 0) life.register = WORLDS[world]!;
        for (let passed = 0; passed < days; passed += 1) {
          life.day = addDays(life.day, 1);
          morning(life);
        }
        if (days > 0) holds('in the morning');
        for (const one of life.sent)
          if (one.state === 'queued') Object.assign(one, arrives && { state: arrives, at: now(life) });
        const steps = offered(life, who);
        const step = steps[nth % steps.length];
        if (!step) continue;
        takes(life, who, step, nth);
        holds(`${who}, ${step}`);
      }
    }),
    { numRuns: runs, seed },
  );
}
