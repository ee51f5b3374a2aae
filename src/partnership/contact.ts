import { Temporal } from 'temporal-polyfill';
import type { WorkingCalendar } from './calendar.ts';
import { addDays, type Day, formatDay } from './day.ts';

/** People are contacted from 9am, and not from 5pm on, in local time. */
const OPENS = 9;
const CLOSES = 17;

/** The calendar day that an instant falls on in a time zone. */
export function localDay(instant: Date, timeZone: string): Day {
  return local(instant, timeZone).toPlainDate().toString();
}

/** The instant of a local wall-clock time. One that the clocks skip is taken an hour later; one that they repeat, the first. */
export function instantAt(day: Day, hour: number, minute: number, timeZone: string): Date {
  const time = Temporal.PlainTime.from({ hour, minute });
  const zoned = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: time });
  return new Date(zoned.epochMilliseconds);
}

/** When somebody may next be contacted: now, where that is on a working day from 9am to 5pm, else 9am of the next one. */
export function nextContactTime(now: Date, calendar: WorkingCalendar): Date {
  const here = local(now, calendar.timeZone);
  const today = here.toPlainDate().toString();
  if (calendar.isWorkingDay(today)) {
    if (here.hour >= OPENS && here.hour < CLOSES) return now;
    if (here.hour < OPENS) return instantAt(today, OPENS, 0, calendar.timeZone);
  }
  return instantAt(calendar.onOrAfter(addDays(today, 1)), OPENS, 0, calendar.timeZone);
}

/** "9am", "5:30pm", "midday", "midnight". */
export function localTime(instant: Date, timeZone: string): string {
  const { hour, minute } = local(instant, timeZone);
  return timeOfDay(hour, minute);
}

/** "10am", of the "10:00" that a meeting begins at. */
export function clockTime(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return timeOfDay(hour, minute);
}

function timeOfDay(hour: number, minute: number): string {
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'midday';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** "16 April 2021 at 4:45pm". */
export function formatInstant(instant: Date, timeZone: string): string {
  return `${formatDay(localDay(instant, timeZone))} at ${localTime(instant, timeZone)}`;
}

function local(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
}
