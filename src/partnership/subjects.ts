import type { Day } from './day.ts';
import { holds } from './holding.ts';
import { prioritiesInForce } from './priorities.ts';
import type { AgreementPriority, Body, Person, Register, ReportKind } from './register.ts';
import { sendsAs } from './sending.ts';

/** What a return may be about: a priority, or a community safety partnership. */
export interface Subject {
  report: ReportKind;
  subjectKind: 'priority' | 'body';
  subjectKey: string;
  title: string;
}

const KINDS: ReportKind[] = ['progress_report', 'csp_narrative'];

/** Everything that a return of some kind may be about on a day, in the order of the register. */
export function subjectsOn(register: Register, day: Day, kinds: ReportKind[] = KINDS): Subject[] {
  return kinds.flatMap((kind) =>
    kind === 'progress_report'
      ? prioritiesInForce(register, day).map(aboutPriority)
      : partnershipsOwing(register, day).map(aboutBody),
  );
}

export function aboutPriority({ priorityKey, title }: AgreementPriority): Subject {
  return { report: 'progress_report', subjectKind: 'priority', subjectKey: priorityKey, title };
}

export function aboutBody({ key, name }: Body): Subject {
  return { report: 'csp_narrative', subjectKind: 'body', subjectKey: key, title: name };
}

/** The community safety partnerships, where the agreement has each owe a narrative. */
export function partnershipsOwing(register: Register, day: Day): Body[] {
  const owes = register.obligations.some(
    ({ report, endedOn }) => report === 'csp_narrative' && holds({ endedOn }, day),
  );
  return owes ? register.bodies.filter((body) => body.kind === 'csp' && holds(body, day)) : [];
}

/** Whether a person sends or prepares a return of some kind on a day. */
export function sendsAny(register: Register, person: Pick<Person, 'key'>, day: Day, kinds?: ReportKind[]): boolean {
  return subjectsOn(register, day, kinds).some(
    ({ subjectKind, subjectKey }) => sendsAs(register, person, subjectKind, subjectKey, day) !== null,
  );
}

/** Whether a person may approve a return of some kind on a day. */
export function approvesAny(register: Register, person: Pick<Person, 'key'>, day: Day, kinds?: ReportKind[]): boolean {
  return subjectsOn(register, day, kinds).some(
    ({ subjectKind, subjectKey }) => sendsAs(register, person, subjectKind, subjectKey, day) === 'own',
  );
}
