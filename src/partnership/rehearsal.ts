import type { Day } from './day.ts';
import type { Outcome, Urgency } from './escalation.ts';

/** What the people of an agreement do while it is rehearsed. Invented, and never part of the register. */
export interface Rehearsal {
  answers: RehearsedAnswer[];
  narratives: RehearsedNarrative[];
  /** What officers escalate, where a step says that they do. */
  escalations: RehearsedEscalation[];
  /** What else people do, in the order of the file. */
  steps: RehearsedStep[];
}

/** When a return is sent. A working day is counted from the end of the period. */
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

/** What one community safety partnership sends, as an answer says what is sent on a priority. */
export interface RehearsedNarrative {
  bodyKey: string;
  when: RehearsedTime;
  narrative: RehearsedWords | 'nothing' | null;
}

export interface RehearsedWords {
  changed: string;
  headline: string | null;
  /** What needs countywide consideration; null where nothing does. */
  consider: string | null;
  emerging: string[];
  doing: string | null;
}

/** Why something cannot be resolved locally, and what is asked for, as an escalation's form has them. */
export const REASONS_GIVEN = ['power', 'partner', 'wider', 'harm', 'conflict'] as const;
export const ASKED_FOR = ['decision', 'resources', 'unblock', 'policy', 'awareness'] as const;

/** What an escalation's form is filled in with. */
export interface RehearsedEscalation {
  key: string;
  title: string;
  priorityKeys: string[];
  /** Keys of the partnerships that it concerns; none where it is the officer's own. */
  bodyKeys: string[];
  situation: string;
  evidence: string;
  tried: { what: string; when: string; result: string }[];
  /** Why nothing was tried yet, where nothing was. */
  untried: string | null;
  reasons: (typeof REASONS_GIVEN)[number][];
  asksFor: (typeof ASKED_FOR)[number];
  ask: string;
  urgency: Urgency;
  neededBy: Day | null;
  sensitive: boolean;
}

/** A day of the calendar, or a working day counted from the end of each period. */
export type RehearsedDay = { kind: 'working_day'; day: number } | { kind: 'date'; day: Day };

/** What a step may have besides who does it and when. */
export type Detail =
  | ('priority' | 'until' | 'to' | 'received' | 'from' | 'why' | 'headline')
  | ('escalation' | 'says' | 'link' | 'next' | 'asAsked' | 'by' | 'meeting' | 'into');

/** Everything that somebody can do in a step, with what it needs, and what it may have. */
export const DEEDS = {
  snooze: { needs: ['until'], may: [] },
  away: { needs: ['until'], may: [] },
  draft: { needs: ['priority'], may: [] },
  redraft: { needs: ['priority', 'headline'], may: [] },
  approve: { needs: ['priority'], may: [] },
  'send back': { needs: ['priority', 'why'], may: [] },
  correct: { needs: ['priority', 'headline'], may: [] },
  delegate: { needs: ['priority', 'until'], may: [] },
  chase: { needs: [], may: ['priority'] },
  record: { needs: ['priority', 'from', 'received'], may: [] },
  excuse: { needs: ['priority', 'why'], may: [] },
  move: { needs: ['priority', 'to', 'why'], may: [] },
  withdraw: { needs: ['priority', 'why'], may: [] },
  pause: { needs: [], may: [] },
  resume: { needs: [], may: [] },
  escalate: { needs: ['escalation'], may: [] },
  join: { needs: ['escalation', 'headline'], may: [] },
  acknowledge: { needs: ['escalation'], may: [] },
  take: { needs: ['escalation'], may: [] },
  ask: { needs: ['escalation', 'says'], may: [] },
  add: { needs: ['escalation', 'says'], may: ['link'] },
  'pass on': { needs: ['escalation', 'why'], may: ['priority'] },
  'put on the agenda': { needs: ['escalation', 'meeting'], may: [] },
  answer: { needs: ['escalation', 'says', 'next', 'asAsked'], may: [] },
  'return with advice': { needs: ['escalation', 'says', 'next', 'asAsked'], may: [] },
  'join with another': { needs: ['escalation', 'into'], may: [] },
  decide: { needs: ['escalation', 'says', 'by', 'next', 'asAsked'], may: [] },
  object: { needs: ['escalation', 'says'], may: [] },
  'withdraw escalation': { needs: ['escalation', 'why'], may: [] },
  close: { needs: ['escalation'], may: [] },
} as const satisfies Record<string, { needs: readonly Detail[]; may: readonly Detail[] }>;

export type Deed = keyof typeof DEEDS;

/** What makes a priority's report arrive by somebody's hand: its lead does not answer by themselves then. */
export const REPORTING: readonly Deed[] = ['draft', 'record'];

export interface RehearsedStep {
  /** Where it stands in the file: `rehearsal.steps[2]`. */
  place: string;
  on: RehearsedDay;
  /** A time of day; null where the rehearsal chooses. */
  at: string | null;
  who: string;
  does: Deed;
  priorityKey: string | null;
  until: RehearsedDay | null;
  to: RehearsedDay | null;
  received: RehearsedDay | null;
  from: string | null;
  why: string | null;
  headline: string | null;
  escalationKey: string | null;
  says: string | null;
  link: string | null;
  next: string | null;
  asAsked: Outcome['asAsked'] | null;
  /** Who made a decision, in words. */
  by: string | null;
  /** The day of a meeting. */
  meeting: Day | null;
  /** The escalation that goes on for both. */
  intoKey: string | null;
}
