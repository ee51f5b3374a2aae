import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, localTime, nextContactTime } from '../partnership/contact.ts';
import { formatLongDay } from '../partnership/day.ts';
import type { Context } from './command.ts';

/** When people hear what they are told now, where that is not at once, or who does instead. Null where it is at once. */
export async function whenTold({ store, register, now }: Pick<Context, 'store' | 'register' | 'now'>) {
  const { mode } = await store.state();
  if (mode === 'paused') return 'This partnership is paused. They hear once it goes on.';
  if (mode === 'pilot') return 'In pilot it comes to the programme manager, and to nobody else.';
  const calendar = workingCalendar(register);
  const at = nextContactTime(now, calendar);
  if (at <= now) return null;
  const day = formatLongDay(localDay(at, calendar.timeZone));
  return `It is outside working hours. They get it at ${localTime(at, calendar.timeZone)} on ${day}.`;
}
