import { channelsOf } from '../partnership/accounts.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { digestSubject } from '../partnership/openings.ts';
import { digestOn } from '../partnership/periods.ts';
import type { Period } from '../partnership/returns.ts';
import type { Posting, Reader } from '../store/store.ts';
import { type DigestRows, digestMessage } from '../views/digest.ts';
import { escalationsInDigest, tellsOfEscalations } from '../views/digest-escalations.ts';
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
  if (!obligation) return null;
  return {
    ...{ obligation, period, ...(await store.returns.reported(period)) },
    ...(tellsOfEscalations(obligation) && { escalations: await store.escalations.withDigest(period) }),
  };
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
    const escalations = escalationsInDigest(register, rows.escalations, today);
    const kept = shown ? data : { ...data, posted: now.toISOString(), escalations };
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

/** What a digest showed, in a word: it differs as soon as anything was sent, withdrawn or excused, or an escalation moved. */
export function seenIn({ returns, versions, escalations }: DigestRows): string {
  const { open, settled } = escalations ?? { open: [], settled: [] };
  const moved = [...open, ...settled].reduce((sum, { version }) => sum + version, 0);
  const reports = returns
    .map(({ id, version, excusedAt }) => {
      const withdrawn = versions.filter(({ returnId, withdrawnAt }) => returnId === id && withdrawnAt).length;
      return `${version}${withdrawn > 0 ? `w${withdrawn}` : ''}${excusedAt ? 'e' : ''}`;
    })
    .join('.');
  return moved > 0 ? `${reports} ${open.length}.${settled.length}.${moved}` : reports;
}

/** The last that somebody, or the program, did with the digest of a period. */
export async function lastDeed(reader: Reader, what: string, { id }: Period): Promise<Deed | null> {
  const event = await reader.events.last(what, `period/${id}`);
  return event && { by: event.by, at: event.at, ...(event.detail.why ? { why: String(event.detail.why) } : {}) };
}

/** Where a digest that was posted stands, or is on its way to, and the channels of its body that have neither. */
export async function digestPlaces({ store, register }: Context, period: Period) {
  const postings = await digestPostings(store, period);
  const waiting = await store.deliveries.waiting(digestSubject(period));
  const shown = postings.filter(({ messageId }) => messageId !== null);
  const coming = postings.filter((one) => !shown.includes(one) && waiting.some(({ key }) => key === one.addressKey));
  const there = [...shown, ...coming].map(({ addressKey }) => addressKey);
  const body = register.obligations.find(({ key }) => key === period.obligationKey)?.owedToKey ?? '';
  const without = channelsOf(register, body).flatMap(({ channel }) => (there.includes(channel.key) ? [] : [channel]));
  return { postings, shown, coming, without: postings.length > 0 ? without : [] };
}

/** Where the digest of a period stands. */
export async function digestState(context: Context, period: Period): Promise<DigestState> {
  const { store, register } = context;
  const on = digestOn(period.dueOn, workingCalendar(register));
  const { postings, shown, coming, without } = await digestPlaces(context, period);
  if (postings.length > 0) {
    const reached = shown.length > 0 ? 'shown' : coming.length > 0 ? 'coming' : 'nowhere';
    const names = without.map(({ name }) => name);
    return { kind: 'posted', deed: await lastDeed(store, 'digest.posted', period), reached, without: names };
  }
  if (!period.digestHeldAt) {
    // It has had its turn: what was posted then was shown in pilot alone.
    const isOver = (await store.occurrences.claimed([digestSubject(period, 1)])).size > 0;
    return { kind: isOver ? 'missed' : 'coming', on };
  }
  const said = await lastDeed(store, 'digest.held', period);
  return { kind: 'held', on, deed: { ...said, by: period.digestHeldBy, at: period.digestHeldAt } };
}

/** Everybody who is sending a report of this period is waited for, and whoever sends one after this finds the digest. */
export async function holdReturns({ store }: Context, period: Period): Promise<void> {
  await store.returns.lockOf(period.id);
}

/** Queues a digest to the body's channels and keeps who posted it. What the person is told about it. */
export async function postDigestTo(
  context: Context,
  rows: DigestRows,
  why: string,
  replaces: Day | null = null,
): Promise<Message> {
  const { store, register, now } = context;
  const { period, obligation } = rows;
  for (const one of digestPosts(register, rows, now, why, { at: now, replaces }))
    await store.deliveries.queue(one, now);
  return posted(
    context,
    period,
    channelsOf(register, obligation.owedToKey).map(({ channel }) => channel.name),
  );
}

/** Queues a digest to the channels that it has not reached, as it stands elsewhere. What the person is told about it. */
export async function postWhereMissing(context: Context, rows: DigestRows, why: string): Promise<Message> {
  const { store, register, now } = context;
  const { shown, coming, without } = await digestPlaces(context, rows.period);
  const [standing] = [...shown, ...coming];
  for (const one of digestPosts(register, rows, now, why, standing && postedAs(standing.data))) {
    if (!without.some(({ key }) => key === one.to.key)) continue;
    await store.deliveries.queue({ ...one, dedupeKey: `${one.dedupeKey}/again/${context.id()}` }, now);
  }
  return posted(
    context,
    rows.period,
    without.map(({ name }) => name),
  );
}

async function posted({ store, register, person, now }: Context, period: Period, channels: string[]): Promise<Message> {
  await store.events.add({
    at: now,
    by: person.key,
    what: 'digest.posted',
    subject: `period/${period.id}`,
    detail: { issue: period.digestIssue },
  });
  const calendar = workingCalendar(register);
  const at = nextContactTime(now, calendar);
  return onItsWay(channels, at > now ? at : null, calendar.timeZone);
}
