import type { Day } from './day.ts';
import type { Assignment, Body, Person, Post, Register } from './register.ts';
import { remembered } from './remembered.ts';

/** Who or what stands behind an assignment on a day. A post with no `person` is vacant. */
export interface Holder {
  post: Post | null;
  person: Person | null;
  body: Body | null;
}

/** Whether a row holds on a day: `from` and `to` are its first and last day, `endedOn` the first day it no longer holds. */
export function holds(row: { from?: Day | null; to?: Day | null; endedOn: Day | null }, day: Day): boolean {
  return (
    (row.from == null || row.from <= day) &&
    (row.to == null || day <= row.to) &&
    (row.endedOn === null || day < row.endedOn)
  );
}

/** The people who hold a post on a day, in the order of the register. */
export const peopleInPost = remembered((register, postKey: string, day: Day): Person[] => {
  const held = register.holdings.filter((holding) => holding.postKey === postKey && holds(holding, day));
  return register.people.filter((one) => holds(one, day) && held.some(({ personKey }) => personKey === one.key));
});

/** The posts that a person holds on a day, in the order of the register. */
export const postsOf = remembered((register, personKey: string, day: Day): Post[] => {
  const held = register.holdings.filter((holding) => holding.personKey === personKey && holds(holding, day));
  return register.posts.filter((post) => holds(post, day) && held.some(({ postKey }) => postKey === post.key));
});

/** The assignments of a role on a subject that hold on a day. */
export const assignmentsTo = remembered(
  (register, subjectKind: string, subjectKey: string, role: string, day: Day): Assignment[] =>
    register.assignments.filter(
      (one) => one.subjectKind === subjectKind && one.subjectKey === subjectKey && one.role === role && holds(one, day),
    ),
);

/**
 * Who stands behind an assignment on a day. A post gives each person in it, or the post alone where it is vacant; a
 * role on a priority gives whoever holds that role then, which is nobody where no one does.
 */
export function holdersOf(register: Register, assignment: Assignment, day: Day): Holder[] {
  return resolve(register, assignment, day, new Set());
}

function resolve(register: Register, assignment: Assignment, day: Day, seen: Set<string>): Holder[] {
  // Roles may be defined by each other in a circle, which then has no holder.
  if (seen.has(assignment.key)) return [];
  seen.add(assignment.key);
  switch (assignment.holderKind) {
    case 'post': {
      const post = register.posts.find(({ key }) => key === assignment.holderKey);
      if (!post || !holds(post, day)) return [];
      const people = peopleInPost(register, post.key, day);
      if (people.length === 0) return [{ post, person: null, body: null }];
      return people.map((person) => ({ post, person, body: null }));
    }
    case 'person': {
      const person = register.people.find(({ key }) => key === assignment.holderKey);
      return person && holds(person, day) ? [{ post: null, person, body: null }] : [];
    }
    case 'body': {
      const body = register.bodies.find(({ key }) => key === assignment.holderKey);
      return body && holds(body, day) ? [{ post: null, person: null, body }] : [];
    }
    case 'role':
      return assignmentsTo(register, 'priority', assignment.holderKey, assignment.holderRole ?? 'lead', day).flatMap(
        (other) => resolve(register, other, day, seen),
      );
  }
}
