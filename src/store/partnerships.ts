import type { Mode, Register } from '../partnership/register.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import type { Scope } from './scope.ts';

export interface PartnershipState {
  mode: Mode;
  /** Of the register that is in force in the transaction. */
  registerVersion: number;
  /** Calendar time of the first import; null before it. */
  activeFrom: Date | null;
  /** Calendar time of the next thing a job has to do here; null means "ask the jobs". */
  nextDueAt: Date | null;
}

/**
 * What a partnership's own row is to say when the transaction ends. It is written when everything else is: whoever holds a
 * report, an escalation or a page and then waits for the partnership must not be waited for by somebody who holds that.
 * What has to be one person's alone until then is held by a name instead.
 */
export type AtLast = Prisma.PartnershipUpdateInput & { lastReference?: number };

export async function writeAtLast({ tx, partnershipId, atLast }: Scope): Promise<void> {
  if (Object.keys(atLast).length === 0) return;
  await tx.partnership.update({ where: { id: partnershipId }, data: atLast, select: { id: true } });
}

/**
 * How a partnership is as a transaction begins. `keep`: no import changes its register meanwhile. Plain updates of the
 * same row go on beside it.
 */
export async function stateOf(tx: Scope['tx'], partnershipId: string, keep: boolean): Promise<PartnershipState> {
  const [row] = await tx.$queryRaw<PartnershipState[]>`
    select mode, "registerVersion", "activeFrom", "nextDueAt" from "Partnership" where id = ${partnershipId}
    ${keep ? Prisma.sql`for key share` : Prisma.empty}`;
  if (!row) throw new Error(`No partnership ${partnershipId}`);
  return row;
}

export function stateReader({ partnershipId, state }: Scope) {
  return {
    partnershipId,
    /** How the partnership was when the transaction began, with what was set in it since. */
    async state(): Promise<PartnershipState> {
      return { ...state };
    },
  };
}

export function stateStore(scope: Scope) {
  const { tx, partnershipId, state, atLast } = scope;
  /** Until the transaction ends. Whoever reads after it reads what the one before has committed. */
  async function hold(name: 'mode' | 'reference'): Promise<void> {
    await tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${`${partnershipId}/${name}`}, 0))`;
  }
  return {
    ...stateReader(scope),
    /** The next reference, such as "SNB-7". Others that want one wait until this transaction ends, so none is left out. */
    async nextReference(): Promise<string> {
      await hold('reference');
      const { shortName, lastReference } = await tx.partnership.findUniqueOrThrow({
        where: { id: partnershipId },
        select: { shortName: true, lastReference: true },
      });
      atLast.lastReference = (atLast.lastReference ?? lastReference) + 1;
      return `${shortName.replaceAll(/\s+/g, '')}-${atLast.lastReference}`;
    },
    /** At once, and the partnership's row is held from then on: nothing else may be waited for after it. */
    async setNextDue(at: Date | null): Promise<void> {
      delete atLast.nextDueAt;
      await tx.partnership.update({ where: { id: partnershipId }, data: { nextDueAt: at }, select: { id: true } });
      // What somebody has changed while this waited for the row counts for what is due next.
      Object.assign(state, await stateOf(tx, partnershipId, false));
    },
    /** What is due next may be due sooner now. */
    askJobs(): void {
      atLast.nextDueAt = null;
    },
    /** The mode, held: whoever else would change it waits until this transaction ends. */
    async lockMode(): Promise<Mode> {
      await hold('mode');
      const { mode } = await stateOf(tx, partnershipId, false);
      state.mode = mode;
      return mode;
    },
    async setMode(mode: Mode): Promise<void> {
      state.mode = mode;
      atLast.mode = mode;
    },
  };
}

/** What is asked across partnerships. */
export function partnerships(client: PrismaClient, id: () => string) {
  async function findPartnership(key: string): Promise<string | null> {
    return (await client.partnership.findUnique({ where: { key }, select: { id: true } }))?.id ?? null;
  }
  return {
    findPartnership,
    /** The partnership with this key, made in this mode when it is new; for ever a rehearsal's where `rehearsed`. */
    async partnershipFor(partnership: Register['partnership'], mode: Mode, rehearsed = false): Promise<string> {
      const { key, name, shortName, areaName, kind, timeZone, yearStartMonth } = partnership;
      const found = await findPartnership(key);
      if (found) return found;
      await client.partnership.createMany({
        data: { id: id(), key, name, shortName, areaName, kind, timeZone, yearStartMonth, mode, rehearsed },
        skipDuplicates: true,
      });
      return (await findPartnership(key))!;
    },
    /** Those whose register was imported: an import that was cut short leaves one that counts for nothing. By key. */
    async partnerships(): Promise<{ id: string; key: string; name: string; mode: Mode; rehearsed: boolean }[]> {
      const rows = await client.partnership.findMany({
        where: { activeFrom: { not: null } },
        orderBy: { key: 'asc' },
        select: { id: true, key: true, name: true, mode: true, rehearsed: true },
      });
      return rows.map((row) => ({ ...row, mode: row.mode as Mode }));
    },
    /** Partnerships with something due at or before this calendar time, or that have not been asked yet. By key. */
    async dueBy(now: Date): Promise<string[]> {
      const rows = await client.partnership.findMany({
        where: { activeFrom: { not: null }, OR: [{ nextDueAt: null }, { nextDueAt: { lte: now } }] },
        orderBy: { key: 'asc' },
        select: { id: true },
      });
      return rows.map((row) => row.id);
    },
    /** The earliest next due time of all partnerships. */
    async nextDue(): Promise<Date | null> {
      return (await client.partnership.aggregate({ _min: { nextDueAt: true } }))._min.nextDueAt;
    },
  };
}
