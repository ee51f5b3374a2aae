import type { Prisma } from './generated/client.ts';

/** What everything inside one transaction is bound to. */
export interface Scope {
  tx: Prisma.TransactionClient;
  partnershipId: string;
  id(): string;
  /** The jobs are to be asked again: written when everything else in the transaction is. */
  asksJobs?: boolean;
  /** Something was written, or held to be written, that something else may follow from. */
  hasChanged?: boolean;
}
