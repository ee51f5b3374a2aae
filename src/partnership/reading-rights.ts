import type { Day } from './day.ts';
import type { Person, Register, Role } from './register.ts';
import { assignmentsOf, mayRead, maySend } from './responsibility.ts';
import { mayDraft } from './sending.ts';
import { type Subject, subjectsOn } from './subjects.ts';

type Known = Pick<Person, 'key'>;

const OWN: Role[] = ['csp_officer', 'deputy', 'support_officer', 'chair', 'vice_chair', 'secretary'];

/**
 * Whether a person may read what was sent about a subject on a day: whoever may read every report, and of a community
 * safety partnership's narratives its own officers, those beside them, its chairs and its secretary.
 */
export function mayReadAbout(
  register: Register,
  person: Known,
  subjectKind: string,
  subjectKey: string,
  day: Day,
): boolean {
  if (mayRead(register, person, day)) return true;
  if (subjectKind !== 'body') return false;
  return (
    maySend(register, person, subjectKind, subjectKey, day) ||
    mayDraft(register, person, subjectKind, subjectKey, day) ||
    assignmentsOf(register, person, day).some(
      (one) => one.subjectKind === 'body' && one.subjectKey === subjectKey && OWN.includes(one.role),
    )
  );
}

/** The subjects of narratives that a person may read on a day. */
export function narrativesReadBy(register: Register, person: Known, day: Day): Subject[] {
  return subjectsOn(register, day, ['csp_narrative']).filter(({ subjectKind, subjectKey }) =>
    mayReadAbout(register, person, subjectKind, subjectKey, day),
  );
}
