import type { Day } from './day.ts';
import type { Owed } from './owed.ts';
import type { Register } from './register.ts';
import { leadsOf } from './responsibility.ts';

/** How far a report has come. What somebody has begun and sent nothing of is `started`, or `approval` once a lead has it. */
export type State = 'sent' | 'excused' | 'approval' | 'started' | 'waiting';

export const STATES: State[] = ['sent', 'excused', 'approval', 'started', 'waiting'];

export interface Progress {
  one: Owed;
  state: State;
  /** Sent after it was due, or due and not there yet. */
  late: boolean;
  /** Whether anybody or anything leads what it is about. */
  led: boolean;
}

/** What is known of how far reports have come, beside what was sent: return ids. */
export interface Begun {
  started: Set<string>;
  approval: Set<string>;
}

/** How far a report has come on a day. What was sent counts, even where it was excused before or after. */
export function progressOf(register: Register, one: Owed, begun: Begun, day: Day): Progress {
  const { owed, sent } = one;
  const led = owed.subjectKind !== 'priority' || leadsOf(register, owed.subjectKey, day).length > 0;
  if (sent) return { one, state: 'sent', late: sent.late, led };
  if (owed.excusedAt) return { one, state: 'excused', late: false, led };
  const state = begun.approval.has(owed.id) ? 'approval' : begun.started.has(owed.id) ? 'started' : 'waiting';
  return { one, state, late: owed.dueOn < day, led };
}
