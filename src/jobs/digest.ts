import { channelsOf } from '../partnership/accounts.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay, nextContactTime } from '../partnership/contact.ts';
import { formatDay } from '../partnership/day.ts';
import { holds } from '../partnership/holding.ts';
import { digestSubject, MORNING } from '../partnership/openings.ts';
import { bodyOwedTo } from '../partnership/owed.ts';
import { digestOn, lastPeriod } from '../partnership/periods.ts';
import type { Period, ReturnVersion } from '../partnership/returns.ts';
import type { Reader } from '../store/store.ts';
import { digestMessage } from '../views/digest.ts';
import type { Job } from './job.ts';

/** What was reported, for the body that asked. It stays where it is posted, and a late report brings it up to date there. */
export const digest: Job = {
  name: 'digest',
  help: 'Posts what was reported to the channels of the body that asked, at 9am on the working day after the due date',

  async due(reader, now) {
    const register = await reader.register();
    const calendar = workingCalendar(register);
    const today = localDay(now, calendar.timeZone);
    return (await reader.periods.open())
      .filter(({ obligationKey }) =>
        register.obligations.some(({ key, endedOn }) => key === obligationKey && holds({ endedOn }, today)),
      )
      .map((period) => ({
        key: `digest/${period.obligationKey}/${period.start}`,
        at: instantAt(digestOn(period.dueOn, calendar), MORNING, 0, calendar.timeZone),
        input: { period: period.id },
      }))
      .filter(({ at }) => at <= now);
  },

  async run({ key, input }, { store, register, now }) {
    const period = await store.periods.byId(input.period ?? '');
    const obligation = register.obligations.find((one) => one.key === period?.obligationKey);
    if (!period || !obligation) return;
    // One that never went out, because the partnership was paused say, gives way to this one.
    const older = lastPeriod(obligation.cadence, register.partnership.yearStartMonth, period.start);
    await store.deliveries.withdraw(
      { subject: digestSubject({ obligationKey: obligation.key, start: older.start }) },
      'The next digest was made before this was sent',
    );
    // Whoever is sending a report now is waited for, and whoever sends one after this finds the digest.
    for (const { id } of await store.returns.ofPeriod(period.id)) await store.returns.lock(id);
    const returns = await store.returns.ofPeriod(period.id);
    const current = await store.returns.current(returns.map(({ id }) => id));
    const previous = await reportedBefore(period, store, returns);
    const today = localDay(now, register.partnership.timeZone);
    const message = digestMessage(register, { obligation, period, returns, current, previous }, today);
    for (const { channel } of channelsOf(register, obligation.owedToKey)) {
      await store.deliveries.queue(
        {
          to: { kind: 'channel', key: channel.key },
          subject: digestSubject(period),
          message,
          about: 'digest',
          because: `The ${bodyOwedTo(register, obligation)} reads the reports on the working day after they are due, ${formatDay(period.dueOn)}`,
          dedupeKey: `${key}/${channel.key}`,
          notBefore: nextContactTime(now, workingCalendar(register)),
          data: { period: period.id },
        },
        now,
      );
    }
  },
};

async function reportedBefore(
  { obligationKey, start }: Period,
  reader: Reader,
  returns: { subjectKind: string; subjectKey: string }[],
): Promise<Map<string, ReturnVersion | null>> {
  const found = new Map<string, ReturnVersion | null>();
  for (const { subjectKind, subjectKey } of returns) {
    found.set(subjectKey, await reader.returns.previous(obligationKey, subjectKind, subjectKey, start));
  }
  return found;
}
