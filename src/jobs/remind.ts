import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay, nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { holds } from '../partnership/holding.ts';
import { MORNING, openingOf, promptSubject, reminderSubject } from '../partnership/openings.ts';
import { owedByPerson } from '../partnership/owed.ts';
import type { Period, Return } from '../partnership/returns.ts';
import type { Reader } from '../store/store.ts';
import { reminderMessage } from '../views/reminder.ts';
import type { Job } from './job.ts';

interface Group {
  key: string;
  end: Day;
  dueOn: Day;
  periods: Period[];
  returns: Return[];
}

/** One reminder, on the day, for what is still owed then. A date that is moved has a new version, and a reminder of its own. */
export const remind: Job = {
  name: 'remind',
  help: 'Reminds each person of what they still owe, at 9am on the day it is due',

  async due(reader, now) {
    const { timeZone } = (await reader.register()).partnership;
    return (await groups(reader, now))
      .map(({ key, dueOn }) => ({ key, at: instantAt(dueOn, MORNING, 0, timeZone), input: {} }))
      .filter(({ at }) => at <= now);
  },

  async run({ key }, { store, register, now }) {
    const group = (await groups(store, now)).find((one) => one.key === key);
    if (!group) return;
    // Whoever is sending a report now is waited for, and whoever sends one after this finds the reminder.
    for (const { id } of group.returns) await store.returns.lock(id);
    const current = await store.returns.current(group.returns.map(({ id }) => id));
    const today = localDay(now, register.partnership.timeZone);
    const notBefore = nextContactTime(now, workingCalendar(register));
    const unasked = await store.deliveries.waiting(promptSubject(group));
    for (const [personKey, all] of owedByPerson(register, { ...group, current }, today)) {
      const owed = all.filter(({ sent }) => !sent);
      // Somebody whose first message is still on its way would get two that say the same.
      if (owed.length === 0 || unasked.some((one) => one.key === personKey)) continue;
      const name = register.people.find((one) => one.key === personKey)?.name ?? personKey;
      await store.deliveries.queue(
        {
          to: { kind: 'person', key: personKey },
          subject: reminderSubject(group),
          message: reminderMessage(register, owed, today),
          about: 'report.reminder',
          because: `What has not arrived is asked for once more, on the day it is due; ${name} is ${owed.map(({ because }) => because).join(' and ')}`,
          dedupeKey: `${key}/${personKey}`,
          notBefore,
          data: { returns: owed.map((one) => one.owed.id) },
        },
        now,
      );
    }
  },
};

/** What falls due together, of the periods in which it may still be asked for. */
async function groups(reader: Reader, now: Date): Promise<Group[]> {
  const register = await reader.register();
  const calendar = workingCalendar(register);
  const today = localDay(now, calendar.timeZone);
  const periods = (await reader.periods.open()).filter((period) => {
    const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
    const newest = obligation && openingOf(register, obligation, now, calendar);
    // After a long stop a newer period opens in the same breath, and that is what people are asked about.
    return (
      obligation !== undefined &&
      holds({ endedOn: obligation.endedOn }, today) &&
      !(newest && newest.start > period.start)
    );
  });
  const found = new Map<string, Group>();
  for (const one of await reader.returns.ofPeriods(periods.map(({ id }) => id))) {
    const period = periods.find(({ id }) => id === one.periodId)!;
    // Who was first asked on the due day, or after it, has just been asked.
    if (localDay(period.openedAt, calendar.timeZone) >= one.dueOn) continue;
    const key = `remind/${period.end}/${one.dueOn}/v${one.dueVersion}`;
    const group = found.get(key) ?? { key, end: period.end, dueOn: one.dueOn, periods: [], returns: [] };
    group.returns.push(one);
    if (!group.periods.includes(period)) group.periods.push(period);
    found.set(key, group);
  }
  return [...found.values()];
}
