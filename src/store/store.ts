import { claimReader, claimStore } from './claims.ts';
import { deliveryStore, type Queued } from './deliveries.ts';
import { draftReader, draftStore } from './drafts.ts';
import { escalationReader, escalationStore } from './escalations.ts';
import { eventReader, eventStore } from './events.ts';
import { occurrenceReader, occurrenceStore } from './occurrences.ts';
import { owedReader } from './owed.ts';
import { stateReader, stateStore } from './partnerships.ts';
import { periodReader, periodStore } from './periods.ts';
import { postingReader } from './postings.ts';
import { pretendedDeliveries } from './pretended.ts';
import { proposalReader, proposalStore } from './proposals.ts';
import { type Registers, registerReader, registerStore } from './register.ts';
import { returnReader, returnStore } from './returns.ts';
import type { Scope } from './scope.ts';
import { snoozeReader, snoozeStore } from './snoozes.ts';
import { withdrawalReader, withdrawalStore } from './withdrawals.ts';

export type { Claim } from './claims.ts';
export type { Database } from './database.ts';
export type { Queued } from './deliveries.ts';
export type { Claimed, Sent } from './delivering.ts';
export type { Draft } from './drafts.ts';
export type { Event } from './events.ts';
export type { PartnershipState } from './partnerships.ts';
export type { AboutEscalation, Posting, Speaking } from './postings.ts';
export type { Proposal } from './proposals.ts';
export type { ToDeliver } from './queueing.ts';
export type { Snooze } from './snoozes.ts';

/** What can be asked inside one transaction, of one partnership. */
export type Reader = ReturnType<typeof readerFor>;

/** What can be asked and written inside one transaction, of one partnership. */
export interface Store extends Rows {
  /**
   * Whether anything may follow from what was done: something was written, or held to be written. A message alone is
   * nothing of the kind, since what it tells is written beside it.
   */
  hasChanged(): boolean;
  /**
   * Does what is not to be: whatever the work writes is taken back when it ends, however it ends. For asking what would
   * happen. Ids made meanwhile are counted, so nothing is drawn from the source of real ones.
   */
  pretend<T>(work: (store: Pretended) => Promise<T>): Promise<T>;
}

/** A store whose writing comes to nothing. */
export interface Pretended extends Store {
  /**
   * Takes everything that goes out by this time as sent, and tells what that was, in the order it was queued. `when` says
   * when a message goes out; null: never.
   */
  sends(by: Date, when: (one: Queued) => Date | null): Promise<(Queued & { at: Date })[]>;
}

type Rows = ReturnType<typeof rowsFor>;

export function readerFor(scope: Scope, registers: Registers) {
  return {
    ...stateReader(scope),
    ...registerReader(scope, registers),
    periods: periodReader(scope),
    returns: returnReader(scope),
    owed: owedReader(scope),
    proposals: proposalReader(scope),
    withdrawals: withdrawalReader(scope),
    snoozes: snoozeReader(scope),
    escalations: escalationReader(scope),
    claims: claimReader(scope),
    drafts: draftReader(scope),
    postings: postingReader(scope),
    occurrences: occurrenceReader(scope),
    events: eventReader(scope),
  };
}

function rowsFor(scope: Scope, registers: Registers) {
  return {
    ...stateStore(scope),
    ...registerStore(scope, registers),
    periods: periodStore(scope),
    returns: returnStore(scope),
    owed: owedReader(scope),
    proposals: proposalStore(scope),
    withdrawals: withdrawalStore(scope),
    snoozes: snoozeStore(scope),
    escalations: escalationStore(scope),
    claims: claimStore(scope),
    drafts: draftStore(scope),
    postings: postingReader(scope),
    occurrences: occurrenceStore(scope),
    deliveries: deliveryStore(scope),
    events: eventStore(scope),
  };
}

export function storeFor(scope: Scope, registers: Registers): Store {
  const rows = rowsFor(scope, registers);
  return {
    ...noticing(scope, rows, readerFor(scope, registers)),
    deliveries: rows.deliveries,
    hasChanged: () => scope.hasChanged === true,
    async pretend(work) {
      const { tx } = scope;
      let made = 0;
      const id = () => `pretended-${++made}`;
      await tx.$executeRawUnsafe('savepoint pretended');
      try {
        // With a memory of its own: what it reads of a changed register is not to be remembered.
        const pretended = { ...scope, id, state: { ...scope.state }, atLast: { ...scope.atLast } };
        const store = storeFor(pretended, new Map());
        // Nothing comes of it, so nobody else has to wait.
        const returns = { ...store.returns, lock: store.returns.byId, hold: async () => {} };
        const escalations = { ...store.escalations, lock: store.escalations.byId };
        return await work({ ...store, returns, escalations, ...(await pretendedDeliveries(pretended)) });
      } finally {
        await tx.$executeRawUnsafe('rollback to savepoint pretended');
      }
    },
  };
}

/** The same functions, each of which notes in its scope that it was asked for where a reader has none of its name. */
function noticing<T extends object>(scope: Scope, rows: T, reader: object): T {
  const noticed = Object.entries(rows).map(([name, own]) => {
    const asked = (reader as Record<string, object | undefined>)[name];
    if (typeof own === 'object' && own !== null) return [name, noticing(scope, own, asked ?? {})];
    if (typeof own !== 'function' || asked) return [name, own];
    const noted = (...given: unknown[]) => {
      scope.hasChanged = true;
      return own(...given);
    };
    return [name, noted];
  });
  return Object.fromEntries(noticed);
}
