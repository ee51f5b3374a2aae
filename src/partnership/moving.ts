import type { WorkingCalendar } from './calendar.ts';
import { type Day, formatLongDay } from './day.ts';
import { digestOn, nextPeriod, opensOn } from './periods.ts';
import type { Obligation, Register } from './register.ts';
import type { Period } from './returns.ts';

/** What a new due date is judged by. */
export interface Move {
  register: Register;
  obligation: Obligation;
  period: Period;
  calendar: WorkingCalendar;
  today: Day;
  /** The day on which those concerned hear of it. */
  heardOn: Day;
  /** The whole period moves, and its digest with it. */
  whole: boolean;
}

/**
 * Why something cannot be due on a day, with the day to enter instead where there is one; null where it can. It has to be
 * a working day that has not passed, before the day on which the next period opens and this one closes.
 */
export function whyNotDue(day: Day, { register, obligation, period, calendar, today }: Move): string | null {
  if (day < today) return `The due date must be today, ${formatLongDay(today)}, or later`;
  const next = nextPeriod(obligation.cadence, register.partnership.yearStartMonth, period.start);
  const opens = opensOn(next.end, calendar);
  if (day >= opens) {
    const last = calendar.before(opens, 1);
    return `The next period opens on ${formatLongDay(opens)}. The due date must be ${formatLongDay(last)} or earlier`;
  }
  if (!calendar.isWorkingDay(day)) {
    const nearest = calendar.onOrAfter(day);
    const offered = nearest < opens ? nearest : calendar.onOrBefore(day);
    return `${formatLongDay(day)} is not a working day. The nearest is ${formatLongDay(offered)}`;
  }
  return null;
}

/** What somebody should know before they make something due on a day. */
export function warningsFor(day: Day, move: Move): string[] {
  const { register, obligation, period, calendar, today, heardOn, whole } = move;
  const meeting = register.meetings
    .filter((one) => one.bodyKey === obligation.owedToKey && one.endedOn === null && one.date >= today)
    .map(({ date }) => date)
    .sort()[0];
  const digest = digestOn(period.dueOn, calendar);
  const board = register.bodies.find(({ key }) => key === obligation.owedToKey)?.name ?? 'board';
  const warnings: string[] = [];
  if (day < heardOn) {
    warnings.push(`Those concerned hear of it on ${formatLongDay(heardOn)}, in working hours. It is late by then.`);
  }
  if (meeting && day >= meeting) {
    warnings.push(`The ${board} meets on ${formatLongDay(meeting)}, and may not have it by then.`);
  }
  if (!whole && day >= digest && digest >= today) {
    warnings.push(`The digest goes out on ${formatLongDay(digest)}, without it. It is added when it comes.`);
  }
  return warnings;
}
