import type { Day } from './day.ts';

/** One period of one obligation. It closes when the obligation's next period opens. */
export interface Period {
  id: string;
  obligationKey: string;
  start: Day;
  end: Day;
  dueOn: Day;
  openedAt: Date;
  closedAt: Date | null;
  /** The digest is held back: since when, and by whom (a person's key). */
  digestHeldAt: Date | null;
  digestHeldBy: string | null;
  /** 1, raised when the digest is posted anew. */
  digestIssue: number;
}

/** What is owed about one subject in one period. `version` is 0 while nothing was sent. */
export interface Return {
  id: string;
  periodId: string;
  subjectKind: string;
  subjectKey: string;
  dueOn: Day;
  dueVersion: number;
  version: number;
  reference: string | null;
  /** Nothing is owed any more: when and by whom (a person's key) that was decided, and why. */
  excusedAt: Date | null;
  excusedBy: string | null;
  excuse: string | null;
}

/** What was sent. Never edited: a correction is the next version, and `changed` says which answers differ. */
export interface ReturnVersion {
  id: string;
  returnId: string;
  version: number;
  nil: boolean;
  values: Record<string, unknown>;
  changed: string[];
  authorKey: string;
  sentAt: Date;
  late: boolean;
  /** Key of the support officer whose draft this was, where it was not the author's own. */
  preparedBy: string | null;
  /** Key of the lead who approved what a support officer prepared; null where nobody had to. */
  approvedBy: string | null;
  /** Received outside this product: on which day, and the key of whoever recorded it. */
  receivedOn: Day | null;
  recordedBy: string | null;
  /** Withdrawn: when, by whom (a person's key) and why. The values are gone then. */
  withdrawnAt: Date | null;
  withdrawnBy: string | null;
  withdrawnFor: string | null;
  draftId: string;
}

/** What was sent for an earlier period, with the first day of that period. */
export interface EarlierVersion extends ReturnVersion {
  periodStart: Day;
}

/** All that was sent for a period, withdrawn or not, and what was in force before it, by subject key. */
export interface Reported {
  returns: Return[];
  /** By return, oldest first. */
  versions: ReturnVersion[];
  previous: Map<string, EarlierVersion>;
}

/** A return to which something was sent, with its period and its versions, newest first. */
export interface SentReturn {
  owed: Return;
  period: Period;
  versions: ReturnVersion[];
}

type Beside =
  | 'preparedBy'
  | 'approvedBy'
  | 'receivedOn'
  | 'recordedBy'
  | 'withdrawnAt'
  | 'withdrawnBy'
  | 'withdrawnFor';

/** A version to be sent: what was not given beside it was not so. */
export type NewVersion = Omit<ReturnVersion, Beside> & Partial<Pick<ReturnVersion, Beside>>;
