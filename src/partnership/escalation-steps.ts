import type { Day } from './day.ts';
import {
  type Escalation,
  type EscalationState,
  OPEN,
  type Raiser,
  SETTLED,
  type Step,
  stillRaising,
} from './escalation.ts';
import { bodiesAbove, officersOf, raisesFor } from './escalation-routing.ts';
import type { Person, Register } from './register.ts';
import { isProgrammeManager, mayRead, maySend, peopleWith, supportOfficersOf } from './responsibility.ts';

/** What somebody is to an escalation on a day. */
export type Part = 'raiser' | 'colleague' | 'officer' | 'lead' | 'support' | 'group' | 'chair' | 'manager';

/**
 * What a person is to an escalation today: raised it, and is an officer or a chair still; is an officer or the chair of the partnership for which it was
 * raised, or of another; may send the report on one of its priorities, or prepares it; chairs the performance group or
 * the board above its partnership; manages the programme.
 */
export function partsOf(
  register: Register,
  { priorityKeys, raisedFor }: Pick<Escalation, 'priorityKeys' | 'raisedFor'>,
  raisers: Raiser[],
  person: Pick<Person, 'key'>,
  day: Day,
): Set<Part> {
  const includes = (people: Pick<Person, 'key'>[]) => people.some(({ key }) => key === person.key);
  const presides = (kind: 'performance_group' | 'board') =>
    bodiesAbove(register, raisedFor, kind, day).some(({ key }) =>
      (['chair', 'vice_chair', 'secretary'] as const).some((role) =>
        includes(peopleWith(register, 'body', key, role, day)),
      ),
    );
  const raises = raisesFor(register, person, day).length > 0;
  const found: [Part, boolean][] = [
    ['raiser', raises && stillRaising(raisers).some(({ personKey }) => personKey === person.key)],
    ['colleague', raisers.some(({ bodyKey }) => includes(officersOf(register, bodyKey, day)))],
    ['officer', raises],
    ['lead', priorityKeys.some((key) => maySend(register, person, 'priority', key, day))],
    ['support', priorityKeys.some((key) => includes(supportOfficersOf(register, 'priority', key, day)))],
    ['group', presides('performance_group')],
    ['chair', presides('board')],
    ['manager', isProgrammeManager(register, person, day)],
  ];
  return new Set(found.flatMap(([part, is]) => (is ? [part] : [])));
}

/** A step that somebody may take, from where, and who may. */
interface Rule {
  from: EscalationState[];
  by: Part[];
}

const NOT_ON_AGENDA = OPEN.filter((state) => state !== 'on_agenda');

export const RULES: Record<Exclude<Step, 'raise' | 'overdue' | 'instead'>, Rule> = {
  acknowledge: { from: ['raised'], by: ['lead', 'support', 'group', 'manager'] },
  take: { from: NOT_ON_AGENDA, by: ['lead', 'group'] },
  answer: { from: OPEN, by: ['lead', 'group'] },
  ask: { from: OPEN, by: ['lead', 'support', 'group', 'manager'] },
  add: { from: OPEN, by: ['raiser', 'lead', 'support', 'group', 'manager'] },
  pass: { from: NOT_ON_AGENDA, by: ['lead', 'group', 'manager'] },
  agenda: { from: OPEN, by: ['lead', 'group', 'manager'] },
  decide: { from: OPEN, by: ['chair', 'manager'] },
  return: { from: NOT_ON_AGENDA, by: ['lead', 'group', 'manager'] },
  merge: { from: NOT_ON_AGENDA, by: ['lead', 'group', 'manager'] },
  join: { from: OPEN, by: ['colleague', 'officer'] },
  object: { from: SETTLED, by: ['raiser'] },
  withdraw: { from: [...OPEN, 'returned'], by: ['raiser'] },
  // Whoever answered it does not cut off the right of reply.
  close: { from: SETTLED, by: ['raiser', 'manager'] },
};

export type Taken = keyof typeof RULES;

/**
 * The steps that somebody who is this to an escalation may take now, in the order in which they are offered. It cannot be
 * closed before everybody who raised it has been sent the outcome (domain model, invariant 14).
 */
export function stepsFor(
  { state, holderKey }: Pick<Escalation, 'state' | 'holderKey'>,
  parts: Set<Part>,
  person: Pick<Person, 'key'>,
  isOutcomeSent: boolean,
): Taken[] {
  return (Object.entries(RULES) as [Taken, Rule][])
    .filter(([, { from, by }]) => from.includes(state) && by.some((part) => parts.has(part)))
    .map(([step]) => step)
    .filter((step) => step !== 'close' || isOutcomeSent)
    .filter((step) => step !== 'take' || holderKey !== person.key)
    .filter((step) => step !== 'join' || !parts.has('raiser'));
}

/** How much of an escalation somebody may read. */
export type Reading = 'whole' | 'reference' | null;

const CIRCLE: Part[] = ['raiser', 'colleague', 'lead', 'support', 'group', 'chair', 'manager'];

/**
 * Those whom it concerns read all of it, and so do the officers of every partnership and whoever reads the board's
 * reports, unless it is sensitive: outside its circle that is known by its reference and priorities only.
 */
export function readingOf(
  register: Register,
  escalation: Pick<Escalation, 'priorityKeys' | 'raisedFor' | 'sensitive'>,
  raisers: Raiser[],
  person: Pick<Person, 'key'>,
  day: Day,
): Reading {
  const parts = partsOf(register, escalation, raisers, person, day);
  if (CIRCLE.some((part) => parts.has(part))) return 'whole';
  if (!parts.has('officer') && !mayRead(register, person, day)) return null;
  return escalation.sensitive ? 'reference' : 'whole';
}
