import { type Day, formatDay } from './day.ts';
import { titleOf } from './priorities.ts';
import type { Register, Role } from './register.ts';

const NAMES: Record<Role, string> = {
  lead: 'lead',
  champion: 'champion',
  theme_lead: 'theme lead',
  deputy: 'deputy',
  support_officer: 'support officer',
  delivery_group: 'delivery group',
  chair: 'chair',
  vice_chair: 'vice chair',
  secretary: 'secretary',
  programme_manager: 'programme manager',
  csp_officer: 'community safety partnership officer',
  analyst: 'analyst',
  representative: 'representative',
};

/** A role in words: "support officer". */
export function roleName(role: Role): string {
  return NAMES[role];
}

/** The role that a word in an agreement file means: "vice chair" or "vice_chair". */
export function roleNamed(name: string): Role | undefined {
  return (Object.keys(NAMES) as Role[]).find((role) => role === name.replaceAll(' ', '_'));
}

/** What an assignment is about, in words: the priority's title, the body's name, the post with its organisation. */
export function subjectName(register: Register, subjectKind: string, subjectKey: string, day: Day): string {
  switch (subjectKind) {
    case 'priority':
      return titleOf(register, subjectKey, day);
    case 'body':
      return register.bodies.find(({ key }) => key === subjectKey)?.name ?? subjectKey;
    case 'linkage': {
      const linkage = register.linkages.find(({ key }) => key === subjectKey);
      return register.bodies.find(({ key }) => key === linkage?.bodyKey)?.name ?? subjectKey;
    }
    case 'grouping':
      return register.groupings.find(({ key }) => key === subjectKey)?.name ?? subjectKey;
    case 'post':
      return postName(register, subjectKey);
    default:
      return register.partnership.name;
  }
}

/** What somebody is called, whether they are still there or not; null where nobody has that key. */
export function personName({ people }: Pick<Register, 'people'>, personKey: string | null | undefined) {
  return people.find(({ key }) => key === personKey)?.name ?? null;
}

/** "Chief Executive, Broxtowe Borough Council". */
export function postName(register: Register, postKey: string): string {
  const post = register.posts.find(({ key }) => key === postKey);
  if (!post) return postKey;
  return post.organisation ? `${post.title}, ${post.organisation}` : post.title;
}

/** What a post, person or body is called on screen; a holder by role as "the lead for Hate crime". */
export function holderName(
  register: Register,
  holder: { holderKind: string; holderKey: string; holderRole: Role | null },
  day: Day,
): string {
  switch (holder.holderKind) {
    case 'post':
      return postName(register, holder.holderKey);
    case 'person':
      return personName(register, holder.holderKey) ?? holder.holderKey;
    case 'body':
      return subjectName(register, 'body', holder.holderKey, day);
    default:
      return `the ${roleName(holder.holderRole ?? 'lead')} for ${titleOf(register, holder.holderKey, day)}`;
  }
}

/** "since 1 September 2020", "since the March 2021 refresh"; null where no start is known. */
export function sinceWords(assignment: { from: Day | null; since: string | null }): string | null {
  if (assignment.since) return `since ${assignment.since}`;
  return assignment.from ? `since ${formatDay(assignment.from)}` : null;
}
