import { localDay } from '../partnership/contact.ts';
import { formatDay } from '../partnership/day.ts';
import type { ReturnVersion } from '../partnership/returns.ts';

/** The mark that a withdrawn report leaves: "Withdrawn on 20 April 2021 by the programme manager". Never why, nor what it said. */
export function withdrawnWords(version: ReturnVersion, timeZone: string): string {
  const on = version.withdrawnAt ? ` on ${formatDay(localDay(version.withdrawnAt, timeZone))}` : '';
  const by = version.withdrawnBy === version.authorKey ? 'whoever sent it' : 'the programme manager';
  return `Withdrawn${on} by ${by}`;
}
