import type { Day } from '../partnership/day.ts';
import type { Period } from '../partnership/returns.ts';
import type { Scope } from './scope.ts';

const SHOWN = {
  id: true,
  obligationKey: true,
  start: true,
  end: true,
  dueOn: true,
  openedAt: true,
  closedAt: true,
  digestHeldAt: true,
  digestHeldBy: true,
  digestIssue: true,
} as const;

export function periodReader({ tx, partnershipId }: Scope) {
  return {
    async byId(id: string): Promise<Period | null> {
      return tx.period.findUnique({ where: { partnershipId_id: { partnershipId, id } }, select: SHOWN });
    },
    /** By id. */
    async byIds(ids: string[]): Promise<Period[]> {
      return tx.period.findMany({ where: { partnershipId, id: { in: ids } }, orderBy: { id: 'asc' }, select: SHOWN });
    },
    /** The newest period of an obligation, open or closed. */
    async latest(obligationKey: string): Promise<Period | null> {
      return tx.period.findFirst({
        where: { partnershipId, obligationKey },
        orderBy: { start: 'desc' },
        select: SHOWN,
      });
    },
    async startingOn(obligationKey: string, start: Day): Promise<Period | null> {
      return tx.period.findUnique({
        where: { partnershipId_obligationKey_start: { partnershipId, obligationKey, start } },
        select: SHOWN,
      });
    },
    /** Those that closed while their digest was held back, and it still is. By obligation then start. */
    async closedHeld(): Promise<Period[]> {
      return tx.period.findMany({
        where: { partnershipId, closedAt: { not: null }, digestHeldAt: { not: null } },
        orderBy: [{ obligationKey: 'asc' }, { start: 'asc' }],
        select: SHOWN,
      });
    },
    /** Those not closed, by obligation then start. */
    async open(): Promise<Period[]> {
      return tx.period.findMany({
        where: { partnershipId, closedAt: null },
        orderBy: [{ obligationKey: 'asc' }, { start: 'asc' }],
        select: SHOWN,
      });
    },
  };
}

export function periodStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  const reader = periodReader(scope);
  return {
    ...reader,
    /** As `byId`, holding the row until the transaction ends: before any of its returns, never after. */
    async lock(id: string): Promise<Period | null> {
      await tx.$queryRaw`select 1 from "Period" where "partnershipId" = ${partnershipId} and id = ${id} for no key update`;
      return reader.byId(id);
    },
    /** Opens a period with its returns. Where the obligation has one that starts on this day already, nothing changes. */
    async create(
      period: Pick<Period, 'id' | 'obligationKey' | 'start' | 'end' | 'dueOn' | 'openedAt'>,
      returns: { id: string; subjectKind: string; subjectKey: string }[],
    ): Promise<void> {
      const made = await tx.period.createMany({ data: { ...period, partnershipId }, skipDuplicates: true });
      if (made.count === 0) return;
      await tx.return.createMany({
        data: returns.map((one) => ({ ...one, partnershipId, periodId: period.id, dueOn: period.dueOn })),
      });
    },
    /** Closes a period that is open; the time at which it was first closed stays. */
    async close(id: string, at: Date): Promise<void> {
      await tx.period.updateMany({ where: { partnershipId, id, closedAt: null }, data: { closedAt: at } });
    },
    /** The day by which the whole of a period is asked for, which its digest follows. */
    async moveDue(id: string, dueOn: Day): Promise<void> {
      await tx.period.update({
        where: { partnershipId_id: { partnershipId, id } },
        data: { dueOn },
        select: { id: true },
      });
    },
    /** Holds the digest back, or lets it go with null. The jobs are asked again when it is due. */
    async holdDigest(id: string, held: { at: Date; by: string } | null): Promise<void> {
      await tx.period.update({
        where: { partnershipId_id: { partnershipId, id } },
        data: { digestHeldAt: held?.at ?? null, digestHeldBy: held?.by ?? null },
        select: { id: true },
      });
    },
    /** The number of the next issue of the digest. */
    async nextDigestIssue(id: string): Promise<number> {
      const { digestIssue } = await tx.period.update({
        where: { partnershipId_id: { partnershipId, id } },
        data: { digestIssue: { increment: 1 } },
        select: { digestIssue: true },
      });
      return digestIssue;
    },
  };
}
