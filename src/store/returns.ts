import type { Day } from '../partnership/day.ts';
import type { NewVersion, Return, ReturnVersion } from '../partnership/returns.ts';
import type { ReturnVersionModel } from './generated/models.ts';
import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

const SHOWN = {
  id: true,
  periodId: true,
  subjectKind: true,
  subjectKey: true,
  dueOn: true,
  dueVersion: true,
  version: true,
  reference: true,
  excusedAt: true,
  excusedBy: true,
  excuse: true,
} as const;

export function returnReader({ tx, partnershipId }: Scope) {
  const reader = {
    async byId(id: string): Promise<Return | null> {
      return tx.return.findUnique({ where: { partnershipId_id: { partnershipId, id } }, select: SHOWN });
    },
    async byReference(reference: string): Promise<Return | null> {
      return tx.return.findUnique({
        where: { partnershipId_reference: { partnershipId, reference } },
        select: SHOWN,
      });
    },
    /** By subject key. */
    async ofPeriod(periodId: string): Promise<Return[]> {
      return reader.ofPeriods([periodId]);
    },
    /** In any of these periods. By period, then subject key. */
    async ofPeriods(periodIds: string[]): Promise<Return[]> {
      return tx.return.findMany({
        where: { partnershipId, periodId: { in: periodIds } },
        orderBy: [{ periodId: 'asc' }, { subjectKey: 'asc' }, { subjectKind: 'asc' }],
        select: SHOWN,
      });
    },
    /** The versions, oldest first. */
    async versions(returnId: string): Promise<ReturnVersion[]> {
      const rows = await tx.returnVersion.findMany({
        where: { partnershipId, returnId },
        orderBy: { version: 'asc' },
      });
      return rows.map(versionOf);
    },
    /** The version in force of each of these returns that was sent and not withdrawn. By return. */
    async current(returnIds: string[]): Promise<ReturnVersion[]> {
      const rows = await tx.returnVersion.findMany({
        where: { partnershipId, returnId: { in: returnIds }, withdrawnAt: null },
        orderBy: [{ returnId: 'asc' }, { version: 'desc' }],
        distinct: ['returnId'],
      });
      return rows.map(versionOf);
    },
    /** What was in force for this subject in the last period of the obligation that started before `start`. */
    async previous(
      obligationKey: string,
      subjectKind: string,
      subjectKey: string,
      start: Day,
    ): Promise<ReturnVersion | null> {
      const period = await tx.period.findFirst({
        where: { partnershipId, obligationKey, start: { lt: start } },
        orderBy: { start: 'desc' },
        select: { returns: { where: { subjectKind, subjectKey }, select: { id: true } } },
      });
      const owed = period?.returns[0];
      return owed ? ((await reader.current([owed.id]))[0] ?? null) : null;
    },
  };
  return reader;
}

export function returnStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  const reader = returnReader(scope);
  return {
    ...reader,
    /** As `byId`, holding the row until the transaction ends. */
    async lock(id: string): Promise<Return | null> {
      await tx.$queryRaw`select 1 from "Return" where "partnershipId" = ${partnershipId} and id = ${id} for no key update`;
      return reader.byId(id);
    },
    /**
     * Appends a version and makes it the one in force.
     * @throws when it does not follow the version in force, which `lock` rules out
     */
    async send(version: NewVersion, reference: string): Promise<void> {
      const { count } = await tx.return.updateMany({
        where: { partnershipId, id: version.returnId, version: version.version - 1 },
        data: { version: version.version, reference },
      });
      if (count !== 1)
        throw new Error(`Version ${version.version} of ${version.returnId} does not follow the last one`);
      await tx.returnVersion.create({ data: { ...version, partnershipId, values: asJson(version.values) } });
    },
    /** Nothing is owed any more; null: it is owed again. */
    async excuse(id: string, excuse: { at: Date; by: string; why: string } | null): Promise<void> {
      await tx.return.update({
        where: { partnershipId_id: { partnershipId, id } },
        data: { excusedAt: excuse?.at ?? null, excusedBy: excuse?.by ?? null, excuse: excuse?.why ?? null },
        select: { id: true },
      });
    },
    /** Moves the due date: a new version of it, so that what was to happen by the old one does not count any more. */
    async moveDue(id: string, dueOn: Day): Promise<void> {
      await tx.return.update({
        where: { partnershipId_id: { partnershipId, id } },
        data: { dueOn, dueVersion: { increment: 1 } },
        select: { id: true },
      });
    },
    /** Takes away what every version said, for good, and leaves a mark on each. A later one can still be sent. */
    async withdraw(id: string, withdrawn: { at: Date; by: string; why: string }): Promise<void> {
      const { at, by, why } = withdrawn;
      await tx.returnVersion.updateMany({
        where: { partnershipId, returnId: id, withdrawnAt: null },
        data: { values: {}, changed: [], withdrawnAt: at, withdrawnBy: by, withdrawnFor: why },
      });
    },
  };
}

function versionOf({ partnershipId: _, ...row }: ReturnVersionModel): ReturnVersion {
  return { ...row, values: row.values as Record<string, unknown> };
}
