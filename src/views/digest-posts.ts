import { channelsOf } from '../partnership/accounts.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import { digestSubject } from '../partnership/openings.ts';
import { bodyOwedTo } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import { nouns } from './called.ts';
import { type DigestRows, digestMessage } from './digest.ts';
import { escalationsInDigest } from './digest-escalations.ts';
import { explained } from './explain.ts';
import type { Block } from './message.ts';

/** What the posting of a digest knows of itself: for which period, since when it stands, and what it replaces. */
export function postedAs(data: Record<string, unknown>): DigestRows['posted'] {
  if (typeof data.posted !== 'string') return undefined;
  return {
    at: new Date(data.posted),
    replaces: typeof data.replaces === 'string' ? data.replaces : null,
    escalations: Array.isArray(data.escalations) ? (data.escalations as Block[]) : [],
  };
}

/**
 * A digest as it is to be delivered, to each channel of the body that asked. `posted`: since when it stands and what it says of
 * escalations, where it does elsewhere, and the day of the one before it, where it is posted anew.
 */
export function digestPosts(
  register: Register,
  rows: DigestRows,
  now: Date,
  why: string,
  posted: Omit<NonNullable<DigestRows['posted']>, 'escalations'> & { escalations?: Block[] } = {
    at: now,
    replaces: null,
  },
) {
  const { period, obligation } = rows;
  const { at, replaces } = posted;
  const calendar = workingCalendar(register);
  const today = localDay(now, calendar.timeZone);
  const escalations = posted.escalations ?? escalationsInDigest(register, rows.escalations, today);
  const message = digestMessage(register, { ...rows, posted: { at, replaces, escalations } }, today);
  const subject = digestSubject(period);
  return channelsOf(register, obligation.owedToKey).map(({ channel }) => ({
    to: { kind: 'channel' as const, key: channel.key },
    subject,
    message,
    about: 'digest' as const,
    because: why,
    dedupeKey: `${subject}/${channel.key}`,
    notBefore: nextContactTime(now, calendar),
    data: { period: period.id, posted: at.toISOString(), escalations, ...(replaces ? { replaces } : {}) },
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
