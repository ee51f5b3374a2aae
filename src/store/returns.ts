import type { Day } from '../partnership/day.ts';
import type {
  EarlierVersion,
  NewVersion,
  Period,
  Reported,
  Return,
  ReturnVersion,
  SentReturn,
} from '../partnership/returns.ts';
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
    /** By id. */
    async byIds(ids: string[]): Promise<Return[]> {
      return tx.return.findMany({ where: { partnershipId, id: { in: ids } }, orderBy: { id: 'asc' }, select: SHOWN });
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
    /** The ids of everything that was ever owed about a subject, the newest period first. */
    async about(subjectKind: string, subjectKey: string): Promise<string[]> {
      const rows = await tx.return.findMany({
        where: { partnershipId, subjectKind, subjectKey },
        orderBy: [{ period: { start: 'desc' } }, { id: 'asc' }],
        select: { id: true },
      });
      return rows.map(({ id }) => id);
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
    /**
     * What was in force for this subject in the last period of the obligation, before the one that starts on `start`, for
     * which something was sent. With `saying`, a report: "nothing to report" is passed over.
     */
    async previous(
      obligationKey: string,
      subjectKind: string,
      subjectKey: string,
      start: Day,
      saying?: 'something',
    ): Promise<EarlierVersion | null> {
      const row = await tx.returnVersion.findFirst({
        where: {
          partnershipId,
          withdrawnAt: null,
          ...(saying ? { nil: false } : {}),
          return: { partnershipId, subjectKind, subjectKey, period: { obligationKey, start: { lt: start } } },
        },
        orderBy: [{ return: { period: { start: 'desc' } } }, { version: 'desc' }, { id: 'asc' }],
        include: { return: { select: { period: { select: { start: true } } } } },
      });
      if (!row) return null;
      const { return: owed, ...version } = row;
      return { ...versionOf(version), periodStart: owed.period.start };
    },
    /** All that was sent for a period, and what was in force before it for each of its subjects. */
    async reported(period: Period): Promise<Reported> {
      const returns = await reader.ofPeriod(period.id);
      const rows = await tx.returnVersion.findMany({
        where: { partnershipId, returnId: { in: returns.map(({ id }) => id) } },
        orderBy: [{ returnId: 'asc' }, { version: 'asc' }],
      });
      const last = await tx.$queryRaw<{ id: string; subjectKey: string; start: Day }[]>`
        select distinct on (r."subjectKind", r."subjectKey") v.id, r."subjectKey", p.start
        from "ReturnVersion" v
        join "Return" r on r."partnershipId" = v."partnershipId" and r.id = v."returnId"
        join "Period" p on p."partnershipId" = r."partnershipId" and p.id = r."periodId"
        where v."partnershipId" = ${partnershipId} and v."withdrawnAt" is null
          and p."obligationKey" = ${period.obligationKey} and p.start < ${period.start}
        order by r."subjectKind", r."subjectKey", p.start desc, v.version desc`;
      const earlier = await tx.returnVersion.findMany({
        where: { partnershipId, id: { in: last.map(({ id }) => id) } },
        orderBy: { id: 'asc' },
      });
      const previous = new Map<string, EarlierVersion>();
      for (const row of earlier) {
        const { subjectKey, start } = last.find(({ id }) => id === row.id)!;
        previous.set(subjectKey, { ...versionOf(row), periodStart: start });
      }
      return { returns, versions: rows.map(versionOf), previous };
    },
    /** Everything that was sent about a subject, in whatever period. The newest period first, then by obligation. */
    async sentAbout(subjectKind: string, subjectKey: string): Promise<SentReturn[]> {
      const rows = await tx.return.findMany({
        where: { partnershipId, subjectKind, subjectKey, version: { gt: 0 } },
        orderBy: [{ period: { start: 'desc' } }, { period: { obligationKey: 'asc' } }, { id: 'asc' }],
        select: { ...SHOWN, period: true, versions: { orderBy: { version: 'desc' } } },
      });
      return rows.map(({ period: { partnershipId: _, ...period }, versions, ...owed }) => ({
        owed,
        period,
        versions: versions.map(versionOf),
      }));
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
    /** Holds these until the transaction ends: whoever is sending one now is waited for. */
    async hold(ids: string[]): Promise<void> {
      await tx.$queryRaw`select 1 from "Return" where "partnershipId" = ${partnershipId} and id = any(${ids})
        order by id for no key update`;
    },
    /** All that is owed in a period, as `ofPeriod`, held until the transaction ends. */
    async lockOf(periodId: string): Promise<Return[]> {
      await tx.$queryRaw`select 1 from "Return" where "partnershipId" = ${partnershipId} and "periodId" = ${periodId}
        order by id for no key update`;
      return reader.ofPeriod(periodId);
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
    async moveDue(ids: string | string[], dueOn: Day): Promise<void> {
      await tx.return.updateMany({
        where: { partnershipId, id: { in: [ids].flat() } },
        data: { dueOn, dueVersion: { increment: 1 } },
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
