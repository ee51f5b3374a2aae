import type { Day } from './day.ts';
import { holds, postsOf } from './holding.ts';
import type { Assignment, Person, Register } from './register.ts';
import { assignmentsOf } from './responsibility.ts';
import { postName, roleName, subjectName } from './roles.ts';

/**
 * What a person does in the partnership on a day, one line each, to be read back to them: "Lead for Hate crime",
 * "Chief Executive, Broxtowe Borough Council", "Sits on the Safer Nottinghamshire Board".
 */
export function rolesOf(register: Register, person: Pick<Person, 'key'>, day: Day): string[] {
  const posts = postsOf(register, person.key, day);
  const seats = register.seats.filter(
    (seat) => posts.some(({ key }) => key === seat.postKey) && holds({ endedOn: seat.endedOn }, day),
  );
  const bodies = register.bodies.filter(({ key }) => seats.some(({ bodyKey }) => bodyKey === key));
  return [
    ...posts.map(({ key }) => postName(register, key)),
    ...assignmentsOf(register, person, day).map((assignment) => inWords(register, assignment, day)),
    ...bodies.map(({ name }) => `Sits on the ${name}`),
  ];
}

function inWords(register: Register, { role, subjectKind, subjectKey }: Assignment, day: Day): string {
  const name = roleName(role);
  const subject = subjectName(register, subjectKind, subjectKey, day);
  const words = {
    body: role === 'csp_officer' ? `${name} for ${subject}` : `${name} of the ${subject}`,
    linkage: `${name} to the ${subject}`,
    post: `${name} to the ${subject}`,
    partnership: name,
    priority: `${name} for ${subject}`,
    grouping: `${name} for ${subject}`,
  }[subjectKind];
  return words.charAt(0).toUpperCase() + words.slice(1);
}
