import type { WaitingDraft } from '../partnership/owed.ts';
import type { Raw } from '../views/form.ts';
import type { ProposalModel } from './generated/models.ts';
import { asJson } from './json.ts';
import type { Scope } from './scope.ts';

/** Lapsed: its period closed before anybody answered. Withdrawn: taken out with the report that it was to change. */
type ProposalState = 'waiting' | 'approved' | 'sent_back' | 'overtaken' | 'lapsed' | 'withdrawn';

/** What a support officer has prepared for a lead, and what the lead answered. */
export interface Proposal {
  id: string;
  returnId: string;
  /** Raised by each change, so that nobody approves what they have not read. */
  revision: number;
  nil: boolean;
  /** As typed, so that the lead can go on with it. */
  raw: Raw;
  preparedBy: string;
  preparedAt: Date;
  state: ProposalState;
  answeredBy: string | null;
  answeredAt: Date | null;
  /** What the lead said when sending it back. */
  word: string | null;
}

export function proposalReader({ tx, partnershipId }: Scope) {
  return {
    async byId(id: string): Promise<Proposal | null> {
      const row = await tx.proposal.findUnique({ where: { partnershipId_id: { partnershipId, id } } });
      return row && proposalOf(row);
    },
    /** The newest about each of these returns, whatever became of it. By return. */
    async newest(returnIds: string[]): Promise<Proposal[]> {
      const rows = await tx.proposal.findMany({
        where: { partnershipId, returnId: { in: returnIds } },
        orderBy: [{ returnId: 'asc' }, { preparedAt: 'desc' }, { id: 'desc' }],
        distinct: ['returnId'],
      });
      return rows.map(proposalOf);
    },
    /** Everything that was prepared for a return. By id. */
    async of(returnId: string): Promise<Proposal[]> {
      const rows = await tx.proposal.findMany({ where: { partnershipId, returnId }, orderBy: { id: 'asc' } });
      return rows.map(proposalOf);
    },
    /** What waits for an answer about these returns, without what was written. By return and id. */
    async drafts(returnIds: string[]): Promise<WaitingDraft[]> {
      return tx.proposal.findMany({
        where: { partnershipId, returnId: { in: returnIds }, state: 'waiting' },
        orderBy: [{ returnId: 'asc' }, { id: 'asc' }],
        select: { id: true, returnId: true, nil: true, preparedBy: true },
      });
    },
    /** All that wait for an answer. By id. */
    async waiting(): Promise<Proposal[]> {
      const rows = await tx.proposal.findMany({ where: { partnershipId, state: 'waiting' }, orderBy: { id: 'asc' } });
      return rows.map(proposalOf);
    },
  };
}

export function proposalStore(scope: Scope) {
  const { tx, partnershipId } = scope;
  return {
    ...proposalReader(scope),
    async create(
      proposal: Pick<Proposal, 'id' | 'returnId' | 'nil' | 'raw' | 'preparedBy' | 'preparedAt'>,
    ): Promise<void> {
      await tx.proposal.create({
        data: { ...proposal, partnershipId, raw: asJson(proposal.raw), state: 'waiting' },
        select: { id: true },
      });
    },
    /** Replaces what is waiting by what its officer changed: a new revision. */
    async revise(id: string, change: Pick<Proposal, 'raw' | 'nil' | 'preparedBy' | 'preparedAt'>): Promise<void> {
      await tx.proposal.update({
        where: { partnershipId_id: { partnershipId, id } },
        data: { ...change, raw: asJson(change.raw), state: 'waiting', revision: { increment: 1 } },
        select: { id: true },
      });
    },
    async answer(
      id: string,
      answer: { state: Exclude<Proposal['state'], 'waiting'>; by: string | null; at: Date; word?: string },
    ): Promise<void> {
      const { state, by, at, word } = answer;
      await tx.proposal.update({
        where: { partnershipId_id: { partnershipId, id } },
        data: { state, answeredBy: by, answeredAt: at, word: word ?? null },
        select: { id: true },
      });
    },
  };
}

function proposalOf({ partnershipId: _, raw, state, ...row }: ProposalModel): Proposal {
  return { ...row, raw: raw as Raw, state: state as Proposal['state'] };
}
