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
} as const;

export function periodReader({ tx, partnershipId }: Scope) {
  return {
    async byId(id: string): Promise<Period | null> {
      return tx.period.findUnique({ where: { partnershipId_id: { partnershipId, id } }, select: SHOWN });
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
  return {
    ...periodReader(scope),
    /** Opens a period with its returns. Where the obligation has one that starts on this day already, nothing changes. */
    async create(
      period: Omit<Period, 'closedAt'>,
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
  };
}
