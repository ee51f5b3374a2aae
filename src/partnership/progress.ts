import type { Day } from './day.ts';
import type { Owed } from './owed.ts';
import type { Register } from './register.ts';
import { leadsOf } from './responsibility.ts';

/**
 * How far a report has come. What somebody has begun and sent nothing of is `started`, `approval` once a lead has it, and
 * `returned` once the lead has sent it back.
 */
export type State = 'sent' | 'excused' | 'approval' | 'returned' | 'started' | 'waiting';

export const STATES: State[] = ['sent', 'excused', 'approval', 'returned', 'started', 'waiting'];

export interface Progress {
  one: Owed;
  state: State;
  /** To whom a draft was sent back, by key, where that is how far it has come. */
  returnedTo: string | null;
  /** Sent after it was due, or due and not there yet. */
  late: boolean;
  /** Whether anybody or anything leads what it is about. */
  led: boolean;
}

/** What is known of how far reports have come, beside what was sent: return ids; of those sent back, to whom. */
export interface Begun {
  started: Set<string>;
  approval: Set<string>;
  returned: Map<string, string>;
}

/** How far a report has come on a day. What was sent counts, even where it was excused before or after. */
export function progressOf(register: Register, one: Owed, begun: Begun, day: Day): Progress {
  const { owed, sent } = one;
  const led = owed.subjectKind !== 'priority' || leadsOf(register, owed.subjectKey, day).length > 0;
  if (sent) return { one, state: 'sent', returnedTo: null, late: sent.late, led };
  if (owed.excusedAt) return { one, state: 'excused', returnedTo: null, late: false, led };
  const late = owed.dueOn < day;
  if (begun.approval.has(owed.id)) return { one, state: 'approval', returnedTo: null, late, led };
  const returnedTo = begun.returned.get(owed.id) ?? null;
  const state = returnedTo ? 'returned' : begun.started.has(owed.id) ? 'started' : 'waiting';
  return { one, state, returnedTo, late, led };
}
