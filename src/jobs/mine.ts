import { instantAt, localDay } from '../partnership/contact.ts';
import { addDays } from '../partnership/day.ts';
import { OPEN } from '../partnership/escalation.ts';
import { turningDays } from '../partnership/mine.ts';
import type { Job } from './job.ts';

/** Longer than the pages of a program that was stopped are of interest to anybody; it catches up on the newest day. */
const DAYS_BACK = 14;

/**
 * What people's own pages say changes with the day, too. Nothing is to be done: whatever the clock has done, the pages
 * are brought up to date after it.
 */
export const mine: Job = {
  name: 'mine',
  help: 'Brings what people see of their own up to date, at midnight after something was due or is over',

  async due(reader, now) {
    if ((await reader.postings.of('mine')).length === 0) return [];
    const register = await reader.register();
    const { timeZone } = register.partnership;
    const periods = await reader.periods.open();
    const returns = await reader.returns.ofPeriods(periods.map(({ id }) => id));
    const escalations = await reader.escalations.in(OPEN);
    const today = localDay(now, timeZone);
    return turningDays(register, { periods, returns }, escalations, addDays(today, -DAYS_BACK), today).map((day) => ({
      key: `mine/${day}`,
      at: instantAt(day, 0, 0, timeZone),
      input: {},
    }));
  },

  async run() {},
};
