import type { Day } from './day.ts';
import { holds } from './holding.ts';
import { prioritiesInForce } from './priorities.ts';
import type { Obligation, Register, ReportKind } from './register.ts';

const REPORTS: Record<ReportKind, { name: string; collected: boolean }> = {
  progress_report: { name: 'progress report', collected: true },
  csp_narrative: { name: 'community safety partnership narrative', collected: false },
};

/** A kind of return in words: "progress report". */
export function reportName(report: ReportKind): string {
  return REPORTS[report].name;
}

/** Whether people are asked for this kind of return yet. */
export function isCollected(report: ReportKind): boolean {
  return REPORTS[report].collected;
}

/** What to say about an obligation that is on the register and not asked for yet, or null where it is asked for. */
export function notCollectedYet(register: Register, obligation: Obligation): string | null {
  const { name, collected } = REPORTS[obligation.report];
  if (collected) return null;
  const to = register.bodies.find(({ key }) => key === obligation.owedToKey)?.name ?? obligation.owedToKey;
  return `The ${name}s for the ${to} are on the register. Golden Thread does not collect them yet, so nobody is asked for them here.`;
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
