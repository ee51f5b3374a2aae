import { MESSAGE_FORMAT, type Message } from '../views/message.ts';
import { parts } from '../views/parts.ts';
import type { Claimed } from './delivering.ts';
import { asJson } from './json.ts';
import { queueAll, type ToDeliver } from './queueing.ts';
import type { Scope } from './scope.ts';

/** A message that waits to be sent. */
export interface Queued {
  id: string;
  to: ToDeliver['to'];
  subject: string;
  part: number;
  action: 'post' | 'update' | 'remove';
  summary: string;
  about: string;
  because: string;
  queuedAt: Date;
  notBefore: Date;
  /** What an earlier attempt at it did is not known. */
  repeated: boolean;
}

export function deliveryStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  return {
    /** Queues a message, or brings up to date what lives at its address and subject. */
    async queue(delivery: ToDeliver, now: Date): Promise<void> {
      await queueAll(scope, [delivery], now);
    },

    /** As `queue`, many at once. No two of them are at the same (to, subject). */
    async queueAll(all: ToDeliver[], now: Date): Promise<void> {
      await queueAll(scope, all, now);
    },

    /**
     * Queues messages at once, each the first ever at its address and subject. Where there has been one, nothing changes.
     */
    async queueFirst(all: ToDeliver[], now: Date): Promise<void> {
      const each = all.flatMap((delivery) =>
        parts(delivery.message).map((message, index) => ({ delivery, message, part: index + 1, id: scope.id() })),
      );
      const made = await tx.posting.createManyAndReturn({
        data: each.map(({ delivery: { to, subject, data }, part, id }) => ({
          ...{ partnershipId, id, addressKind: to.kind, addressKey: to.key, subject, part, wanted: 1 },
          data: asJson(data ?? {}),
        })),
        skipDuplicates: true,
        select: { id: true },
      });
      const isMade = new Set(made.map(({ id }) => id));
      await tx.delivery.createMany({
        data: each
          .filter(({ id }) => isMade.has(id))
          .map(({ delivery, message, part, id }) => ({
            ...{ partnershipId, id: scope.id(), postingId: id, version: 1, action: 'post', state: 'queued' },
            ...{ about: delivery.about, because: delivery.because, queuedAt: now, notBefore: delivery.notBefore },
            ...{ message: asJson(message), format: MESSAGE_FORMAT },
            dedupeKey: part === 1 ? delivery.dedupeKey : `${delivery.dedupeKey}#${part}`,
          })),
      });
    },

    /** Holds these postings until the transaction ends: what is read after it, nobody brings up to date beside it. */
    async hold(postingIds: string[]): Promise<void> {
      await tx.$queryRaw`
        select 1 from "Posting" where "partnershipId" = ${partnershipId} and id = any(${postingIds})
        order by "addressKind", "addressKey", part for no key update`;
    },

    /**
     * Withdraws what is queued for this subject (and, with `under`, for every subject that begins with it and a slash)
     * and shown nowhere yet, at one address or at all: suppressed, with the reason. What is shown, or may be by now, stays. Queueing for the subject later starts anew.
     */
    async withdraw(
      { subject, to, under = false }: { subject: string; to?: ToDeliver['to']; under?: boolean },
      reason: string,
    ): Promise<void> {
      const held = await tx.$queryRaw<{ id: string; messageId: string | null }[]>`
        select id, "messageId" from "Posting" where "partnershipId" = ${partnershipId}
          and (subject = ${subject} or (${under} and starts_with(subject, ${`${subject}/`})))
          and (${to === undefined} or ("addressKind" = ${to?.kind ?? ''} and "addressKey" = ${to?.key ?? ''}))
        order by subject, "addressKind", "addressKey", part for no key update`;
      const unshown = held.filter((posting) => posting.messageId === null).map(({ id }) => id);
      await tx.delivery.updateMany({
        where: { partnershipId, postingId: { in: unshown }, state: 'queued', repeated: false },
        data: { state: 'suppressed', reason, leasedUntil: null },
      });
    },

    /** The addresses at which something is queued or on its way for this subject, and nothing of it is shown yet. */
    async waiting(subject: string): Promise<ToDeliver['to'][]> {
      const rows = await tx.posting.findMany({
        where: {
          partnershipId,
          subject,
          messageId: null,
          deliveries: { some: { state: { in: ['queued', 'sending'] } } },
        },
        orderBy: [{ addressKind: 'asc' }, { addressKey: 'asc' }],
        select: { addressKind: true, addressKey: true },
        distinct: ['addressKind', 'addressKey'],
      });
      return rows.map((row) => ({ kind: row.addressKind as ToDeliver['to']['kind'], key: row.addressKey }));
    },

    /** Everything that waits to be sent, oldest first. What is being sent this moment is not among it. */
    async queued(): Promise<Queued[]> {
      const rows = await tx.delivery.findMany({
        where: { partnershipId, state: 'queued' },
        orderBy: { sequence: 'asc' },
        include: { posting: true },
      });
      return rows.map(({ id, posting, action, message, about, because, queuedAt, notBefore, repeated }) => ({
        ...{ id, about, because, queuedAt, notBefore, repeated },
        to: { kind: posting.addressKind as ToDeliver['to']['kind'], key: posting.addressKey },
        subject: posting.subject,
        part: posting.part,
        action: action as Queued['action'],
        summary: (message as unknown as Message).summary,
      }));
    },

    /** What waits to be sent to somebody waits no longer than until this time. */
    async bringForward(personKey: string, to: Date): Promise<void> {
      await tx.delivery.updateMany({
        where: {
          partnershipId,
          state: 'queued',
          notBefore: { gt: to },
          posting: { addressKind: 'person', addressKey: personKey },
        },
        data: { notBefore: to },
      });
    },

    /** Takes back what is still queued of these, with the reason. */
    async suppress(ids: string[], reason: string): Promise<void> {
      await tx.delivery.updateMany({
        where: { partnershipId, id: { in: ids }, state: 'queued' },
        data: { state: 'suppressed', reason, leasedUntil: null },
      });
    },

    /**
     * Lets go of what was shown to the programme manager in pilot, or is on its way there: those copies stay as they are,
     * and queueing for their subjects starts anew. What waits to change one of them is taken back.
     */
    async leavePilotBehind(reason: string): Promise<void> {
      const left = await tx.$queryRaw<{ id: string }[]>`
        with changed as (
          update "Posting" p set subject = 'pilot/' || p.id || '/' || p.subject, pilot = true
          where p."partnershipId" = ${partnershipId} and p.subject not like 'pilot/%' and p."addressKind" <> 'home' and (p.pilot or exists (
            select 1 from "Delivery" d where d."partnershipId" = p."partnershipId" and d."postingId" = p.id
              and (d.state = 'sending' or d.repeated and d.state = 'queued')))
          returning p.id
        ) select id from changed order by id`;
      await tx.delivery.updateMany({
        where: { partnershipId, postingId: { in: left.map(({ id }) => id) }, state: 'queued', repeated: false },
        data: { state: 'suppressed', reason, leasedUntil: null },
      });
    },

    /**
     * As the delivery loop's `failed`, in this transaction: the failure and the word about it are one. `gone`: nothing
     * stands there any more, so nothing is brought up to date there either, and nobody is told again.
     */
    async failed(
      { id, attempts, posting }: Pick<Claimed, 'id' | 'attempts' | 'posting'>,
      reason: string,
      gone = false,
    ): Promise<void> {
      if (gone) {
        await tx.posting.updateMany({
          where: { partnershipId, id: posting.id, messageId: posting.messageId },
          data: { messageId: null, conversation: null, connectionKey: null },
        });
      }
      await tx.delivery.updateMany({
        where: { partnershipId, id, attempts, state: 'sending' },
        data: { state: 'failed', reason, leasedUntil: null },
      });
    },
  };
}
