import type { WorkingCalendar } from './calendar.ts';
import { localDay } from './contact.ts';
import type { Day } from './day.ts';
import { type Escalation, OPEN } from './escalation.ts';
import { meetingOf } from './meetings.ts';
import type { Register } from './register.ts';

/** Working days within which an escalation is acknowledged, and after that answered (domain model, "Route and states"). */
const ACKNOWLEDGE = 2;
const ANSWER = 10;
/** Working days after which those who were asked something are reminded, and after which the days count again. */
export const ASKED = { reminded: 3, unanswered: 8 };
/** Working days for which whoever was sent an outcome may say that it is not what was asked. */
export const REPLY = 10;

/** What is due on an escalation next, and on which day; null while nothing is. */
export interface Due {
  what: 'acknowledgement' | 'answer';
  on: Day;
}

/**
 * What somebody owes those who raised an escalation. The clock counts working days and stands still while it waits for
 * them, though not for ever. What is needed sooner than it would be acknowledged is due by then. What was needed by a day
 * that had passed when it was acknowledged is due on the day of that. What is on the board's agenda is due the working day
 * after that meeting, where that is later.
 */
export function dueOn(
  register: Pick<Register, 'meetings'>,
  { state, raisedAt, acknowledgedAt, neededBy, waitingSince, waited, meetingKey }: Escalation,
  calendar: WorkingCalendar,
): Due | null {
  if (!OPEN.includes(state) || waitingSince) return null;
  if (!acknowledgedAt) {
    const began = calendar.onOrAfter(localDay(raisedAt, calendar.timeZone));
    return { what: 'acknowledgement', on: earlier(calendar.after(began, ACKNOWLEDGE), neededBy) };
  }
  const acknowledged = calendar.onOrAfter(localDay(acknowledgedAt, calendar.timeZone));
  const counted = calendar.after(acknowledged, ANSWER + waited);
  const needed = neededBy && waited > 0 ? calendar.after(neededBy, waited) : neededBy;
  const on = needed ? latest(needed, acknowledged) : counted;
  const meeting = state === 'on_agenda' ? meetingOf(register, meetingKey) : undefined;
  return { what: 'answer', on: meeting ? latest(on, calendar.after(meeting.date, 1)) : on };
}

const earlier = (a: Day, b: Day | null): Day => (b && b < a ? b : a);
const latest = (a: Day, b: Day): Day => (a > b ? a : b);

/** The days on which what is overdue goes to the deputy, the chair of the performance group and the programme manager. */
export function overdueDays({ on }: Due, calendar: WorkingCalendar): [deputy: Day, group: Day, manager: Day] {
  return [calendar.after(on, 1), calendar.after(on, 2), calendar.after(on, 3)];
}

/** For how many working days an escalation has waited for those who raised it, once they answer. */
export function waitedUntil({ waitingSince, waited }: Escalation, now: Date, calendar: WorkingCalendar): number {
  if (!waitingSince) return waited;
  return waited + calendar.between(localDay(waitingSince, calendar.timeZone), localDay(now, calendar.timeZone));
}

/** On which day those who were asked something then are reminded, and on which the days count again without their answer. */
export function questionDays(since: Date, calendar: WorkingCalendar): { reminded: Day; unanswered: Day } {
  const after = (days: number) => calendar.after(localDay(since, calendar.timeZone), days);
  return { reminded: after(ASKED.reminded), unanswered: after(ASKED.unanswered) };
}

/** The last day on which somebody who was sent an outcome then may reply to it. */
export function lastDayToReply(sentAt: Date, calendar: WorkingCalendar): Day {
  return calendar.after(localDay(sentAt, calendar.timeZone), REPLY);
}

/** The day on which an escalation closes by itself: the working day after the last on which anybody who was sent it may reply. */
export function closesOn(sentAt: Date, calendar: WorkingCalendar): Day {
  return calendar.after(lastDayToReply(sentAt, calendar), 1);
}
