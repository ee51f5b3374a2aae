import type { Returns } from '../partnership/owed.ts';
import type { Period } from '../partnership/returns.ts';
import { periodReader } from './periods.ts';
import { proposalReader } from './proposals.ts';
import { returnReader } from './returns.ts';
import type { Scope } from './scope.ts';
import { withdrawalReader } from './withdrawals.ts';

/** What is owed, sent or not, as the rules about it want it. */
export function owedReader(scope: Scope) {
  const returns = returnReader(scope);
  const proposals = proposalReader(scope);
  const withdrawals = withdrawalReader(scope);
  const periods = periodReader(scope);

  async function about(found: Period[], ids: string[], rows: Returns['returns']): Promise<Returns> {
    return {
      periods: found,
      returns: rows,
      current: await returns.current(ids),
      withdrawn: await withdrawals.of(ids),
      drafts: await proposals.drafts(ids),
    };
  }
  const reader = {
    /** In these periods. */
    async in(found: Period[]): Promise<Returns> {
      const rows = await returns.ofPeriods(found.map(({ id }) => id));
      return about(
        found,
        rows.map(({ id }) => id),
        rows,
      );
    },
    /** In all periods that are open. */
    async open(): Promise<Returns> {
      return reader.in(await periods.open());
    },
    /** These returns alone, with their periods. */
    async of(ids: string[]): Promise<Returns> {
      const rows = await returns.byIds(ids);
      return about(await periods.byIds([...new Set(rows.map(({ periodId }) => periodId))]), ids, rows);
    },
  };
  return reader;
}
