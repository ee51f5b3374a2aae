import { workingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import {
  type ByClock,
  type Entry,
  type Escalation,
  type EscalationState,
  OPEN,
  type Raiser,
  SETTLED,
  type Step,
  stillRaising,
} from './escalation.ts';
import type { OutcomeSent } from './escalation-outcome.ts';
import { inWhosePlace, mayClose, mayReply } from './escalation-reply.ts';
import { bodiesFor, officersOf, raisesFor, raisingOn } from './escalation-routing.ts';
import { isAway } from './leave.ts';
import type { Person, Register } from './register.ts';
import { isOfBoard, isProgrammeManager, maySend, peopleWith, supportOfficersOf } from './responsibility.ts';

/** What somebody is to an escalation on a day. */
export type Part =
  | 'raiser'
  | 'instead'
  | 'colleague'
  | 'officer'
  | 'lead'
  | 'support'
  | 'group'
  | 'chair'
  | 'manager'
  | 'board';

/**
 * What a person is to an escalation today: raised it, and is an officer or a chair still, or is one where none of
 * those who raised it is any more; is an officer or the chair of the partnership for which it was raised, or of
 * another; may send the report on one of its priorities, or prepares it; chairs the performance group or the board
 * above a partnership that it concerns; manages the programme.
 */
export function partsOf(
  register: Register,
  { priorityKeys, raisedFor, bodyKeys }: Pick<Escalation, 'priorityKeys' | 'raisedFor' | 'bodyKeys'>,
  raisers: Raiser[],
  person: Pick<Person, 'key'>,
  day: Day,
): Set<Part> {
  const includes = (people: Pick<Person, 'key'>[]) => people.some(({ key }) => key === person.key);
  const presides = (kind: 'performance_group' | 'board') =>
    bodiesFor(register, { raisedFor, bodyKeys }, kind, day).some(({ key }) =>
      (['chair', 'vice_chair', 'secretary'] as const).some((role) =>
        includes(peopleWith(register, 'body', key, role, day)),
      ),
    );
  const raises = raisesFor(register, person, day).length > 0;
  const raising = stillRaising(raisers);
  const present = raisingOn(register, raisers, day);
  // Whoever comes after somebody who is no officer any more has their part.
  const after = raising
    .filter(({ bodyKey }) => !present.some((one) => one.bodyKey === bodyKey))
    .flatMap(({ bodyKey }) => officersOf(register, bodyKey, day));
  // What nobody raises any more stays readable to those who did.
  const concerned = raising.length > 0 ? raising : raisers;
  const found: [Part, boolean][] = [
    ['raiser', includes([...present.map(({ personKey }) => ({ key: personKey })), ...after])],
    ['colleague', concerned.some(({ bodyKey }) => includes(officersOf(register, bodyKey, day)))],
    ['officer', raises],
    ['lead', priorityKeys.some((key) => maySend(register, person, 'priority', key, day))],
    ['support', priorityKeys.some((key) => includes(supportOfficersOf(register, 'priority', key, day)))],
    ['group', presides('performance_group')],
    ['chair', presides('board')],
    ['manager', isProgrammeManager(register, person, day)],
    ['board', isOfBoard(register, person, day)],
  ];
  return new Set(found.flatMap(([part, is]) => (is ? [part] : [])));
}

/** The same, and whether they were sent what came of it in the place of a raiser, and may still read it. */
export function partsNow(
  register: Register,
  one: Pick<Stepping, 'escalation' | 'raisers' | 'sent'>,
  person: Pick<Person, 'key'>,
  day: Day,
): Set<Part> {
  const parts = partsOf(register, one.escalation, one.raisers, person, day);
  const reads = parts.has('colleague') || parts.has('manager');
  return reads && inWhosePlace(one, person.key).length > 0 ? parts.add('instead') : parts;
}

/** A step that somebody may take, from where, and who may. */
interface Rule {
  from: EscalationState[];
  by: Part[];
}

const NOT_ON_AGENDA = OPEN.filter((state) => state !== 'on_agenda');

export const RULES: Record<Exclude<Step, 'raise' | ByClock>, Rule> = {
  acknowledge: { from: ['raised'], by: ['lead', 'support', 'group', 'manager'] },
  take: { from: NOT_ON_AGENDA, by: ['lead', 'group'] },
  answer: { from: OPEN, by: ['lead', 'group'] },
  ask: { from: OPEN, by: ['lead', 'support', 'group', 'manager'] },
  add: { from: OPEN, by: ['raiser', 'colleague', 'lead', 'support', 'group', 'manager'] },
  pass: { from: NOT_ON_AGENDA, by: ['lead', 'group', 'manager'] },
  agenda: { from: OPEN, by: ['lead', 'group', 'manager'] },
  decide: { from: OPEN, by: ['chair', 'manager'] },
  return: { from: NOT_ON_AGENDA, by: ['lead', 'group', 'manager'] },
  merge: { from: NOT_ON_AGENDA, by: ['lead', 'group', 'manager'] },
  join: { from: OPEN, by: ['colleague', 'officer'] },
  object: { from: [...SETTLED, 'closed'], by: ['raiser', 'instead'] },
  withdraw: { from: [...OPEN, 'returned'], by: ['raiser'] },
  // Whoever answered it does not say that it is enough.
  close: { from: SETTLED, by: ['raiser', 'instead', 'manager'] },
};

export type Taken = keyof typeof RULES;

/**
 * An escalation with those who raised it, and what became of its newest outcome. `isOutcomeSent`: everybody who still
 * raises it has been sent that.
 */
export interface Stepping {
  escalation: Escalation;
  raisers: Raiser[];
  sent: OutcomeSent[];
  isOutcomeSent: boolean;
  /** Those whom no message about it has reached: while it is open, others are asked in their place. */
  unreached?: string[];
}

/**
 * The steps that somebody may take on an escalation now, in the order in which they are offered. It cannot be closed
 * before everybody who raised it has been sent the outcome (domain model, invariant 14).
 */
export function stepsFor(register: Register, one: Stepping, person: Pick<Person, 'key'>, day: Day): Taken[] {
  const { escalation, isOutcomeSent } = one;
  const { state, holderKey } = escalation;
  const parts = partsNow(register, one, person, day);
  return (Object.entries(RULES) as [Taken, Rule][])
    .filter(([, { from, by }]) => from.includes(state) && by.some((part) => parts.has(part)))
    .map(([step]) => step)
    .filter((step) => step !== 'close' || (isOutcomeSent && mayClose(one, person.key)))
    .filter((step) => step !== 'object' || mayReply(one, person.key, day, workingCalendar(register)))
    .filter((step) => step !== 'take' || (holderKey !== person.key && !holderOf(register, escalation, day)))
    .filter((step) => step !== 'join' || !parts.has('raiser'));
}

/** Whether somebody speaks for those who raised it, as another officer of their partnership does, too. */
export function speaksForRaisers(parts: Set<Part>): boolean {
  return parts.has('raiser') || (parts.has('colleague') && !RULES.ask.by.some((part) => parts.has(part)));
}

/** To whom the newest question went. Who has a part on the other side, too, answers it for those who raised it. */
export function askedIn(entries: Pick<Entry, 'step' | 'told'>[]): string[] {
  return entries
    .slice(entries.findLastIndex(({ step }) => step === 'ask'))
    .filter(({ step }) => ASKING.includes(step))
    .flatMap(({ told }) => told.map(({ personKey }) => personKey));
}

const ASKING: Step[] = ['ask', 'asked'];

/** Who has taken an escalation, and keeps it from others: not while they are away, nor once they have no part in it. */
export function holderOf(
  register: Register,
  escalation: Pick<Escalation, 'holderKey' | 'priorityKeys' | 'raisedFor' | 'bodyKeys'>,
  day: Day,
): string | null {
  const { holderKey } = escalation;
  if (!holderKey || isAway(register, { key: holderKey }, day)) return null;
  const parts = partsOf(register, escalation, [], { key: holderKey }, day);
  return parts.has('lead') || parts.has('group') ? holderKey : null;
}

/** How much of an escalation somebody may read. */
export type Reading = 'whole' | 'reference' | null;

/** Those whom it concerns: they read all of it. */
export const CIRCLE = ['raiser', 'colleague', 'lead', 'support', 'group', 'chair', 'manager'] as const satisfies Part[];

/** Those who read it, too, unless it is sensitive. What the forms say of who will see this is made of these. */
export const BEYOND = ['officer', 'board'] as const satisfies Part[];

/**
 * Those whom it concerns read all of it, and so do the officers of every partnership and whoever is of the board, unless it
 * is sensitive: outside its circle that is known by its reference and priorities only. Who only deputises for a lead, or
 * supports one, reads what is on their own priorities.
 */
export function readingOf(
  register: Register,
  escalation: Pick<Escalation, 'priorityKeys' | 'raisedFor' | 'bodyKeys' | 'sensitive'>,
  raisers: Raiser[],
  person: Pick<Person, 'key'>,
  day: Day,
): Reading {
  const parts = partsOf(register, escalation, raisers, person, day);
  if (CIRCLE.some((part) => parts.has(part))) return 'whole';
  if (!BEYOND.some((part) => parts.has(part))) return null;
  return escalation.sensitive ? 'reference' : 'whole';
}
