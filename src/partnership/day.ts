import { Temporal } from 'temporal-polyfill';

/** A local calendar date in the partnership's time zone, as `2026-06-04`. Such strings compare in date order. */
export type Day = string;

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** "4 June 2026". */
export function formatDay(day: Day): string {
  const date = Temporal.PlainDate.from(day);
  return `${date.day} ${MONTHS[date.month - 1]} ${date.year}`;
}

/** "Thursday 4 June 2026", where the day of the week helps. */
export function formatLongDay(day: Day): string {
  return `${WEEKDAYS[weekday(day) - 1]} ${formatDay(day)}`;
}

/** The day so many days later, or earlier where the number is negative. */
export function addDays(day: Day, days: number): Day {
  // Working days are counted one by one, thousands in one answer: that would take a hundred times as long with Temporal.
  return new Date(startOf(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day so many months later, or the last of that month where it has no such day. */
export function monthsLater(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Days from one day to another: 1 from today to tomorrow, negative backwards. */
export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** 1 for Monday to 7 for Sunday. */
export function weekday(day: Day): number {
  return new Date(startOf(day)).getUTCDay() || 7;
}

const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** Nobody means a day from here on, and working days are counted one by one. */
export const TOO_FAR: Day = '2100-01-01';

/** Whether a text is a day that exists, written `2026-06-04`: 31 June does not. */
export function isRealDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
