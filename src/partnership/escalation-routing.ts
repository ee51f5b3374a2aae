import type { Day } from './day.ts';
import type { Escalation, Told } from './escalation.ts';
import { holds } from './holding.ts';
import { here } from './leave.ts';
import { titleOf } from './priorities.ts';
import type { Body, BodyKind, Person, Register, Role } from './register.ts';
import { deputiesOf, peopleWith, programmeManagers, responsibleFor } from './responsibility.ts';

type Routed = Pick<Escalation, 'priorityKeys' | 'urgency' | 'raisedFor'>;

const BODY_RELATIONS = ['escalates_to', 'reports_to', 'part_of'];

/**
 * Who is told of an escalation, and why it is they, as responsibility stands on that day (domain model, invariant 15):
 * whoever answers for its priorities, and the chair of the performance group that its partnership reports to; deputies
 * in the place of those who are away; the programme manager where nobody is there. What is immediate also goes to the
 * programme manager and the chair of the board.
 */
export function routeOf(register: Register, { priorityKeys, urgency, raisedFor }: Routed, day: Day): Told[] {
  const told: Told[] = [
    ...priorityKeys.flatMap((key) => forPriority(register, key, day)),
    ...chairsFor(register, raisedFor, 'performance_group', day),
    ...(urgency === 'immediate'
      ? [
          ...as(here(register, programmeManagers(register, day), day), 'programme manager, as it is immediate'),
          ...chairsFor(register, raisedFor, 'board', day),
        ]
      : []),
  ];
  if (told.length > 0) return onceEach(told);
  return as(programmeManagers(register, day), 'programme manager, as nobody else is there');
}

/** Who answers for a priority on a day: as for its reports. */
export function forPriority(register: Register, priorityKey: string, day: Day): Told[] {
  return responsibleFor(register, 'priority', priorityKey, day).map(({ person, because }) => ({
    personKey: person.key,
    because,
  }));
}

/** Who chairs the nearest body of a kind above another: the vice chair, else the secretary, in the place of a chair who is away. */
export function chairsFor(register: Register, bodyKey: string, kind: BodyKind, day: Day): Told[] {
  return bodiesAbove(register, bodyKey, kind, day).flatMap(({ key, name }) => {
    const inPlace = (['chair', 'vice_chair', 'secretary'] as Role[]).map((role) => ({
      people: peopleWith(register, 'body', key, role, day),
      because: `${role === 'vice_chair' ? 'vice chair' : role} of ${name}`,
    }));
    const [chair] = inPlace;
    for (const { people, because } of inPlace) {
      const found = here(register, people, day);
      const instead = because !== chair?.because && (chair?.people.length ?? 0) > 0;
      if (found.length > 0) return as(found, instead ? `${because}, as the chair is away` : because);
    }
    return [];
  });
}

/** The nearest bodies of a kind to which another reports or escalates, as the relations stand on a day. */
export function bodiesAbove(register: Register, bodyKey: string, kind: BodyKind, day: Day): Body[] {
  const seen = new Set([bodyKey]);
  let keys = [bodyKey];
  while (keys.length > 0) {
    const next = register.relations
      .filter((one) => keys.includes(one.fromKey) && BODY_RELATIONS.includes(one.kind) && holds(one, day))
      .map(({ toKey }) => toKey)
      .filter((key) => !seen.has(key));
    const found = register.bodies.filter((one) => next.includes(one.key) && one.kind === kind && holds(one, day));
    if (found.length > 0) return found;
    for (const key of next) seen.add(key);
    keys = [...new Set(next)];
  }
  return [];
}

/** The deputies of those who answer for its priorities. Nobody who is away. */
export function deputiesFor(register: Register, { priorityKeys }: Pick<Escalation, 'priorityKeys'>, day: Day): Told[] {
  return onceEach(
    priorityKeys.flatMap((key) =>
      as(here(register, deputiesOf(register, 'priority', key, day), day), `deputy for ${titleOf(register, key, day)}`),
    ),
  );
}

/** The officers of a community safety partnership, and its chair. */
export function officersOf(register: Register, bodyKey: string, day: Day): Person[] {
  return [
    ...peopleWith(register, 'body', bodyKey, 'csp_officer', day),
    ...peopleWith(register, 'body', bodyKey, 'chair', day),
  ].filter(({ key }, index, all) => all.findIndex((one) => one.key === key) === index);
}

/** The community safety partnerships for which somebody may raise something, in the order of the register. */
export function raisesFor(register: Register, person: Pick<Person, 'key'>, day: Day): Body[] {
  return register.bodies.filter(
    (body) =>
      body.kind === 'csp' &&
      holds(body, day) &&
      officersOf(register, body.key, day).some(({ key }) => key === person.key),
  );
}

/** Each person once, with every reason. */
export function onceEach(told: Told[]): Told[] {
  const reasons = new Map<string, string[]>();
  for (const { personKey, because } of told) {
    const known = reasons.get(personKey) ?? [];
    if (!known.includes(because)) reasons.set(personKey, [...known, because]);
  }
  return [...reasons].map(([personKey, all]) => ({ personKey, because: all.join('; ') }));
}

function as(people: Person[], because: string): Told[] {
  return people.map(({ key }) => ({ personKey: key, because }));
}
