import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay, nextContactTime } from '../partnership/contact.ts';
import { formatDay } from '../partnership/day.ts';
import { MORNING, overdueSubject } from '../partnership/openings.ts';
import { isWaiting, type Owed, spokenOf } from '../partnership/owed.ts';
import { countsFor, overdueOn } from '../partnership/reminding.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import { overdueMessage } from '../views/overdue.ts';
import { askings } from './asking.ts';
import type { Job, JobContext, Occurrence } from './job.ts';

/** One list for the programme manager of what has not arrived. Nobody else sees it, and no channel. */
export const overdue: Job = {
  name: 'overdue',
  help: 'Gives the programme manager a list of what is late, 5 working days after it was due',

  async due(reader, now) {
    const register = await reader.register();
    const calendar = workingCalendar(register);
    const found = new Map<string, { key: string; at: Date; input: Record<string, string> }>();
    for (const { end, returns } of await askings(reader, register, calendar, now)) {
      for (const { dueOn, dueVersion } of returns) {
        const key = `overdue/${end}/${dueOn}/v${dueVersion}`;
        const at = instantAt(overdueOn(dueOn, calendar), MORNING, 0, calendar.timeZone);
        if (at <= now) found.set(key, { key, at, input: { end, dueOn } });
      }
    }
    return [...found.values()];
  },

  async run(occurrence, { store, register, now }) {
    const { end = '', dueOn = '' } = occurrence.input;
    const subject = overdueSubject({ end }, dueOn);
    for (const [key, late] of await lateFor(occurrence, { store, register, now })) {
      if (late.length === 0) continue;
      await store.deliveries.queue(
        {
          to: { kind: 'person', key },
          subject,
          message: overdueMessage(register, late),
          about: 'report.overdue',
          because: BECAUSE,
          dedupeKey: `${subject}/${key}`,
          notBefore: nextContactTime(now, workingCalendar(register)),
          data: { returns: late.map(({ owed }) => owed.id) },
        },
        now,
      );
    }
  },

  async explain(occurrence, context) {
    const due = formatDay(occurrence.input.dueOn ?? '');
    const people = [...(await lateFor(occurrence, context))].map(([personKey, { length }]) => ({
      personKey,
      why: length > 0 ? null : `everything that was due on ${due} has arrived or is excused`,
    }));
    return { about: 'report.overdue', because: BECAUSE, people, others: 'only the programme manager gets it' };
  },
};

const BECAUSE = 'The programme manager gets a list of what has not arrived 5 working days after it was due';

/** What each programme manager is told is late, by their key. */
async function lateFor(
  { at, input: { end, dueOn } }: Occurrence,
  { store, register, now }: Pick<JobContext, 'store' | 'register' | 'now'>,
): Promise<Map<string, Owed[]>> {
  const calendar = workingCalendar(register);
  const asking = (await askings(store, register, calendar, now)).find((one) => one.end === end);
  if (!asking) return new Map();
  // Whoever is sending a report now is waited for, and whoever sends one after this finds the list.
  await store.returns.hold(asking.returns.map(({ id }) => id));
  const rows = await store.owed.in(asking.periods);
  const today = localDay(now, calendar.timeZone);
  const ids = rows.returns.filter((one) => one.dueOn === dueOn && countsFor(asking, one.id, at)).map(({ id }) => id);
  return new Map(
    programmeManagers(register, today).map(({ key }) => [
      key,
      spokenOf(register, rows, ids, key, today).filter(isWaiting),
    ]),
  );
}
