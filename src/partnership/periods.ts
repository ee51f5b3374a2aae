import { Temporal } from 'temporal-polyfill';
import type { WorkingCalendar } from './calendar.ts';
import { type Day, MONTHS } from './day.ts';
import type { Cadence } from './register.ts';

/** First and last day of a reporting period. */
export interface PeriodDates {
  start: Day;
  end: Day;
}

const MONTHS_IN: Record<Cadence, number> = { monthly: 1, quarterly: 3, six_monthly: 6, annual: 12 };

/** The period in which a day lies. The year starts on the first of `yearStartMonth` (4 for April). */
export function periodOf(cadence: Cadence, yearStartMonth: number, day: Day): PeriodDates {
  const date = Temporal.PlainDate.from(day);
  const into = monthsIntoYear(yearStartMonth, date.month) % MONTHS_IN[cadence];
  return datesFrom(cadence, date.with({ day: 1 }).subtract({ months: into }));
}

/** The newest period that ended before a day. */
export function lastPeriod(cadence: Cadence, yearStartMonth: number, day: Day): PeriodDates {
  const { start } = periodOf(cadence, yearStartMonth, day);
  return datesFrom(cadence, Temporal.PlainDate.from(start).subtract({ months: MONTHS_IN[cadence] }));
}

/** The period after the one in which a day lies. */
export function nextPeriod(cadence: Cadence, yearStartMonth: number, day: Day): PeriodDates {
  const { end } = periodOf(cadence, yearStartMonth, day);
  return datesFrom(cadence, Temporal.PlainDate.from(end).add({ days: 1 }));
}

/** "Quarter 4 (January to March 2021)", "First half of 2020/21 (April to September 2020)", "March 2021", "2020/21 (...)". */
export function periodLabel(cadence: Cadence, yearStartMonth: number, start: Day): string {
  if (cadence === 'monthly') return monthOf(start);
  const months = `(${monthsOf(periodOf(cadence, yearStartMonth, start))})`;
  if (cadence !== 'quarterly') return `${shortPeriodLabel(cadence, yearStartMonth, start)} ${months}`;
  return `Quarter ${positionInYear(cadence, yearStartMonth, start)} ${months}`;
}

/** "Quarter 4 of 2020/21": to tell one from another where the months are known. */
export function shortPeriodLabel(cadence: Cadence, yearStartMonth: number, start: Day): string {
  const year = yearLabel(yearStartMonth, start);
  const position = positionInYear(cadence, yearStartMonth, start);
  switch (cadence) {
    case 'monthly':
      return monthOf(start);
    case 'quarterly':
      return `Quarter ${position} of ${year}`;
    case 'six_monthly':
      return `${position === 1 ? 'First' : 'Second'} half of ${year}`;
    case 'annual':
      return year;
  }
}

/** The day on which a return is due: so many working days after its period ends. */
export function dueOn(periodEnd: Day, workingDays: number, calendar: WorkingCalendar): Day {
  return calendar.after(periodEnd, workingDays);
}

/** The day on which people are asked: the first working day after the period ends. */
export function opensOn(periodEnd: Day, calendar: WorkingCalendar): Day {
  return calendar.after(periodEnd, 1);
}

/** The day on which the board reads it: the working day after the due date. */
export function digestOn(due: Day, calendar: WorkingCalendar): Day {
  return calendar.after(due, 1);
}

function datesFrom(cadence: Cadence, start: Temporal.PlainDate): PeriodDates {
  const end = start.add({ months: MONTHS_IN[cadence] }).subtract({ days: 1 });
  return { start: start.toString(), end: end.toString() };
}

function monthsIntoYear(yearStartMonth: number, month: number): number {
  return (month - yearStartMonth + 12) % 12;
}

function positionInYear(cadence: Cadence, yearStartMonth: number, start: Day): number {
  const into = monthsIntoYear(yearStartMonth, Number(start.slice(5, 7)));
  return Math.floor(into / MONTHS_IN[cadence]) + 1;
}

function yearLabel(yearStartMonth: number, start: Day): string {
  const { start: first, end: last } = periodOf('annual', yearStartMonth, start);
  return first.slice(0, 4) === last.slice(0, 4) ? first.slice(0, 4) : `${first.slice(0, 4)}/${last.slice(2, 4)}`;
}

function monthOf(day: Day): string {
  return `${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;
}

function monthsOf({ start, end }: PeriodDates): string {
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  const first = sameYear ? MONTHS[Number(start.slice(5, 7)) - 1] : monthOf(start);
  return `${first} to ${monthOf(end)}`;
}
