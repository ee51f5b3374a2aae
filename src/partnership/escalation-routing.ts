import { preferredAccount } from './accounts.ts';
import { addDays, type Day } from './day.ts';
import { type Escalation, type Raiser, stillRaising, type Told } from './escalation.ts';
import { holds } from './holding.ts';
import { here } from './leave.ts';
import { titleOf } from './priorities.ts';
import type { Body, BodyKind, Person, Register, Role } from './register.ts';
import { deputiesOf, peopleWith, programmeManagers, responsibleFor } from './responsibility.ts';
import { roleName } from './roles.ts';

type Placed = Pick<Escalation, 'raisedFor' | 'bodyKeys'>;
type Routed = Placed & Pick<Escalation, 'priorityKeys' | 'urgency'>;

const BODY_RELATIONS = ['escalates_to', 'reports_to', 'part_of'];

/**
 * Who is told of an escalation, and why it is they, as responsibility stands on that day (domain model, invariant 15):
 * whoever answers for its priorities, and the chair of the performance group above each partnership that it concerns; deputies
 * in the place of those who are away or raise it; the programme manager where nobody is there. What is immediate also
 * goes to the programme manager and the chair of the board. Nobody of `except`, who raise it.
 */
export function routeOf(register: Register, routed: Routed, day: Day, except: string[] = []): Told[] {
  const chairs = (kind: BodyKind) => chairsFor(register, routed, kind, day, except);
  const managers = programmeManagers(register, day);
  const { priorityKeys, urgency } = routed;
  const told: Told[] = [
    ...priorityKeys.flatMap((key) => forPriority(register, key, day, except)),
    ...chairs('performance_group'),
    ...(urgency === 'immediate'
      ? [
          ...without(as(here(register, managers, day), 'programme manager, as it is immediate'), except),
          ...chairs('board'),
        ]
      : []),
  ];
  if (told.length > 0) return onceEach(told);
  const managing = without(as(managers, 'programme manager, as nobody else is there'), except);
  return managing.length > 0 ? managing : chairs('board');
}

/** Who answers for a priority on a day, as for its reports; deputies in the place of those of `except`, who raise it. */
export function forPriority(register: Register, priorityKey: string, day: Day, except: string[] = []): Told[] {
  const told = responsibleFor(register, 'priority', priorityKey, day).map(({ person, because }) => ({
    personKey: person.key,
    because,
  }));
  const others = without(told, except);
  return others.length > 0 ? others : without(deputiesFor(register, { priorityKeys: [priorityKey] }, day), except);
}

const without = (told: Told[], except: string[]) => told.filter(({ personKey }) => !except.includes(personKey));

const PRESIDING: Role[] = ['chair', 'vice_chair', 'secretary'];

/**
 * Who chairs the bodies of a kind above an escalation: the vice chair, else the secretary, in the place of a chair who is
 * away, has no account or is one of `except`. Where nobody has an account, whoever is here.
 */
export function chairsFor(register: Register, placed: Placed, kind: BodyKind, day: Day, except: string[] = []): Told[] {
  const chairs = bodiesFor(register, placed, kind, day).flatMap(({ key, name }) => {
    const chairing = peopleWith(register, 'body', key, 'chair', day);
    const present = PRESIDING.map((role) =>
      without(
        as(
          here(register, peopleWith(register, 'body', key, role, day), day),
          `${roleName(role)} of ${name}${role === 'chair' ? '' : insteadOf(register, chairing, day)}`,
        ),
        except,
      ),
    );
    const reachable = present.map((told) => told.filter(({ personKey }) => preferredAccount(register, personKey)));
    return [...reachable, ...present].find(({ length }) => length > 0) ?? [];
  });
  return onceEach(chairs);
}

/** Why it is somebody else than the chair; nothing where there is none. */
function insteadOf(register: Register, chairing: Person[], day: Day): string {
  if (chairing.length === 0) return '';
  return here(register, chairing, day).length === 0 ? ', as the chair is away' : ', in place of the chair';
}

/**
 * The nearest bodies of a kind above each partnership that an escalation concerns, each once. Where these have ended,
 * those that were above them last, else every body of that kind: somebody can always act on it.
 */
export function bodiesFor(register: Register, { raisedFor, bodyKeys }: Placed, kind: BodyKind, day: Day): Body[] {
  const keys = [...new Set([raisedFor, ...bodyKeys])];
  const now = keys.flatMap((key) => bodiesAbove(register, key, kind, day));
  const found =
    now.length > 0 ? now : keys.flatMap((key) => bodiesAbove(register, key, kind, lastDayOf(register, key, day)));
  const still = [...new Set(found)].filter((one) => holds(one, day));
  return still.length > 0 ? still : register.bodies.filter((one) => one.kind === kind && holds(one, day));
}

/** The last day of a body that has ended, else today. */
function lastDayOf({ bodies }: Register, key: string, day: Day): Day {
  const ended = bodies.find((one) => one.key === key)?.endedOn;
  return ended && ended <= day ? addDays(ended, -1) : day;
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

/**
 * The officers of a community safety partnership, their deputies, its chair and vice chair; of one that has ended, those
 * who were then and are still there.
 */
export function officersOf(register: Register, bodyKey: string, day: Day): Person[] {
  return inOrder(register, bodyKey, lastDayOf(register, bodyKey, day))
    .flat()
    .filter((person, index, all) => holds(person, day) && all.findIndex(({ key }) => key === person.key) === index);
}

function inOrder(register: Register, bodyKey: string, day: Day): Person[][] {
  return [
    peopleWith(register, 'body', bodyKey, 'csp_officer', day),
    deputiesOf(register, 'body', bodyKey, day),
    peopleWith(register, 'body', bodyKey, 'chair', day),
    peopleWith(register, 'body', bodyKey, 'vice_chair', day),
  ];
}

/** Who is asked to raise something for a community safety partnership: its officers, else their deputies, else its chair, else the vice chair. */
export function toRaiseFor(register: Register, bodyKey: string, day: Day): Person[] {
  const present = inOrder(register, bodyKey, day).map((people) => here(register, people, day));
  return present.find(({ length }) => length > 0) ?? officersOf(register, bodyKey, day);
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

/** Those who still raise an escalation, and are officers or the chair of the partnership for which they do. */
export function raisingOn(register: Register, raisers: Raiser[], day: Day): Raiser[] {
  return stillRaising(raisers).filter(({ personKey, bodyKey }) =>
    officersOf(register, bodyKey, day).some(({ key }) => key === personKey),
  );
}

/** Whether somebody may have raised something: for a partnership that is there, or for one that has ended. */
export function hasRaisedFor(register: Register, person: Pick<Person, 'key'>, day: Day): boolean {
  return register.bodies.some(
    ({ kind, key }) => kind === 'csp' && officersOf(register, key, day).some((one) => one.key === person.key),
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
