import { isDeepStrictEqual } from 'node:util';
import type { About, Updated } from '../partnership/about.ts';
import { MESSAGE_FORMAT, type Message } from '../views/message.ts';
import { parts } from '../views/parts.ts';
import type { Prisma } from './generated/client.ts';
import type { PostingModel } from './generated/models.ts';
import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

/** A message to be delivered. Written in the transaction of the change that caused it. */
export interface ToDeliver {
  /** A person, a channel, or the page that is one account's own: what its holder opened, never sent to anybody else. */
  to: { kind: 'person' | 'channel' | 'home'; key: string };
  /** What the message is about, for ever: `prompt/2021-01-01`. One message lives at (to, subject). */
  subject: string;
  message: Message;
  about: About | Updated;
  /** The rule that caused it, in words. */
  because: string;
  /** The same key is never queued twice. */
  dedupeKey: string;
  notBefore: Date;
  data?: Record<string, unknown>;
  /** Where it is shown already, that is taken away and it is posted again, below what was said since. */
  anew?: boolean;
}

/** A delivery that still counts: one to be sent or being sent, and the newest of its posting whatever became of it. */
interface Counting {
  id: string;
  postingId: string;
  action: string;
  message: unknown;
  state: string;
  repeated: boolean;
  notBefore: Date;
  leasedUntil: Date | null;
}

/** What is to be shown, or taken away, at one posting. */
interface Step {
  posting: PostingModel;
  action: 'post' | 'update' | 'remove';
  message: Prisma.InputJsonValue;
  /** When the platform asked us to wait, what overtakes waits as long. Machine time. */
  leasedUntil: Date | null;
}

const NOTHING: Message = { summary: '', blocks: [] };

/**
 * Queues messages, each split into parts that fit every platform, in as many statements as one takes. Where one already
 * lives at (to, subject), this brings it up to date: queued updates collapse to the newest, surplus parts are removed.
 * What has not been sent yet keeps its `notBefore`. Queueing a dedupe key again does nothing. Queueing what is already
 * wanted does nothing. No two of them are at the same (to, subject).
 */
export async function queueAll(scope: Scope, all: ToDeliver[], now: Date): Promise<void> {
  const { tx, partnershipId } = scope;
  if (all.length === 0) return;
  const each = all.map((delivery) => ({ delivery, messages: parts(delivery.message).map(asJson) }));
  const held = await hold(scope, each);
  const known = await tx.delivery.findMany({
    where: { partnershipId, dedupeKey: { in: all.map(({ dedupeKey }) => dedupeKey) } },
    orderBy: { sequence: 'asc' },
    select: { dedupeKey: true },
  });
  const fresh = each.filter(({ delivery }) => !known.some(({ dedupeKey }) => dedupeKey === delivery.dedupeKey));
  if (fresh.length === 0) return;
  const counting = await countingFor(scope, [...held.values()].flat());
  const overtaken: string[] = [];
  const rows: Prisma.DeliveryCreateManyInput[] = [];
  const changed: { id: string; data: string | null }[] = [];
  for (const { delivery, messages } of fresh) {
    const postings = held.get(placeOf(delivery)) ?? [];
    const own = counting.filter(({ postingId }) => postings.some(({ id }) => id === postingId));
    const planned = plan(messages, postings, own, delivery.anew ?? false);
    overtaken.push(...planned.overtaken);
    const notBefore = earliest(own) ?? delivery.notBefore;
    const { about, because, dedupeKey, data } = delivery;
    for (const [index, { posting, action, message, leasedUntil }] of planned.steps.entries()) {
      rows.push({
        ...{ partnershipId, id: scope.id(), postingId: posting.id, version: posting.wanted + 1, action, message },
        ...{ format: MESSAGE_FORMAT, about, because, state: 'queued', queuedAt: now, notBefore, leasedUntil },
        dedupeKey: index === 0 ? dedupeKey : `${dedupeKey}#${index + 1}`,
        urgent: data?.atAnyHour === true,
      });
      changed.push({ id: posting.id, data: data ? JSON.stringify(data) : null });
    }
  }
  if (overtaken.length > 0)
    await tx.delivery.updateMany({
      where: { partnershipId, id: { in: overtaken } },
      data: { state: 'suppressed', reason: 'overtaken by a newer version' },
    });
  if (rows.length === 0) return;
  await tx.delivery.createMany({ data: rows });
  await tx.$executeRaw`
    update "Posting" p set wanted = p.wanted + 1, data = coalesce(c.data::jsonb, p.data)
    from unnest(${changed.map(({ id }) => id)}::text[], ${changed.map(({ data }) => data)}::text[]) as c(id, data)
    where p."partnershipId" = ${partnershipId} and p.id = c.id`;
}

const placeAt = ({ addressKind, addressKey, subject }: PostingModel) => `${addressKind}/${addressKey}/${subject}`;
const placeOf = ({ to, subject }: Pick<ToDeliver, 'to' | 'subject'>) => `${to.kind}/${to.key}/${subject}`;

/**
 * The postings at these addresses and subjects, by part, held until the transaction ends; as many at each as its message
 * has parts at least.
 */
async function hold(
  scope: Scope,
  each: { delivery: ToDeliver; messages: unknown[] }[],
): Promise<Map<string, PostingModel[]>> {
  const { tx, partnershipId } = scope;
  const [kinds, keys, subjects] = [
    each.map(({ delivery }) => delivery.to.kind),
    each.map(({ delivery }) => delivery.to.key),
    each.map(({ delivery }) => delivery.subject),
  ];
  const held = async () => {
    // Everybody who holds several holds them in this order.
    const rows = await tx.$queryRaw<PostingModel[]>`
      select p.* from "Posting" p
      join unnest(${kinds}::text[], ${keys}::text[], ${subjects}::text[]) as w(kind, key, subject)
        on p."addressKind" = w.kind and p."addressKey" = w.key and p.subject = w.subject
      where p."partnershipId" = ${partnershipId}
      order by p.subject, p."addressKind", p."addressKey", p.part for no key update of p`;
    const found = new Map<string, PostingModel[]>();
    for (const row of rows) {
      found.set(placeAt(row), [...(found.get(placeAt(row)) ?? []), row]);
    }
    return found;
  };
  const found = await held();
  const missing = each.flatMap(({ delivery: { to, subject, data }, messages }) => {
    const there = found.get(placeOf({ to, subject }))?.length ?? 0;
    return Array.from({ length: Math.max(0, messages.length - there) }, (_, index) => ({
      ...{ partnershipId, id: scope.id(), addressKind: to.kind, addressKey: to.key, subject },
      part: there + index + 1,
      data: asJson(data ?? {}),
    }));
  });
  if (missing.length === 0) return found;
  const made = await tx.posting.createManyAndReturn({ data: missing, skipDuplicates: true });
  // Somebody else made one meanwhile.
  if (made.length < missing.length) return held();
  for (const posting of made) found.set(placeAt(posting), [...(found.get(placeAt(posting)) ?? []), posting]);
  return found;
}

/** Held too, so that none is claimed or marked while it is being decided what overtakes what. */
async function countingFor({ tx, partnershipId }: Scope, postings: PostingModel[]): Promise<Counting[]> {
  // Nothing was ever wanted at those that are new.
  const ids = postings.filter(({ wanted }) => wanted > 0).map(({ id }) => id);
  if (ids.length === 0) return [];
  return tx.$queryRaw<Counting[]>`
    select d.id, d."postingId", d.action, d.message, d.state, d.repeated, d."notBefore",
      d."leasedUntil"
    from "Delivery" d
    where d."partnershipId" = ${partnershipId} and d."postingId" = any(${ids})
      and (d.state in ('queued', 'sending') or d.sequence = (
        select max(n.sequence) from "Delivery" n
        where n."partnershipId" = d."partnershipId" and n."postingId" = d."postingId"))
    order by d.sequence for no key update of d`;
}

/** What has to be delivered so that these postings show these messages, and which queued deliveries that overtakes. */
function plan(messages: Prisma.InputJsonValue[], postings: PostingModel[], counting: Counting[], anew: boolean) {
  const steps: Step[] = [];
  const overtaken: string[] = [];
  for (const posting of postings) {
    const message = messages[posting.part - 1];
    const own = counting.filter((one) => one.postingId === posting.id);
    const last = own.at(-1);
    const stands = last && ['queued', 'sending', 'sent'].includes(last.state);
    const isShown = posting.messageId !== null;
    const unsent = own.filter((one) => one.state === 'queued' && !one.repeated);
    const leasedUntil = latest(unsent.map((one) => one.leasedUntil));
    // An earlier attempt may have arrived, or may yet: it takes its course, and what is wanted now follows it.
    const mayBeShown =
      isShown || own.some((one) => one.state === 'sending' || (one.state === 'queued' && one.repeated));
    if (message === undefined) {
      if (!last || (stands && last.action === 'remove')) continue;
      if (mayBeShown) steps.push({ posting, action: 'remove', message: asJson(NOTHING), leasedUntil });
    } else {
      const again = anew && mayBeShown;
      if (!again && stands && last.action !== 'remove' && isDeepStrictEqual(last.message, message)) continue;
      if (again) steps.push({ posting, action: 'remove', message: asJson(NOTHING), leasedUntil });
      steps.push({ posting, action: isShown && !again ? 'update' : 'post', message, leasedUntil });
      // What is about to be posted again is still taken away first.
      if (!again && last?.action === 'post') {
        overtaken.push(...unsent.filter(({ action }) => action !== 'remove').map((one) => one.id));
        continue;
      }
    }
    overtaken.push(...unsent.map((one) => one.id));
  }
  return { steps, overtaken };
}

function latest(times: (Date | null)[]): Date | null {
  return times.reduce((found, time) => (time && (!found || time > found) ? time : found), null);
}

function earliest(counting: Counting[]): Date | undefined {
  const times = counting.filter((one) => one.state === 'queued').map((one) => one.notBefore.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}
