import type { Scope } from './scope.ts';

export function occurrenceReader({ tx, partnershipId }: Scope) {
  return {
    /** Which of these have been claimed. */
    async claimed(keys: string[]): Promise<Set<string>> {
      const rows = await tx.occurrence.findMany({
        where: { partnershipId, key: { in: keys } },
        orderBy: { key: 'asc' },
        select: { key: true },
      });
      return new Set(rows.map((row) => row.key));
    },
  };
}

export function occurrenceStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  return {
    ...occurrenceReader(scope),
    /** False when it had been claimed before. Waits for whoever is claiming it now. */
    async claim(key: string, job: string, at: Date, now: Date): Promise<boolean> {
      const { count } = await tx.occurrence.createMany({
        data: { partnershipId, key, job, at, claimedAt: now },
        skipDuplicates: true,
      });
      return count === 1;
    },
  };
}
