import type { WorkingCalendar } from './calendar.ts';
import { instantAt, localDay } from './contact.ts';
import type { Day } from './day.ts';
import { holds } from './holding.ts';
import { subjectsOf } from './obligations.ts';
import { lastPeriod, opensOn, type PeriodDates } from './periods.ts';
import type { Obligation, Register } from './register.ts';

/** The hour, in local time, at which the day's messages go out. */
export const MORNING = 9;

/** A period of an obligation that people are asked about from an instant on. */
export interface Opening extends PeriodDates {
  obligation: Obligation;
  day: Day;
  at: Date;
}

/**
 * The newest period of an obligation whose opening has come: 9am on the first working day after the period's end. Null
 * where none has come, the obligation did not hold when the period ended or has left the agreement since, or there was
 * nothing to report on.
 */
export function openingOf(
  register: Register,
  obligation: Obligation,
  now: Date,
  calendar: WorkingCalendar,
): Opening | null {
  const today = localDay(now, calendar.timeZone);
  const dates = lastPeriod(obligation.cadence, register.partnership.yearStartMonth, today);
  const day = opensOn(dates.end, calendar);
  const at = instantAt(day, MORNING, 0, calendar.timeZone);
  if (at > now || !holds(obligation, dates.end) || !holds({ endedOn: obligation.endedOn }, today)) return null;
  if (subjectsOf(register, obligation, dates.end).length === 0) return null;
  return { ...dates, obligation, day, at };
}

/**
 * Under what the messages about a period live, one at each address. All periods that end on one day open together,
 * whatever their length, so they share a prompt and a reminder.
 */
export function promptSubject(period: { end: Day }): string {
  return `prompt/${period.end}`;
}

export function reminderSubject(period: { end: Day }): string {
  return `reminder/${period.end}`;
}

/** Under what the list of what is late lives, by the date on which it was due. */
export function overdueSubject(period: { end: Day }, dueOn: Day): string {
  return `overdue/${period.end}/${dueOn}`;
}

/** Under what the one message lives that somebody gets when a pause ends at this instant. */
export function resumedSubject(now: Date): string {
  return `resumed/${now.toISOString()}`;
}

export function isResumed(subject: string): boolean {
  return subject.startsWith('resumed/');
}

/** Each issue of a digest lives by itself: the first stays where it was posted when the next one follows. */
export function digestSubject(
  period: { obligationKey: string; start: Day; digestIssue: number },
  issue = period.digestIssue,
) {
  const first = `digest/${period.obligationKey}/${period.start}`;
  return issue > 1 ? `${first}/${issue}` : first;
}

/** Under which a person is chased: a day's is a message of its own. */
export function chaseSubject(day: Day): string {
  return `chase/${day}`;
}

/** What the events about who is really messaged are kept under. */
export const MODE = 'mode';
