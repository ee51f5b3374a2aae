import type { Mode } from '../partnership/register.ts';
import type { Message } from '../views/message.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { type Posting, postingOf } from './postings.ts';

/** A claimed delivery, with all that sending it takes. */
export interface Claimed {
  id: string;
  partnershipId: string;
  mode: Mode;
  posting: Posting;
  version: number;
  /** What there is to do now: a post that turned out to be shown already is an update, and the other way round. */
  action: 'post' | 'update' | 'remove';
  message: Message;
  about: string;
  because: string;
  attempts: number;
  /** Of what is immediate. */
  urgent: boolean;
  /** An earlier attempt was made and its outcome is not known. */
  repeated: boolean;
  /** Where the first part of the same message stands, where this is a later one. */
  first: { connectionKey: string; conversation: string; messageId: string } | null;
}

export interface Sent {
  id: string;
  sequence: bigint;
  posting: Posting;
  action: string;
  message: Message;
  about: string;
  because: string;
  state: string;
  notBefore: Date;
  sentAt: Date | null;
  reason: string | null;
}

/**
 * Those that are to be sent now of one lane, oldest first. Each lane is asked for alone: both in one order would have to
 * be sorted at every claim, however many wait.
 */
function lane(which: 'urgent' | 'rest', now: Date, limit: number) {
  return Prisma.sql`
    select d."partnershipId", d.id
    from "Delivery" d
    join "Posting" p on p."partnershipId" = d."partnershipId" and p.id = d."postingId"
    where d.state in ('queued', 'sending') and ${which === 'urgent' ? Prisma.sql`d.urgent` : Prisma.sql`not d.urgent`}
      and (p."addressKind" = 'home' or p."messageId" is not null
        or d."partnershipId" not in (select id from "Partnership" where mode = 'paused'))
      and d."notBefore" <= ${now}
      and (d."leasedUntil" is null or d."leasedUntil" <= clock_timestamp())
      and not exists (
        select 1 from "Posting" q
        join "Delivery" e on e."partnershipId" = q."partnershipId" and e."postingId" = q.id
        where q."partnershipId" = p."partnershipId" and q."addressKind" = p."addressKind"
          and q."addressKey" = p."addressKey" and q.subject = p.subject
          and e.state in ('queued', 'sending')
          and (q.part < p.part or (q.part = p.part and e.sequence < d.sequence)))
    order by d.sequence
    limit ${limit}
    for no key update of d skip locked`;
}

/** What the delivery loop asks and says, across partnerships. Each is one short statement. */
export function delivering(client: PrismaClient) {
  /** Only for who holds the claim: a delivery that another has claimed since is left alone. */
  async function settle(claimed: Claimed, state: string, reason: string): Promise<void> {
    const { partnershipId, id, attempts } = claimed;
    await client.delivery.updateMany({
      where: { partnershipId, id, attempts, state: 'sending' },
      data: { state, reason, leasedUntil: null },
    });
  }
  return {
    /**
     * Leases what is to be sent now, oldest first, so much of what is urgent and so much of the rest. `now` is calendar
     * time; the lease runs in the database's own time, and what was not settled within it is claimed again as `repeated`.
     * Within (address, subject) nothing overtakes: earlier parts go first, and of one posting the earlier delivery. What
     * a paused partnership would send waits. What is shown already is still changed and taken away there: that notifies
     * nobody, and what was withdrawn has to go at once. A page that somebody opened themselves is not sent to them.
     */
    async claim(now: Date, limit: number, leaseSeconds: number, urgentLimit = limit): Promise<Claimed[]> {
      const rows = await client.$queryRaw<(Claimed & { state: string })[]>`
        with urgent as materialized (${lane('urgent', now, urgentLimit)}),
        rest as materialized (${lane('rest', now, limit)}),
        due as (select * from urgent union all select * from rest), taken as (
          update "Delivery" d set
            state = case when d.action = 'remove' and p."messageId" is null then 'suppressed' else 'sending' end,
            reason = case when d.action = 'remove' and p."messageId" is null then 'nothing is shown there' end,
            action = case when d.action = 'remove' then 'remove'
              when p."messageId" is null then 'post' else 'update' end,
            "leasedUntil" = clock_timestamp() + make_interval(secs => ${leaseSeconds}),
            attempts = d.attempts + 1,
            repeated = d.repeated or d.state = 'sending'
          from due, "Posting" p
          where d."partnershipId" = due."partnershipId" and d.id = due.id
            and p."partnershipId" = d."partnershipId" and p.id = d."postingId"
          returning d.*, to_jsonb(p) - 'partnershipId' as posting
        )
        select t.id, t."partnershipId", o.mode, t.posting, t.version, t.action, t.message, t.about, t.because, t.attempts,
          t.urgent, t.repeated, t.state,
          (select jsonb_build_object('connectionKey', f."connectionKey", 'conversation', f.conversation, 'messageId', f."messageId")
            from "Posting" f
            where f."partnershipId" = t."partnershipId" and f."addressKind" = t.posting->>'addressKind'
              and f."addressKey" = t.posting->>'addressKey' and f.subject = t.posting->>'subject'
              and f.part = 1 and f.id <> t."postingId" and f."messageId" is not null) as first
        from taken t join "Partnership" o on o.id = t."partnershipId"
        order by t.urgent desc, t.sequence`;
      return rows.filter((row) => row.state === 'sending').map(({ state: _, ...claimed }) => claimed);
    },

    /** Marks a delivery as sent, and where its message now is. It counts whoever holds the claim: the message is there. */
    async sent(
      claimed: Claimed,
      placed: { connectionKey: string; conversation: string; messageId: string },
      at: Date,
    ): Promise<void> {
      const { partnershipId, id, posting } = claimed;
      // The posting is held before the delivery, as `queue` does.
      await client.$executeRaw`
        with held as materialized (
          select "partnershipId", id from "Posting"
          where "partnershipId" = ${partnershipId} and id = ${posting.id} for no key update
        ), done as (
          update "Delivery" d set state = 'sent', "sentAt" = ${at}, "leasedUntil" = null, reason = null
          from held
          where d."partnershipId" = held."partnershipId" and d.id = ${id} and d."postingId" = held.id
            and d.state in ('sending', 'queued')
          returning d."partnershipId", d."postingId", d.version, d.action = 'remove' as removed
        )
        update "Posting" p set
          shown = done.version,
          -- Kept with the message: where a pilot's copy stands does not change with the mode.
          pilot = p.pilot or (${claimed.action} = 'post' and ${claimed.mode} = 'pilot' and p."addressKind" <> 'home'),
          "connectionKey" = case when done.removed then null else ${placed.connectionKey} end,
          conversation = case when done.removed then null else ${placed.conversation} end,
          "messageId" = case when done.removed then null else ${placed.messageId} end
        from done where p."partnershipId" = done."partnershipId" and p.id = done."postingId"`;
    },

    /** Back to the queue; not before so many seconds of machine time have passed. `unsure`: it may have arrived. */
    async retry(claimed: Claimed, seconds: number, reason: string, unsure: boolean): Promise<void> {
      await client.$executeRaw`
        update "Delivery" set state = 'queued', reason = ${reason}, repeated = repeated or ${unsure},
          "leasedUntil" = clock_timestamp() + make_interval(secs => ${seconds})
        where "partnershipId" = ${claimed.partnershipId} and id = ${claimed.id}
          and attempts = ${claimed.attempts} and state = 'sending'`;
    },

    /** Back to the queue without having been tried: not before a calendar time, or so many seconds of machine time. */
    async postpone(claimed: Claimed, wait: { until: Date } | { seconds: number }): Promise<void> {
      const until = 'until' in wait ? wait.until : null;
      const seconds = 'seconds' in wait ? wait.seconds : 0;
      await client.$executeRaw`
        update "Delivery" set state = 'queued', attempts = attempts - 1, "notBefore" = coalesce(${until}, "notBefore"),
          "leasedUntil" = clock_timestamp() + make_interval(secs => ${seconds})
        where "partnershipId" = ${claimed.partnershipId} and id = ${claimed.id}
          and attempts = ${claimed.attempts} and state = 'sending'`;
    },

    /** It cannot be delivered, and why. */
    async failed(claimed: Claimed, reason: string): Promise<void> {
      await settle(claimed, 'failed', reason);
    },

    /** It is not to be delivered, and why. */
    async suppressed(claimed: Claimed, reason: string): Promise<void> {
      await settle(claimed, 'suppressed', reason);
    },

    /** The earliest calendar time, later than this one, at which something queued may be sent. */
    async nextAt(after: Date): Promise<Date | null> {
      const { _min } = await client.delivery.aggregate({
        where: { state: { in: ['queued', 'sending'] }, notBefore: { gt: after } },
        _min: { notBefore: true },
      });
      return _min.notBefore;
    },

    /** Every delivery of a partnership and what became of it, oldest first. */
    async log(partnershipId: string): Promise<Sent[]> {
      const rows = await client.delivery.findMany({
        where: { partnershipId },
        orderBy: { sequence: 'asc' },
        include: { posting: true },
      });
      return rows.map(({ id, sequence, action, about, because, state, notBefore, sentAt, reason, ...row }) => ({
        id,
        sequence,
        posting: postingOf(row.posting),
        action,
        message: row.message as unknown as Message,
        about,
        because,
        state,
        notBefore,
        sentAt,
        reason,
      }));
    },
  };
}
