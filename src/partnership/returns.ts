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
  draftId: string;
}
