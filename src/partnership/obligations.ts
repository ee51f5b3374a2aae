import type { Day } from './day.ts';
import { holds } from './holding.ts';
import { prioritiesInForce } from './priorities.ts';
import type { Obligation, Register, ReportKind } from './register.ts';

const REPORTS: Record<ReportKind, string> = {
  progress_report: 'progress report',
  csp_narrative: 'community safety partnership narrative',
};

/** A kind of return in words: "progress report". */
export function reportName(report: ReportKind): string {
  return REPORTS[report];
}

/** Which kind of return an obligation wants. */
export function reportKindOf(register: Register, obligationKey: string): ReportKind {
  return register.obligations.find(({ key }) => key === obligationKey)?.report ?? 'progress_report';
}

/** The obligations that hold on a day, in the order of the register. */
export function obligationsOn(register: Register, day: Day): Obligation[] {
  return register.obligations.filter((one) => holds(one, day));
}

/** What an obligation wants a return about on a day: each priority of the agreement in force, or each local partnership. */
export function subjectsOf(
  register: Register,
  obligation: Obligation,
  day: Day,
): { subjectKind: 'priority' | 'body'; subjectKey: string }[] {
  if (obligation.owedByKind === 'priority')
    return prioritiesInForce(register, day).map(({ priorityKey }) => ({
      subjectKind: 'priority',
      subjectKey: priorityKey,
    }));
  return register.bodies
    .filter((body) => body.kind === 'csp' && holds(body, day))
    .map(({ key }) => ({ subjectKind: 'body', subjectKey: key }));
}
