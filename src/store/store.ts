// The contract of the store room, agreed before the code: its owner replaces the interfaces by the types of what
// implements them (one file an aggregate), keeping names and signatures.
import type { Day } from '../partnership/day.ts';
import type { Mode, Register, RegisterList } from '../partnership/register.ts';
import type { Period, Return, ReturnVersion } from '../partnership/returns.ts';
import type { Carried, Raw } from '../views/form.ts';
import type { Message } from '../views/message.ts';

export interface Draft {
  id: string;
  personKey: string;
  command: string;
  subject: string;
  revision: number;
  page: string;
  values: Raw;
  carried: Carried;
  savedOrder: string;
  sentAt: Date | null;
  outcome: unknown;
}

export interface Posting {
  id: string;
  addressKind: 'person' | 'channel';
  addressKey: string;
  subject: string;
  part: number;
  wanted: number;
  shown: number;
  connectionKey: string | null;
  conversation: string | null;
  messageId: string | null;
  data: Record<string, unknown>;
}

/** A message to be delivered. Written in the transaction of the change that caused it. */
export interface ToDeliver {
  to: { kind: 'person' | 'channel'; key: string };
  /** What the message is about, for ever: `prompt/2021-01-01`. One message lives at (to, subject). */
  subject: string;
  message: Message;
  /** A short code: `report.prompt`. */
  about: string;
  /** The rule that caused it, in words. */
  because: string;
  /** The same key is never queued twice. */
  dedupeKey: string;
  notBefore: Date;
  data?: Record<string, unknown>;
}

export interface PartnershipState {
  id: string;
  mode: Mode;
  registerVersion: number;
  activeFrom: Date | null;
  nextDueAt: Date | null;
}

export interface Reader {
  partnershipId: string;
  state(): Promise<PartnershipState>;
  /** The register, whole; kept in memory by its version. Includes ended rows. */
  register(): Promise<Register>;
  periods: {
    byId(id: string): Promise<Period | null>;
    /** The newest period of an obligation, open or closed. */
    latest(obligationKey: string): Promise<Period | null>;
    startingOn(obligationKey: string, start: Day): Promise<Period | null>;
    /** Those not closed, by obligation then start. */
    open(): Promise<Period[]>;
  };
  returns: {
    byId(id: string): Promise<Return | null>;
    byReference(reference: string): Promise<Return | null>;
    /** By subject key. */
    ofPeriod(periodId: string): Promise<Return[]>;
    /** In any of these periods. By period, then subject key. */
    ofPeriods(periodIds: string[]): Promise<Return[]>;
    /** The versions, oldest first. */
    versions(returnId: string): Promise<ReturnVersion[]>;
    /** The version in force of each of these returns that was sent. */
    current(returnIds: string[]): Promise<ReturnVersion[]>;
    /** What was in force for this subject in the last period of the obligation that started before `start`. */
    previous(obligationKey: string, subjectKind: string, subjectKey: string, start: Day): Promise<ReturnVersion | null>;
  };
  drafts: {
    byId(id: string): Promise<Draft | null>;
    open(personKey: string, command: string, subject: string): Promise<Draft | null>;
  };
  postings: {
    /** Every part at every address that shows this subject. By address, then part. */
    of(subject: string): Promise<Posting[]>;
  };
  occurrences: {
    /** Which of these have been claimed. */
    claimed(keys: string[]): Promise<Set<string>>;
  };
}

export interface Store extends Reader {
  periods: Reader['periods'] & {
    /** Opens a period with its returns. */
    create(
      period: Omit<Period, 'closedAt'>,
      returns: { id: string; subjectKind: string; subjectKey: string }[],
    ): Promise<void>;
    close(id: string, at: Date): Promise<void>;
  };
  returns: Reader['returns'] & {
    /** As `byId`, holding the row until the transaction ends. */
    lock(id: string): Promise<Return | null>;
    /** Appends a version and makes it the one in force. */
    send(version: ReturnVersion, reference: string): Promise<void>;
  };
  drafts: Reader['drafts'] & {
    create(
      draft: Pick<Draft, 'id' | 'personKey' | 'command' | 'subject' | 'page' | 'values' | 'carried'>,
    ): Promise<Draft>;
    /** As `byId`, holding the row until the transaction ends. */
    lock(id: string): Promise<Draft | null>;
    save(
      id: string,
      change: { values?: Raw; page?: string; revision?: number; carried?: Carried; savedOrder?: string },
    ): Promise<void>;
    sent(id: string, at: Date, outcome: unknown): Promise<void>;
    /** Removes a draft that has been overtaken. */
    discard(id: string): Promise<void>;
  };
  /** The next reference, such as "SNB-7". */
  nextReference(): Promise<string>;
  deliveries: {
    /**
     * Queues a message, split into parts that fit every platform. Where one already lives at (to, subject), this brings
     * it up to date: queued updates collapse to the newest, surplus parts are removed. Queueing a dedupe key again does
     * nothing. Queueing what is already wanted does nothing.
     */
    queue(delivery: ToDeliver, now: Date): Promise<void>;
  };
  occurrences: Reader['occurrences'] & {
    /** False when it had been claimed before. */
    claim(key: string, job: string, at: Date, now: Date): Promise<boolean>;
  };
  events: {
    add(event: {
      at: Date;
      by: string | null;
      what: string;
      subject: string;
      detail?: Record<string, unknown>;
    }): Promise<void>;
  };
  setNextDue(at: Date | null): Promise<void>;
  setMode(mode: Mode): Promise<void>;
  /** Writes what an import changed: rows added or changed are upserted, rows ended get their `endedOn`. */
  applyRegister(
    change: { partnership: Register['partnership']; upserts: { list: RegisterList; row: Record<string, unknown> }[] },
    now: Date,
  ): Promise<void>;
}

/** A claimed delivery, with all that sending it takes. */
export interface Claimed {
  id: string;
  partnershipId: string;
  mode: Mode;
  posting: Posting;
  version: number;
  action: 'post' | 'update' | 'remove';
  message: Message;
  about: string;
  because: string;
  attempts: number;
  /** An earlier attempt was made and its outcome is not known. */
  repeated: boolean;
}

/** What the loops ask across partnerships. Everything else goes through `read` and `transact`. */
export interface Database {
  /** A transaction for reading, bound to one partnership. */
  read<T>(partnershipId: string, work: (reader: Reader) => Promise<T>): Promise<T>;
  /** A transaction, bound to one partnership; retried where PostgreSQL asks for it. Rejects after `budgetMs` where given. */
  transact<T>(partnershipId: string, work: (store: Store) => Promise<T>, budgetMs?: number): Promise<T>;
  /** The partnership with this key, made in pilot when it is new. */
  partnershipFor(partnership: Register['partnership'], mode: Mode): Promise<string>;
  findPartnership(key: string): Promise<string | null>;
  partnerships(): Promise<{ id: string; key: string; name: string }[]>;
  /** Who holds this account, in each partnership that knows it. By partnership key. */
  identify(
    platform: string,
    connection: string,
    accountId: string,
  ): Promise<{ partnershipId: string; personKey: string }[]>;
  /** Partnerships that use this connection, and the one whose channel this is. By key. */
  partnershipsOf(
    platform: string,
    connection: string,
    channelId?: string,
  ): Promise<{ partnershipId: string; isChannel: boolean }[]>;
  /** Partnerships with something due at or before this calendar time, or that have not been asked yet. */
  dueBy(now: Date): Promise<string[]>;
  /** The earliest next due time of all partnerships. */
  nextDue(): Promise<Date | null>;
  delivery: {
    /** Leases what is to be sent now, oldest first, never two of one posting at once. */
    claim(now: Date, limit: number, leaseSeconds: number): Promise<Claimed[]>;
    sent(
      claimed: Claimed,
      placed: { connectionKey: string; conversation: string; messageId: string },
      at: Date,
    ): Promise<void>;
    /** Back to the queue; not before so many seconds of machine time have passed. */
    retry(claimed: Claimed, seconds: number, reason: string, unsure: boolean): Promise<void>;
    failed(claimed: Claimed, reason: string): Promise<void>;
    suppressed(claimed: Claimed, reason: string): Promise<void>;
    /** The earliest calendar time at which something queued may be sent. */
    nextAt(): Promise<Date | null>;
    /** Everything queued or sent, oldest first: for the rehearsal's list and for whoever asks why. */
    log(partnershipId: string): Promise<Sent[]>;
  };
  memory: import('../bot/platform.ts').EdgeMemory;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}

export interface Sent {
  id: string;
  sequence: bigint;
  posting: Posting;
  action: string;
  message: Message;
  about: string;
  because: string;
  state: string;
  notBefore: Date;
  sentAt: Date | null;
  reason: string | null;
}
