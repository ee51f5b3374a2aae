import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay, nextContactTime } from '../partnership/contact.ts';
import { MORNING, overdueSubject } from '../partnership/openings.ts';
import { isWaiting, spokenOf } from '../partnership/owed.ts';
import { countsFor, overdueOn } from '../partnership/reminding.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import { overdueMessage } from '../views/overdue.ts';
import { askings } from './asking.ts';
import type { Job } from './job.ts';

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

  async run({ at, input: { end = '', dueOn = '' } }, { store, register, now }) {
    const calendar = workingCalendar(register);
    const asking = (await askings(store, register, calendar, now)).find((one) => one.end === end);
    if (!asking) return;
    // Whoever is sending a report now is waited for, and whoever sends one after this finds the list.
    for (const { id } of asking.returns) await store.returns.lock(id);
    const returns = await store.returns.ofPeriods(asking.periods.map(({ id }) => id));
    const rows = { ...asking, returns, current: await store.returns.current(returns.map(({ id }) => id)) };
    const today = localDay(now, calendar.timeZone);
    const counting = returns.filter((one) => one.dueOn === dueOn && countsFor(asking, one.id, at));
    for (const { key } of programmeManagers(register, today)) {
      const late = spokenOf(
        register,
        rows,
        counting.map(({ id }) => id),
        key,
        today,
      ).filter(isWaiting);
      if (late.length === 0) continue;
      const subject = overdueSubject({ end }, dueOn);
      await store.deliveries.queue(
        {
          to: { kind: 'person', key },
          subject,
          message: overdueMessage(register, late),
          about: 'report.overdue',
          because: 'The programme manager gets a list of what has not arrived 5 working days after it was due',
          dedupeKey: `${subject}/${key}`,
          notBefore: nextContactTime(now, calendar),
          data: { returns: late.map(({ owed }) => owed.id) },
        },
        now,
      );
    }
  },
};
