import { deliveryStore } from './deliveries.ts';
import { draftReader, draftStore } from './drafts.ts';
import { eventReader, eventStore } from './events.ts';
import { occurrenceReader, occurrenceStore } from './occurrences.ts';
import { stateReader, stateStore } from './partnerships.ts';
import { periodReader, periodStore } from './periods.ts';
import { postingReader } from './postings.ts';
import { proposalReader, proposalStore } from './proposals.ts';
import { type Registers, registerReader, registerStore } from './register.ts';
import { returnReader, returnStore } from './returns.ts';
import type { Scope } from './scope.ts';
import { snoozeReader, snoozeStore } from './snoozes.ts';

export type { Database } from './database.ts';
export type { ToDeliver } from './deliveries.ts';
export type { Claimed, Sent } from './delivering.ts';
export type { Draft } from './drafts.ts';
export type { PartnershipState } from './partnerships.ts';
export type { Posting } from './postings.ts';
export type { Proposal } from './proposals.ts';
export type { Snooze } from './snoozes.ts';

/** What can be asked inside one transaction, of one partnership. */
export type Reader = ReturnType<typeof readerFor>;

/** What can be asked and written inside one transaction, of one partnership. */
export type Store = ReturnType<typeof storeFor>;

export function readerFor(scope: Scope, registers: Registers, version: number) {
  return {
    ...stateReader(scope),
    ...registerReader(scope, registers, version),
    periods: periodReader(scope),
    returns: returnReader(scope),
    proposals: proposalReader(scope),
    snoozes: snoozeReader(scope),
    drafts: draftReader(scope),
    postings: postingReader(scope),
    occurrences: occurrenceReader(scope),
    events: eventReader(scope),
  };
}

export function storeFor(scope: Scope, registers: Registers, version: number) {
  return {
    ...stateStore(scope),
    ...registerStore(scope, registers, version),
    periods: periodStore(scope),
    returns: returnStore(scope),
    proposals: proposalStore(scope),
    snoozes: snoozeStore(scope),
    drafts: draftStore(scope),
    postings: postingReader(scope),
    occurrences: occurrenceStore(scope),
    deliveries: deliveryStore(scope),
    events: eventStore(scope),
  };
}
