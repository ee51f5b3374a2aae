import { channelsOf } from '../partnership/accounts.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import { digestSubject } from '../partnership/openings.ts';
import { bodyOwedTo } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import { nouns } from './called.ts';
import { type DigestRows, digestMessage } from './digest.ts';
import { explained } from './explain.ts';

/** What the posting of a digest knows of itself: for which period, since when it stands, and what it replaces. */
export function postedAs(data: Record<string, unknown>): DigestRows['posted'] {
  if (typeof data.posted !== 'string') return undefined;
  return { at: new Date(data.posted), replaces: typeof data.replaces === 'string' ? data.replaces : null };
}

/**
 * A digest as it is to be delivered, to each channel of the body that asked. `posted`: since when it stands, where it
 * does elsewhere, and the day of the one before it, where it is posted anew.
 */
export function digestPosts(
  register: Register,
  rows: DigestRows,
  now: Date,
  why: string,
  posted: NonNullable<DigestRows['posted']> = { at: now, replaces: null },
) {
  const { period, obligation } = rows;
  const { at, replaces } = posted;
  const calendar = workingCalendar(register);
  const message = digestMessage(register, { ...rows, posted }, localDay(now, calendar.timeZone));
  const subject = digestSubject(period);
  return channelsOf(register, obligation.owedToKey).map(({ channel }) => ({
    to: { kind: 'channel' as const, key: channel.key },
    subject,
    message,
    about: 'digest' as const,
    because: why,
    dedupeKey: `${subject}/${channel.key}`,
    notBefore: nextContactTime(now, calendar),
    data: { period: period.id, posted: at.toISOString(), ...(replaces ? { replaces } : {}) },
  }));
}

/** Why a digest comes by itself. */
export function digestRule(register: Register, { obligation, period }: DigestRows): string {
  return `The ${bodyOwedTo(register, obligation)} reads the ${nouns([obligation])} on the working day after they are due, ${formatDay(period.dueOn)}`;
}

/** What stands where a digest was, once a newer one was posted. */
export function replacedMessage(on: Day) {
  const words = `A newer digest was posted on ${formatDay(on)}.`;
  return explained(words, words);
}
