import type { Day } from './day.ts';

/** What the people of an agreement do while it is rehearsed. Invented, and never part of the register. */
export interface Rehearsal {
  answers: RehearsedAnswer[];
}

/** When the return about a priority is sent. A working day is counted from the end of the period. */
export type RehearsedTime =
  | { kind: 'on_time' }
  | { kind: 'working_day'; day: number }
  | { kind: 'late' }
  | { kind: 'never' };

export interface RehearsedAnswer {
  priorityKey: string;
  when: RehearsedTime;
  /** What is sent: 'nothing' for nothing to report, null where the file leaves it to the rehearsal. */
  report: RehearsedReport | 'nothing' | null;
}

export interface RehearsedReport {
  rating: 'green' | 'amber' | 'red';
  reason: string | null;
  direction: 'improving' | 'same' | 'worsening' | 'cannot_say';
  achieved: { what: string; difference: string }[];
  next: { what: string; who: string; by: Day }[];
  headline: string | null;
  needed: 'decide' | 'discuss' | 'note' | 'nothing';
  ask: string | null;
}
