import { channelsOf } from '../partnership/accounts.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { digestSubject } from '../partnership/openings.ts';
import { digestOn } from '../partnership/periods.ts';
import type { Period } from '../partnership/returns.ts';
import type { Posting, Reader } from '../store/store.ts';
import { type DigestRows, digestMessage } from '../views/digest.ts';
import { type Deed, type DigestState, onItsWay } from '../views/digest-hands.ts';
import { digestPosts, postedAs } from '../views/digest-posts.ts';
import type { Message } from '../views/message.ts';
import type { Context } from './command.ts';

/** What a digest of a period is made from. Null where its obligation has left the register. */
export async function digestRows(
  { store, register }: { store: Reader; register: Context['register'] },
  period: Period,
): Promise<DigestRows | null> {
  const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
  return obligation ? { obligation, period, ...(await store.returns.reported(period)) } : null;
}

/** Where the digest of a period was posted, or is on its way to: its newest issue, by address. */
export async function digestPostings(reader: Reader, period: Period): Promise<Posting[]> {
  return (await reader.postings.of(digestSubject(period))).filter(({ part }) => part === 1);
}

/**
 * Brings the posted digest up to date where it stands, in every channel alike: an update, which calls nobody again. One
 * that is still on its way is made anew instead. `change`: with what, once.
 */
export async function bringDigestUpToDate(context: Context, period: Period, change: string): Promise<void> {
  const { store, register, now, today } = context;
  const postings = await digestPostings(store, period);
  const rows = postings.length > 0 ? await digestRows(context, period) : null;
  if (!rows) return;
  const waiting = await store.deliveries.waiting(digestSubject(period));
  for (const { addressKind: kind, addressKey: key, subject, messageId, data } of postings) {
    const shown = messageId !== null;
    // What was withdrawn or could not be delivered is not started anew by a report.
    if (!shown && !waiting.some((one) => one.kind === kind && one.key === key)) continue;
    const kept = shown ? data : { ...data, posted: now.toISOString() };
    await store.deliveries.queue(
      {
        to: { kind, key },
        subject,
        message: digestMessage(register, { ...rows, posted: postedAs(kept) }, today),
        about: shown ? 'digest.updated' : 'digest',
        because: 'A digest that was posted is brought up to date where it stands',
        dedupeKey: `${subject}/${kind}/${key}/${change}`,
        notBefore: now,
        data: kept,
      },
      now,
    );
  }
}

/** What a digest showed, in a word: it differs as soon as anything was sent, withdrawn or excused. */
export function seenIn({ returns, versions }: DigestRows): string {
  return returns
    .map(({ id, version, excusedAt }) => {
      const withdrawn = versions.filter(({ returnId, withdrawnAt }) => returnId === id && withdrawnAt).length;
      return `${version}${withdrawn > 0 ? `w${withdrawn}` : ''}${excusedAt ? 'e' : ''}`;
    })
    .join('.');
}

/** The last that somebody, or the program, did with the digest of a period. */
export async function lastDeed(reader: Reader, what: string, { id }: Period): Promise<Deed | null> {
  const event = await reader.events.last(what, `period/${id}`);
  return event && { by: event.by, at: event.at, ...(event.detail.why ? { why: String(event.detail.why) } : {}) };
}

/** Where the digest of a period stands. */
export async function digestState({ store, register }: Context, period: Period): Promise<DigestState> {
  const on = digestOn(period.dueOn, workingCalendar(register));
  if ((await digestPostings(store, period)).length > 0) {
    return { kind: 'posted', deed: await lastDeed(store, 'digest.posted', period) };
  }
  if (!period.digestHeldAt) return { kind: 'coming', on };
  const said = await lastDeed(store, 'digest.held', period);
  return { kind: 'held', on, deed: { ...said, by: period.digestHeldBy, at: period.digestHeldAt } };
}

/** Everybody who is sending a report of this period is waited for, and whoever sends one after this finds the digest. */
export async function holdReturns({ store }: Context, period: Period): Promise<void> {
  for (const { id } of await store.returns.ofPeriod(period.id)) await store.returns.lock(id);
}

/** Queues a digest to the body's channels and keeps who posted it. What the person is told about it. */
export async function postDigestTo(
  context: Context,
  rows: DigestRows,
  why: string,
  replaces: Day | null = null,
): Promise<Message> {
  const { store, register, person, now } = context;
  const { period, obligation } = rows;
  for (const one of digestPosts(register, rows, now, why, replaces)) await store.deliveries.queue(one, now);
  await store.events.add({
    at: now,
    by: person.key,
    what: 'digest.posted',
    subject: `period/${period.id}`,
    detail: { issue: period.digestIssue },
  });
  const calendar = workingCalendar(register);
  const at = nextContactTime(now, calendar);
  const channels = channelsOf(register, obligation.owedToKey).map(({ channel }) => channel.name);
  return onItsWay(channels, at > now ? at : null, calendar.timeZone);
}
