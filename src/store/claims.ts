import type { Scope } from './scope.ts';

/** An account that wrote to the bot and is nobody's on the register, as the platform describes it. */
export interface Claim {
  connectionKey: string;
  externalId: string;
  /** As the platform vouches for it; null where it names none. */
  email: string | null;
  name: string;
  at: Date;
  /** The programme manager said that it is nobody here. */
  refusedAt: Date | null;
}

const SHOWN = { connectionKey: true, externalId: true, email: true, name: true, at: true, refusedAt: true } as const;

export function claimReader({ tx, partnershipId }: Scope) {
  return {
    /** Those that wait and those that were refused, by when they first wrote. */
    async all(): Promise<Claim[]> {
      return tx.claim.findMany({
        where: { partnershipId },
        orderBy: [{ at: 'asc' }, { connectionKey: 'asc' }, { externalId: 'asc' }],
        select: SHOWN,
      });
    },
    /** How many wait for the programme manager. */
    async waiting(): Promise<number> {
      return tx.claim.count({ where: { partnershipId, refusedAt: null } });
    },
    async of(connectionKey: string, externalId: string): Promise<Claim | null> {
      const where = { partnershipId_connectionKey_externalId: { partnershipId, connectionKey, externalId } };
      return tx.claim.findUnique({ where, select: SHOWN });
    },
  };
}

export function claimStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  const at = (connectionKey: string, externalId: string) => ({
    partnershipId_connectionKey_externalId: { partnershipId, connectionKey, externalId },
  });
  return {
    ...claimReader(scope),
    /** Keeps a claim; where there is one already, only what the platform says of it is renewed. True when it is new. */
    async note({ connectionKey, externalId, email, name, at: when }: Omit<Claim, 'refusedAt'>): Promise<boolean> {
      const { count } = await tx.claim.createMany({
        data: { partnershipId, connectionKey, externalId, email, name, at: when },
        skipDuplicates: true,
      });
      if (count === 0) await tx.claim.update({ where: at(connectionKey, externalId), data: { email, name } });
      return count === 1;
    },
    async refuse(connectionKey: string, externalId: string, refused: { at: Date; by: string }): Promise<void> {
      const data = { refusedAt: refused.at, refusedBy: refused.by };
      await tx.claim.update({ where: at(connectionKey, externalId), data, select: { at: true } });
    },
    async takeBack(connectionKey: string, externalId: string): Promise<void> {
      const data = { refusedAt: null, refusedBy: null };
      await tx.claim.update({ where: at(connectionKey, externalId), data, select: { at: true } });
    },
    /** It is somebody's now. */
    async settle(connectionKey: string, externalId: string): Promise<void> {
      await tx.claim.deleteMany({ where: { partnershipId, connectionKey, externalId } });
    },
  };
}
