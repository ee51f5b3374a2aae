import type { PostingModel } from './generated/models.ts';
import type { ToDeliver } from './queueing.ts';
import type { Scope } from './scope.ts';

/** A message that lives on where it was posted, or one part of it: the version wanted, and the version shown there. */
export interface Posting {
  id: string;
  addressKind: ToDeliver['to']['kind'];
  addressKey: string;
  subject: string;
  part: number;
  wanted: number;
  shown: number;
  connectionKey: string | null;
  conversation: string | null;
  messageId: string | null;
  /** Shown to the programme manager in pilot, in place of those it is for. */
  pilot: boolean;
  data: Record<string, unknown>;
}

/** A message that speaks of returns, and whether it has. */
export interface Speaking extends Posting {
  /** When it was sent, or is to be; where it cannot be delivered, when it was to be. Null where it was taken back. */
  at: Date | null;
  /** It is on its way, and shown nowhere yet. */
  isWaiting: boolean;
}

/** A message to a person that speaks of an escalation, and what became of it. */
export interface AboutEscalation extends Posting {
  stage: 'shown' | 'waiting' | 'failed' | 'withdrawn';
}

export function postingReader({ tx, partnershipId }: Scope) {
  return {
    /** Every part at every address that shows any of these subjects, or will. By subject, address, then part. */
    async of(subjects: string | string[]): Promise<Posting[]> {
      const rows = await tx.posting.findMany({
        where: { partnershipId, subject: { in: [subjects].flat() } },
        orderBy: [{ subject: 'asc' }, { addressKind: 'asc' }, { addressKey: 'asc' }, { part: 'asc' }],
      });
      return rows.map(postingOf);
    },
    /**
     * The first part of every message to a person that speaks of any of these escalations. By subject, then person. What
     * was left behind in a pilot is not among them.
     */
    async aboutEscalations(ids: string[]): Promise<AboutEscalation[]> {
      const rows = await tx.$queryRaw<(PostingModel & Pick<AboutEscalation, 'stage'>)[]>`
        select p.*, case when p."messageId" is not null then 'shown' when d.state in ('queued', 'sending') then 'waiting'
            when d.state = 'failed' then 'failed' else 'withdrawn' end as stage
        from "Posting" p cross join lateral (
          select state from "Delivery" where "partnershipId" = p."partnershipId" and "postingId" = p.id
          order by sequence desc limit 1
        ) d
        where p."partnershipId" = ${partnershipId} and p.part = 1 and p."addressKind" = 'person'
          and p.subject like 'escalation%' and p.data->>'escalation' = any(${ids})
        order by p.subject collate "C", p."addressKey" collate "C"`;
      return rows.map(({ stage, ...row }) => ({ ...postingOf(row), stage }));
    },
    /** The ids of escalations about which somebody could not be sent something, whatever became of it later. By id. */
    async missedEscalations(): Promise<string[]> {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        select distinct p.data->>'escalation' collate "C" as id
        from "Delivery" d join "Posting" p on p."partnershipId" = d."partnershipId" and p.id = d."postingId"
        where d."partnershipId" = ${partnershipId} and d.state = 'failed' and p."addressKind" = 'person'
          and p.subject like 'escalation%' and p.data ? 'escalation'
        order by id`;
      return rows.map(({ id }) => id);
    },
    /** How many messages to people and channels, queued since, could not be delivered and were not made good since. */
    async undelivered(since: Date): Promise<number> {
      const [row] = await tx.$queryRaw<{ count: number }[]>`
        select count(distinct p."addressKind" || '/' || p."addressKey" || '/' || p.subject)::int as count
        from "Delivery" d join "Posting" p on p."partnershipId" = d."partnershipId" and p.id = d."postingId"
        where d."partnershipId" = ${partnershipId} and d.state = 'failed' and d."queuedAt" >= ${since}
          and p."addressKind" <> 'home' and not exists (
            select 1 from "Delivery" later where later."partnershipId" = d."partnershipId"
              and later."postingId" = d."postingId" and later.sequence > d.sequence)`;
      return row?.count ?? 0;
    },
    /** The first part of every message that speaks of any of these returns, by subject then address. */
    async speakingOf(returnIds: string | string[]): Promise<Speaking[]> {
      const rows = await tx.$queryRaw<(PostingModel & Pick<Speaking, 'at' | 'isWaiting'>)[]>`
        select p.*, d.at, p."messageId" is null and d."isQueued" as "isWaiting" from "Posting" p cross join lateral (
          select max(coalesce("sentAt", "notBefore")) filter (where action = 'post' and state <> 'suppressed') as at,
            coalesce(bool_or(state in ('queued', 'sending')), false) as "isQueued"
          from "Delivery" where "partnershipId" = p."partnershipId" and "postingId" = p.id
        ) d
        where p."partnershipId" = ${partnershipId} and p.part = 1 and p.subject not like 'pilot/%'
          and jsonb_exists_any(p.data->'returns', ${[returnIds].flat()})
        order by p.subject collate "C", p."addressKind", p."addressKey"`;
      return rows.map(({ at, isWaiting, ...row }) => ({ ...postingOf(row), at, isWaiting }));
    },
  };
}

export function postingOf({ partnershipId: _, ...row }: PostingModel): Posting {
  return {
    ...row,
    addressKind: row.addressKind as Posting['addressKind'],
    data: row.data as Record<string, unknown>,
  };
}
