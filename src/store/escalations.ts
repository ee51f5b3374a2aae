import {
  type Entry,
  type Escalation,
  type EscalationState,
  OPEN,
  type Raiser,
  SETTLED,
} from '../partnership/escalation.ts';
import type { OutcomeSent } from '../partnership/escalation-outcome.ts';
import type { Period } from '../partnership/returns.ts';
import type { DigestEscalations } from '../views/digest-escalations.ts';
import { eventReader } from './events.ts';
import type { EscalationEntryModel, EscalationModel } from './generated/models.ts';
import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

export function escalationReader(scope: Scope) {
  const { tx, partnershipId } = scope;
  const events = eventReader(scope);
  const reader = {
    async byId(id: string): Promise<Escalation | null> {
      const row = await tx.escalation.findUnique({ where: { partnershipId_id: { partnershipId, id } } });
      return row && escalationOf(row);
    },
    /** Case and spaces around it do not matter, and its number alone will do. */
    async byReference(reference: string): Promise<Escalation | null> {
      const wanted = reference.trim();
      // Prisma's own way would take a "%" that somebody types for any characters.
      const [row] = await tx.$queryRaw<{ id: string }[]>`
        select id from "Escalation"
        where "partnershipId" = ${partnershipId}
          and (lower(reference) = lower(${wanted}) or (${wanted} ~ '^[0-9]+$' and reference like '%-' || ${wanted}))
        order by id collate "C" limit 1`;
      return row ? reader.byId(row.id) : null;
    },
    /** Those in any of these states, oldest first. */
    async in(states: EscalationState[]): Promise<Escalation[]> {
      const rows = await tx.escalation.findMany({
        where: { partnershipId, state: { in: states } },
        orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(escalationOf);
    },
    /** All, newest first. */
    async newest(limit: number): Promise<Escalation[]> {
      const rows = await tx.escalation.findMany({
        where: { partnershipId },
        orderBy: [{ raisedAt: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      return rows.map(escalationOf);
    },
    /** The ids of all that concern a priority. By id. */
    async about(priorityKey: string): Promise<string[]> {
      const rows = await tx.escalation.findMany({
        where: { partnershipId, priorityKeys: { has: priorityKey } },
        orderBy: { id: 'asc' },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },
    /** Those who raised or joined any of these, whether they withdrew or not. By escalation, then when. */
    async raisers(ids: string[]): Promise<(Raiser & { escalationId: string })[]> {
      return tx.escalationRaiser.findMany({
        where: { partnershipId, escalationId: { in: ids } },
        orderBy: [{ escalationId: 'asc' }, { joinedAt: 'asc' }, { personKey: 'asc' }],
        select: { escalationId: true, personKey: true, bodyKey: true, joinedAt: true, leftAt: true },
      });
    },
    /** Every step of one, oldest first. */
    async entries(id: string): Promise<Entry[]> {
      const rows = await tx.escalationEntry.findMany({
        where: { partnershipId, escalationId: id },
        orderBy: { sequence: 'asc' },
      });
      return rows.map(entryOf);
    },
    /** What those who raised each of these were asked last. By escalation. */
    async questions(ids: string[]): Promise<(Entry & { escalationId: string })[]> {
      if (ids.length === 0) return [];
      const rows = await tx.escalationEntry.findMany({
        where: { partnershipId, escalationId: { in: ids }, step: 'ask' },
        orderBy: [{ escalationId: 'asc' }, { sequence: 'desc' }],
        distinct: ['escalationId'],
      });
      return rows.map((row) => ({ ...entryOf(row), escalationId: row.escalationId }));
    },
    /** By the clock, for each of these, what was overdue and who was told of it. By when. */
    async overdue(ids: string[]): Promise<(Entry & { escalationId: string })[]> {
      const rows = await tx.escalationEntry.findMany({
        where: { partnershipId, escalationId: { in: ids }, step: 'overdue' },
        orderBy: { sequence: 'asc' },
      });
      return rows.map((row) => ({ ...entryOf(row), escalationId: row.escalationId }));
    },
    /** What became of the newest outcome of each of these that is settled or closed. By escalation, then person. */
    async outcomesSent(ids: string[]): Promise<OutcomeSent[]> {
      return tx.$queryRaw<OutcomeSent[]>`
        select e.id as "escalationId", p."addressKey" as "personKey", d.state, d.at, p.pilot,
          coalesce(p.data->'insteadOf', '[]') as "insteadOf"
        from "Escalation" e
        join "Posting" p on p."partnershipId" = e."partnershipId" and p."addressKind" = 'person' and p.part = 1
          and p.subject = 'escalation-outcome/' || e.id || '/' || e.outcomes
        cross join lateral (
          select state, coalesce("sentAt", "notBefore") as at from "Delivery"
          where "partnershipId" = p."partnershipId" and "postingId" = p.id
          -- Once it is there it stays so, whatever is changed about it later.
          order by (action = 'post' and state = 'sent') desc, sequence desc limit 1
        ) d
        where e."partnershipId" = ${partnershipId} and e.state = any(${[...SETTLED, 'closed']})
          and e.id = any(${ids})
        order by e.id collate "C", p."addressKey" collate "C"`;
    },
    /** Those that are closed whose newest outcome was sent to somebody since then, or waits to be. By id. */
    async closedSince(at: Date): Promise<Pick<Escalation, 'id' | 'outcomes' | 'closedAt'>[]> {
      return tx.$queryRaw<Pick<Escalation, 'id' | 'outcomes' | 'closedAt'>[]>`
        select e.id, e.outcomes, e."closedAt" from "Escalation" e
        where e."partnershipId" = ${partnershipId} and e.state = 'closed' and exists (
          select from "Posting" p join "Delivery" d on d."partnershipId" = p."partnershipId" and d."postingId" = p.id
          where p."partnershipId" = e."partnershipId" and p.subject = 'escalation-outcome/' || e.id || '/' || e.outcomes
            and d.action = 'post' and d.state <> 'suppressed' and coalesce(d."sentAt", d."notBefore") >= ${at})
        order by e.id collate "C"`;
    },
    /** What a board reads of them with a period: those that are open, and what was settled since the digest before it. */
    async withDigest({ obligationKey, start }: Pick<Period, 'obligationKey' | 'start'>): Promise<DigestEscalations> {
      const before = await tx.period.findFirst({
        where: { partnershipId, obligationKey, start: { lt: start } },
        orderBy: { start: 'desc' },
        select: { id: true },
      });
      const posted = before && (await events.last('digest.posted', `period/${before.id}`));
      return {
        open: await reader.in(OPEN),
        settled: await reader.settledSince(posted?.at ?? new Date(`${start}T00:00:00Z`)),
      };
    },
    /** Those that came to something since then, and did not go on after it. By when they were raised. */
    async settledSince(at: Date): Promise<Escalation[]> {
      const settled = await tx.escalationEntry.findMany({
        where: { partnershipId, at: { gt: at }, step: { in: ['answer', 'decide', 'return'] } },
        select: { escalationId: true },
        distinct: ['escalationId'],
        orderBy: { escalationId: 'asc' },
      });
      const rows = await tx.escalation.findMany({
        where: {
          partnershipId,
          id: { in: settled.map(({ escalationId }) => escalationId) },
          state: { in: [...SETTLED, 'closed'] },
        },
        orderBy: [{ raisedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(escalationOf);
    },
  };
  return reader;
}

export function escalationStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  const reader = escalationReader(scope);
  return {
    ...reader,
    /** As it is once nobody else is changing it: held until the transaction ends. */
    async lock(id: string): Promise<Escalation | null> {
      await tx.$queryRaw`
        select 1 from "Escalation" where "partnershipId" = ${partnershipId} and id = ${id} for no key update`;
      return reader.byId(id);
    },
    async create(escalation: Escalation, draftId: string): Promise<void> {
      const { values, outcome: _, ...row } = escalation;
      await tx.escalation.create({
        data: { ...row, partnershipId, values: asJson(values), draftId },
        select: { id: true },
      });
    },
    /** Changes what a step changes, and raises the version. */
    async change(
      id: string,
      { values, outcome, ...change }: Partial<Omit<Escalation, 'id' | 'version'>>,
    ): Promise<void> {
      await tx.escalation.update({
        where: { partnershipId_id: { partnershipId, id } },
        data: {
          ...change,
          ...(values && { values: asJson(values) }),
          ...(outcome && { outcome: asJson(outcome) }),
          version: { increment: 1 },
        },
        select: { id: true },
      });
    },
    /** Somebody raises it, joins it, or joins it again. */
    async addRaiser(id: string, raiser: Raiser): Promise<void> {
      const { personKey } = raiser;
      await tx.escalationRaiser.upsert({
        where: { partnershipId_escalationId_personKey: { partnershipId, escalationId: id, personKey } },
        create: { ...raiser, partnershipId, escalationId: id },
        update: { leftAt: null, bodyKey: raiser.bodyKey },
        select: { personKey: true },
      });
    },
    async leave(id: string, personKey: string, at: Date): Promise<void> {
      await tx.escalationRaiser.update({
        where: { partnershipId_escalationId_personKey: { partnershipId, escalationId: id, personKey } },
        data: { leftAt: at },
        select: { personKey: true },
      });
    },
    async addEntry(id: string, entry: Entry): Promise<void> {
      await tx.escalationEntry.create({
        data: { ...entry, partnershipId, escalationId: id, told: asJson(entry.told) },
        select: { id: true },
      });
    },
  };
}

function escalationOf({ partnershipId: _, draftId: __, ...row }: EscalationModel): Escalation {
  return {
    ...row,
    urgency: row.urgency as Escalation['urgency'],
    state: row.state as EscalationState,
    values: row.values as Record<string, unknown>,
    outcome: row.outcome as Escalation['outcome'],
  };
}

function entryOf({ partnershipId: _, escalationId: __, sequence: ___, ...row }: EscalationEntryModel): Entry {
  return {
    ...row,
    step: row.step as Entry['step'],
    toState: row.toState as EscalationState,
    told: row.told as unknown as Entry['told'],
  };
}
