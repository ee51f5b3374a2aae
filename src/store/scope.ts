import type { Prisma } from './generated/client.ts';
import type { AtLast, PartnershipState } from './partnerships.ts';

/** What everything inside one transaction is bound to. */
export interface Scope {
  tx: Prisma.TransactionClient;
  partnershipId: string;
  id(): string;
  /** As it was when the transaction began, and what the transaction has set since. */
  state: PartnershipState;
  atLast: AtLast;
  /** Something was written, or held to be written, that something else may follow from. */
  hasChanged?: boolean;
}
