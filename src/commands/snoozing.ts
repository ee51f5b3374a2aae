import { workingCalendar } from '../partnership/calendar.ts';
import { type Day, formatLongDay } from '../partnership/day.ts';
import { backOn } from '../partnership/leave.ts';
import { reminderSubject } from '../partnership/openings.ts';
import { isWaiting, type Owed, owedBy } from '../partnership/owed.ts';
import { preparedByPerson } from '../partnership/reached.ts';
import type { Person, Register } from '../partnership/register.ts';
import { lastSnooze } from '../partnership/reminding.ts';
import { sendsAny } from '../partnership/subjects.ts';
import type { Message } from '../views/message.ts';
import { snoozedMessage } from '../views/snooze.ts';
import type { Context } from './command.ts';

/** Whether a person is reminded of anything at all: they may send a report, or prepare one. */
export function isReminded(person: Person, register: Register, today: Day): boolean {
  return sendsAny(register, person, today);
}

/** What the person acting may be reminded of; of the periods that ended on one day, where it is given. */
export async function remindable({ store, register, person, today }: Context, end?: Day): Promise<Owed[]> {
  const rows = await store.owed.open();
  const owed = [
    ...owedBy(register, rows, person, today),
    ...(preparedByPerson(register, rows, today).get(person.key) ?? []),
  ];
  return owed.filter((one) => isWaiting(one) && (end === undefined || one.period.end === end));
}

export const NOTHING_TO_SNOOZE = 'Nothing is due from you at present, so there is nothing to be reminded of.';

/**
 * Puts off the reminders of these to a day: none comes before it, and one on it. The due date stays. Where that cannot
 * be, why, in a sentence or two.
 */
export async function snooze(
  context: Context,
  owed: Owed[],
  wanted: Day,
): Promise<{ problem: string } | { message: Message }> {
  const { store, register, person, now, today } = context;
  const calendar = workingCalendar(register);
  if (wanted <= today) {
    const when = wanted === today ? 'is today' : 'has gone by';
    return { problem: `${formatLongDay(wanted)} ${when}. Choose a later day.` };
  }
  const until = backOn(register, person, calendar.onOrAfter(wanted), calendar);
  const open = owed.filter(({ period }) => until <= (lastSnooze(register, period, calendar) ?? ''));
  if (open.length === 0) {
    const last = owed
      .map(({ period }) => lastSnooze(register, period, calendar) ?? '')
      .sort()
      .at(-1);
    return {
      problem: `By ${formatLongDay(until)} the period has closed${last ? `. You can be reminded until ${formatLongDay(last)}` : ''}.`,
    };
  }
  for (const end of new Set(open.map(({ period }) => period.end))) {
    await store.snoozes.set({ personKey: person.key, periodEnd: end, until });
    const to = { kind: 'person' as const, key: person.key };
    const reason = 'They asked to be reminded later';
    await store.deliveries.withdraw({ subject: reminderSubject({ end }), under: true, to }, reason);
  }
  const detail = { until, returns: open.map((one) => one.owed.id) };
  await store.events.add({
    at: now,
    by: person.key,
    what: 'reminder.snoozed',
    subject: `person/${person.key}`,
    detail,
  });
  // The jobs are asked anew what comes next.
  store.askJobs();
  return { message: snoozedMessage(open, wanted, until) };
}
