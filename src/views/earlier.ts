import { lastPeriod, periodLabel, shortPeriodLabel } from '../partnership/periods.ts';
import type { Register } from '../partnership/register.ts';
import type { EarlierVersion, Period } from '../partnership/returns.ts';
import { plain } from '../partnership/search.ts';

type Known = Pick<Period, 'obligationKey' | 'start'>;

/** What an earlier period is called beside a later one: "Quarter 4"; with its year where the same quarter has come again. */
export function earlierPeriodName(register: Register, { obligationKey, start }: Known, earlier: string): string {
  const { yearStartMonth } = register.partnership;
  const cadence = register.obligations.find(({ key }) => key === obligationKey)?.cadence ?? 'quarterly';
  const yearAgo = `${Number(start.slice(0, 4)) - 1}${start.slice(4)}`;
  if (cadence !== 'quarterly' || earlier <= yearAgo) return shortPeriodLabel(cadence, yearStartMonth, earlier);
  return periodLabel(cadence, yearStartMonth, earlier).replace(/ \(.*\)$/, '');
}

/** "last time", or "in Quarter 3" where nothing was sent for the period before. */
export function whenBefore(register: Register, period: Known, before: EarlierVersion): string {
  const cadence = register.obligations.find(({ key }) => key === period.obligationKey)?.cadence;
  const last = cadence && lastPeriod(cadence, register.partnership.yearStartMonth, period.start).start;
  if (last === before.periodStart) return 'last time';
  return `in ${earlierPeriodName(register, period, before.periodStart)}`;
}

/** Whether two texts say the same: spaces, case and punctuation aside. Nothing is never the same as nothing. */
export function saysTheSame(one: string | undefined, other: string | undefined): boolean {
  return !!one && !!other && plain(one) !== '' && plain(one) === plain(other);
}
