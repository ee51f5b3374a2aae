import type { WorkingCalendar } from '../partnership/calendar.ts';
import type { Day } from '../partnership/day.ts';
import { openingOf } from '../partnership/openings.ts';
import type { Register } from '../partnership/register.ts';
import type { Asking } from '../partnership/reminding.ts';
import type { Reader } from '../store/store.ts';

/** What is being asked for, by the day on which its periods ended: of the periods in which it may still be asked for. */
export async function askings(
  reader: Reader,
  register: Register,
  calendar: WorkingCalendar,
  now: Date,
): Promise<Asking[]> {
  const periods = (await reader.periods.open()).filter((period) => {
    const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
    const newest = obligation && openingOf(register, obligation, now, calendar);
    // After a long stop a newer period opens in the same breath, and that is what people are asked about.
    return obligation !== undefined && !(newest && newest.start > period.start);
  });
  if (periods.length === 0) return [];
  const { returns: all, current, drafts } = await reader.owed.in(periods);
  const found: Asking[] = [];
  for (const end of [...new Set(periods.map((period) => period.end))].sort()) {
    const own = periods.filter((period) => period.end === end);
    const returns = all.filter(({ periodId }) => own.some(({ id }) => id === periodId));
    const moved = new Map<string, Date>();
    for (const { id, dueVersion } of returns) {
      const event = dueVersion > 1 ? await reader.events.last('report.moved', `return/${id}`) : null;
      if (event) moved.set(id, event.at);
    }
    found.push({ end, periods: own, returns, current, drafts, moved, snoozes: await reader.snoozes.of(end as Day) });
  }
  return found;
}
