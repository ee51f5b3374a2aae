import type { ReturnVersion } from '../partnership/returns.ts';

export type Rating = 'green' | 'amber' | 'red';
export type Direction = 'improving' | 'same' | 'worsening' | 'cannot_say';
export type Needed = 'decide' | 'discuss' | 'note' | 'nothing';

/** A rating is of delivery, and is always said in words. */
export const RATINGS: Record<Rating, string> = {
  green: 'Green: on track',
  amber: 'Amber: some concerns',
  red: 'Red: off track',
};

export const DIRECTIONS: Record<Direction, string> = {
  improving: 'Improving',
  same: 'Staying the same',
  worsening: 'Worsening',
  cannot_say: 'Cannot say',
};

export const NEEDED: Record<Needed, string> = {
  decide: 'To make a decision',
  discuss: 'To discuss it',
  note: 'To note this report',
  nothing: 'Nothing',
};

export type StepOutcome = 'done' | 'carried' | 'dropped';

/** What became of a next step of the report before. */
export const OUTCOMES: Record<StepOutcome, string> = {
  done: 'Done',
  carried: 'Carried on',
  dropped: 'Dropped',
};

/** What a progress report says, as it is kept with its version. */
export interface ReportValues {
  rating: Rating;
  reason?: string;
  direction: Direction;
  /** What became of the next steps of the report before, where it had any. */
  steps?: { what: string; who?: string; by?: string; outcome: StepOutcome }[];
  achieved: { what: string; difference?: string }[];
  next: { what: string; who?: string; by?: string }[];
  headline: string;
  needed: Needed;
  ask?: string;
  risks?: { what: string; action?: string }[];
  budget?: number;
  spent?: number;
  forecast?: number;
  moneyNote?: string;
  goodPractice?: string;
}

/** What a version says; null where it says that there is nothing to report, or where nothing was sent. */
export function reportIn(version: ReturnVersion | null | undefined): ReportValues | null {
  return version && !version.nil ? (version.values as unknown as ReportValues) : null;
}

/** "Green: on track", "Nothing to report", or null where nothing was sent. */
export function ratingWords(version: ReturnVersion | null | undefined): string | null {
  if (!version) return null;
  const report = reportIn(version);
  return report ? RATINGS[report.rating] : 'Nothing to report';
}

export const toneOf = (rating: Rating) =>
  ({ green: 'good', amber: 'warning', red: 'bad' })[rating] as 'good' | 'warning' | 'bad';

/** "3 of 4 next steps done", or null where there were none. */
export function stepsDone(report: ReportValues | null): string | null {
  const steps = report?.steps ?? [];
  if (steps.length === 0) return null;
  const done = steps.filter(({ outcome }) => outcome === 'done').length;
  return `${done} of ${steps.length === 1 ? '1 next step' : `${steps.length} next steps`} done`;
}
