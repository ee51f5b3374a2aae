import type { Day } from './day.ts';
import { assignmentsTo, type Holder, holdersOf, holds, postsOf } from './holding.ts';
import { awayWords, here } from './leave.ts';
import type { Assignment, Person, Register, Role } from './register.ts';
import { remembered } from './remembered.ts';
import { roleName, subjectName } from './roles.ts';

/** Whoever is asked about is known by key, so that a whole person or a stored key will do. */
type Known = Pick<Person, 'key'>;

/** Somebody who leads, and by which assignment: the post or the person, and since when. */
export interface Lead extends Holder {
  assignment: Assignment;
}

/** Somebody who owes a return, and why it is they: "lead for Hate crime". */
export interface Responsible {
  person: Person;
  because: string;
  /** Those who are away, in whose place this person is asked. Empty where they are asked for themselves. */
  insteadOf: Person[];
}

/** Everyone and everything that leads a priority on a day. Empty: no lead agreed. A post with no person: vacant. */
export function leadsOf(register: Register, priorityKey: string, day: Day): Lead[] {
  return assignmentsTo(register, 'priority', priorityKey, 'lead', day).flatMap((assignment) =>
    holdersOf(register, assignment, day).map((holder) => ({ ...holder, assignment })),
  );
}

export function programmeManagers(register: Register, day: Day): Person[] {
  return peopleWith(register, 'partnership', register.partnership.key, 'programme_manager', day);
}

export function isProgrammeManager(register: Register, person: Known, day: Day): boolean {
  return includes(programmeManagers(register, day), person);
}

/** Whether a person is on the register on a day. */
export function isOnRegister(register: Register, person: Known, day: Day): boolean {
  return register.people.some((one) => one.key === person.key && holds(one, day));
}

/** Those who prepare what the lead of a subject sends: named for the subject itself, or for a post that leads it. */
export function supportOfficersOf(register: Register, subjectKind: string, subjectKey: string, day: Day): Person[] {
  return beside(register, subjectKind, subjectKey, 'support_officer', day);
}

/**
 * Those who may act for the lead of a subject: named for the subject itself, or for a post that leads it; of a body that
 * leads, its vice chair.
 */
export function deputiesOf(register: Register, subjectKind: string, subjectKey: string, day: Day): Person[] {
  return beside(register, subjectKind, subjectKey, 'deputy', day);
}

/**
 * Who is asked for the return about a subject: everybody who leads it and is not away (of a body that leads, its chair
 * and secretary). Where nobody leads it: the deputies, else the programme manager; a support officer prepares a return
 * and does not send it, so it would be no use to ask one where nobody could then send it. Where all who lead it are
 * away: the deputies, else the support officers, who can prepare it, else the programme manager, who may then send it.
 */
export const responsibleFor = remembered(
  (register, subjectKind: string, subjectKey: string, day: Day): Responsible[] => {
    const subject = subjectName(register, subjectKind, subjectKey, day);
    const leads = leadingPeople(register, subjectKind, subjectKey, day);
    const as = (people: Person[], because: string, insteadOf: Person[] = []) =>
      here(register, people, day).map((person) => ({ person, because, insteadOf }));

    const leading = as(leads, `${roleName(leadingRole(subjectKind))} for ${subject}`);
    if (leading.length > 0) return leading;
    const deputies = deputiesOf(register, subjectKind, subjectKey, day);
    const managers = programmeManagers(register, day);
    if (leads.length > 0) {
      const away = leads.map((one) => awayWords(register, one, day)).join(' and ');
      const covering = [
        as(deputies, `deputy for ${subject}, instead of ${away}`, leads),
        as(
          supportOfficersOf(register, subjectKind, subjectKey, day),
          `support officer for ${subject}, instead of ${away}`,
          leads,
        ),
      ].find(({ length }) => length > 0);
      // With the programme manager away too there is nobody else to ask.
      return (
        covering ??
        managers.map((person) => ({ person, because: `programme manager, instead of ${away}`, insteadOf: leads }))
      );
    }
    const deputising = as(deputies, `deputy for ${subject}, which nobody leads at present`);
    if (deputising.length > 0) return deputising;
    const because = `programme manager, as nobody leads ${subject} at present`;
    return managers.map((person) => ({ person, because, insteadOf: deputies }));
  },
);

/**
 * Whether a person may send the return about a subject on a day: those who lead it and their deputies, away or not, and
 * the programme manager while none of them is here and no support officer is asked.
 */
export function maySend(register: Register, person: Known, subjectKind: string, subjectKey: string, day: Day): boolean {
  const able = [
    ...leadingPeople(register, subjectKind, subjectKey, day),
    ...deputiesOf(register, subjectKind, subjectKey, day),
  ];
  if (includes(able, person)) return true;
  const asked = responsibleFor(register, subjectKind, subjectKey, day).map((one) => one.person);
  return includes(programmeManagers(register, day), person) && includes(asked, person);
}

const OF_BOARD: Role[] = ['lead', 'champion', 'theme_lead', 'chair', 'vice_chair', 'secretary'];

/**
 * Whether a person is of the board on a day: who sits on it or on its performance group, who chairs or minutes either,
 * who leads or champions a priority, and the programme manager.
 */
export const isOfBoard = having(OF_BOARD);

/** Whether a person may read the reports of every priority on a day: who is of the board, and who deputises or supports. */
export const mayRead = having([...OF_BOARD, 'deputy', 'support_officer']);

/** The assignments that a person holds on a day: in person, by a post, or by holding another role. */
export const assignmentsOf = remembered((register, person: Known, day: Day): Assignment[] => {
  const known = register.people.find(({ key }) => key === person.key);
  if (!known || !holds(known, day)) return [];
  // Asked of everybody in turn: looking up the holders of every assignment each time would take a minute for a thousand.
  const posts = new Set(postsOf(register, person.key, day).map(({ key }) => key));
  return register.assignments.filter((one) => {
    if (!holds(one, day)) return false;
    if (one.holderKind === 'post') return posts.has(one.holderKey);
    if (one.holderKind === 'person') return one.holderKey === person.key;
    return holdersOf(register, one, day).some((holder) => holder.person?.key === person.key);
  });
});

/** The role that answers for a subject: a priority has leads, a community safety partnership its officer. */
function leadingRole(subjectKind: string): Role {
  return subjectKind === 'body' ? 'csp_officer' : 'lead';
}

/** Everybody who leads a subject, away or not: of a body that leads, its chair and secretary. */
export const leadingPeople = remembered((register, subjectKind: string, subjectKey: string, day: Day): Person[] => {
  const people = assignmentsTo(register, subjectKind, subjectKey, leadingRole(subjectKind), day)
    .flatMap((assignment) => holdersOf(register, assignment, day))
    .flatMap(({ person, body }) => {
      if (person) return [person];
      if (!body) return [];
      return (['chair', 'secretary'] as const).flatMap((role) => peopleWith(register, 'body', body.key, role, day));
    });
  return unique(people);
});

/** Those with a role beside the lead of a subject: on the subject itself, or on a post that leads it. A vice chair deputises. */
const beside = remembered((register, subjectKind: string, subjectKey: string, role: Role, day: Day): Person[] => {
  const leading = assignmentsTo(register, subjectKind, subjectKey, leadingRole(subjectKind), day);
  const holders = leading.flatMap((one) => holdersOf(register, one, day));
  return unique([
    ...peopleWith(register, subjectKind, subjectKey, role, day),
    ...holders.flatMap(({ post, body }) => {
      if (post) return peopleWith(register, 'post', post.key, role, day);
      return body && role === 'deputy' ? peopleWith(register, 'body', body.key, 'vice_chair', day) : [];
    }),
  ]);
});

/** The people who hold a role on a subject on a day, away or not. */
export const peopleWith = remembered(
  (register, subjectKind: string, subjectKey: string, role: Role, day: Day): Person[] => {
    const assignments = assignmentsTo(register, subjectKind, subjectKey, role, day);
    return unique(assignments.flatMap((one) => holdersOf(register, one, day).flatMap(({ person }) => person ?? [])));
  },
);

function unique(people: Person[]): Person[] {
  return [...new Map(people.map((person) => [person.key, person])).values()];
}

function includes(people: Person[], person: Known): boolean {
  return people.some(({ key }) => key === person.key);
}

/** Who sits on the board or its performance group, has one of these roles, or manages the programme. */
function having(roles: Role[]) {
  return remembered((register, person: Known, day: Day): boolean => {
    if (!isOnRegister(register, person, day)) return false;
    const reading = new Set(
      register.bodies.filter(({ kind }) => kind === 'board' || kind === 'performance_group').map(({ key }) => key),
    );
    const posts = new Set(postsOf(register, person.key, day).map(({ key }) => key));
    const sits = register.seats.some(
      (seat) => reading.has(seat.bodyKey) && seat.postKey !== null && posts.has(seat.postKey) && holds(seat, day),
    );
    if (sits) return true;
    return assignmentsOf(register, person, day).some(
      ({ role, subjectKind, subjectKey }) =>
        role === 'programme_manager' ||
        (roles.includes(role) && (subjectKind !== 'body' || reading.has(subjectKey)) && subjectKind !== 'linkage'),
    );
  });
}
