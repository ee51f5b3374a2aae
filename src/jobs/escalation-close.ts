import { subjectOf, take, tellRaisers } from '../commands/escalating.ts';
import { bringUpToDate, type Speaking } from '../commands/escalation-telling.ts';
import { type WorkingCalendar, workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay } from '../partnership/contact.ts';
import { addDays, type Day } from '../partnership/day.ts';
import { SETTLED } from '../partnership/escalation.ts';
import { closesOn } from '../partnership/escalation-clock.ts';
import { outcomeSentAt } from '../partnership/escalation-outcome.ts';
import { MORNING } from '../partnership/openings.ts';
import type { Reader } from '../store/store.ts';
import type { Job, Occurrence } from './job.ts';

/** Longer than a program that was stopped has to look back to look again today. */
const DAYS_BACK = 14;
/** As long as somebody may have to reply, over Christmas, and a program that was stopped then looks back. */
const LONGEST_REPLY = 40;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What came of it stands, once everybody who raised it has had time to say that it is not what they asked. */
export const escalationClose: Job = {
  name: 'escalation-close',
  help: 'Closes an escalation 10 working days after the last who raised it was sent the outcome, where nobody replied',

  async due(reader, now) {
    const ended = await endedReplies(reader, now);
    const settled = await reader.escalations.in(SETTLED);
    if (settled.length === 0) return ended;
    const calendar = workingCalendar(await reader.register());
    const ids = settled.map(({ id }) => id);
    const raisers = await reader.escalations.raisers(ids);
    const sent = await reader.escalations.outcomesSent(ids);
    const morning = (day: Day) => instantAt(day, MORNING, 0, calendar.timeZone);
    const waiting: Date[] = [];
    const closing = settled.flatMap(({ id, outcomes }) => {
      const rows = sent.filter(({ escalationId }) => escalationId === id);
      const sentAt = outcomeSentAt(
        raisers.filter(({ escalationId }) => escalationId === id),
        rows,
      );
      if (!sentAt) waiting.push(...rows.map(({ at }) => at));
      if (!sentAt) return [];
      const on = closesOn(sentAt, calendar);
      return [{ key: `escalation-close/${id}/${outcomes}/${on}`, at: morning(on), input: { escalation: id, on } }];
    });
    // Nothing wakes the clock when an outcome arrives, so that is looked for day by day.
    const looking = looksOn(waiting, now, calendar).map((day) => ({
      ...{ key: `escalation-close/looking/${day}`, at: morning(day), input: {} },
    }));
    return [...closing, ...looking, ...ended].filter(({ at }) => at <= now);
  },

  async run({ input: { escalation: id, on } }, context) {
    if (!id) return;
    const { store, register, now } = context;
    const calendar = workingCalendar(register);
    const subject = await subjectOf(context, await store.escalations.lock(id));
    if (subject?.escalation.state === 'closed')
      return bringUpToDate({ ...context, today: localDay(now, calendar.timeZone) }, subject);
    if (!subject || !SETTLED.includes(subject.escalation.state)) return;
    const sentAt = outcomeSentAt(subject.raisers, await store.escalations.outcomesSent([id]));
    if (!sentAt || closesOn(sentAt, calendar) !== on) return;
    const speaking: Speaking = { ...context, today: localDay(now, calendar.timeZone) };
    await take(speaking, subject, {
      step: 'close',
      change: { state: 'closed', closedAt: now },
      tell: [tellRaisers(speaking, subject)],
    });
  },
};

/** Of what somebody closed before: when each who was sent its outcome could reply last, and is not offered to any more. */
async function endedReplies(reader: Reader, now: Date): Promise<Occurrence[]> {
  const closed = await reader.escalations.closedSince(new Date(+now - LONGEST_REPLY * DAY_MS));
  if (closed.length === 0) return [];
  const calendar = workingCalendar(await reader.register());
  const sent = await reader.escalations.outcomesSent(closed.map(({ id }) => id));
  return closed.flatMap(({ id, outcomes, closedAt }) => {
    const days = sent.filter(({ escalationId }) => escalationId === id).map(({ at }) => closesOn(at, calendar));
    return [...new Set(days)]
      .map((on) => ({
        key: `escalation-close/${id}/${outcomes}/${on}/replied`,
        at: instantAt(on, MORNING, 0, calendar.timeZone),
        input: { escalation: id },
      }))
      .filter(({ at }) => at <= now && closedAt !== null && closedAt < at);
  });
}

/** The working days after the first outcome that waits to be sent, as far as they are of interest. */
function looksOn(waiting: Date[], now: Date, calendar: WorkingCalendar): Day[] {
  if (waiting.length === 0) return [];
  const today = localDay(now, calendar.timeZone);
  const first = localDay(new Date(Math.min(...waiting.map(Number))), calendar.timeZone);
  return Array.from({ length: DAYS_BACK }, (_, back) => addDays(today, -back)).filter(
    (day) => day > first && calendar.isWorkingDay(day),
  );
}
