import path from 'node:path';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { periodOf } from '../partnership/periods.ts';
import type { Register } from '../partnership/register.ts';
import { type Calendar, keptCalendar } from './calendar.ts';

/** How long after a quarter's end a rehearsal goes on: past the due date, the digest, and what comes late. */
export const WORKING_DAYS_REHEARSED = 30;

/** The day from which an agreement can be rehearsed: its first, or that of its refresh where that came later. */
export function firstDayOf(register: Register): Day {
  const days = register.agreements
    .filter(({ endedOn }) => endedOn === null)
    .map(({ start, refreshedOn }) => (refreshedOn && refreshedOn > start ? refreshedOn : start));
  return days.sort().at(-1)!;
}

/** When a rehearsal begins: 8am on the last working day of the first quarter that ends on or after this day. */
export function startOf(register: Register, first: Day): Date {
  const { yearStartMonth, timeZone } = register.partnership;
  const { end } = periodOf('quarterly', yearStartMonth, first);
  return instantAt(workingCalendar(register).onOrBefore(end), 8, 0, timeZone);
}

/** The day on which what follows from a quarter's end is over, for the quarter that this day is in. */
export function endOf(register: Register, day: Day): Day {
  const { end } = periodOf('quarterly', register.partnership.yearStartMonth, day);
  return workingCalendar(register).after(end, WORKING_DAYS_REHEARSED);
}

/** The rehearsal's calendar: where it was left, or where this register's rehearsal begins. */
export function calendarIn(folder: string, register: Register): Calendar {
  return keptCalendar(path.join(folder, 'calendar'), startOf(register, firstDayOf(register)));
}
