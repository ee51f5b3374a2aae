import { localDay } from '../partnership/contact.ts';
import { formatDay } from '../partnership/day.ts';
import type { Register } from '../partnership/register.ts';
import { isProgrammeManager } from '../partnership/responsibility.ts';
import type { ReturnVersion } from '../partnership/returns.ts';

/** The mark that a withdrawn report leaves: "Withdrawn on 20 April 2021 by the programme manager". Never why, nor what it said. */
export function withdrawnWords(register: Register, version: ReturnVersion): string {
  const { withdrawnAt, withdrawnBy, authorKey } = version;
  if (!withdrawnAt || !withdrawnBy) return 'Withdrawn';
  const day = localDay(withdrawnAt, register.partnership.timeZone);
  const manages = isProgrammeManager(register, { key: withdrawnBy }, day);
  const by = withdrawnBy === authorKey ? 'whoever sent it' : manages ? 'the programme manager' : 'its lead or a deputy';
  return `Withdrawn on ${formatDay(day)} by ${by}`;
}
