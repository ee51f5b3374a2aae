import type { EscalationState, Outcome, Step, Urgency } from '../partnership/escalation.ts';
import type { Part, Taken } from '../partnership/escalation-steps.ts';

export const STATES: Record<EscalationState, string> = {
  raised: 'Raised',
  acknowledged: 'Acknowledged',
  with_lead: 'With the lead',
  with_group: 'With the performance group',
  on_agenda: 'On the board’s agenda',
  answered: 'Answered',
  decided: 'Decided',
  returned: 'Returned with advice',
  closed: 'Closed',
  merged: 'Joined with another',
  withdrawn: 'Withdrawn',
};

export const URGENCIES: Record<Urgency, string> = {
  immediate: 'Immediate',
  before_next_meeting: 'Before the next meeting',
  next_meeting: 'At the next meeting',
  information: 'For information',
};

/** Why it cannot be resolved locally: one of these at least (domain model, "Threshold"). */
export const REASONS = {
  power: 'It needs a power, money or a decision that we do not hold',
  partner: 'A partner has not acted after being asked',
  wider: 'It affects, or will affect, more than one partnership’s area',
  harm: 'There is a risk of serious harm, or of serious loss of public confidence',
  conflict: 'It conflicts with a decision of the county',
} as const;

export const ASKS = {
  decision: 'A decision',
  resources: 'Resources',
  unblock: 'Unblock a partner',
  policy: 'A policy',
  awareness: 'Awareness',
} as const;

export const AS_ASKED: Record<Outcome['asAsked'], string> = {
  yes: 'Yes',
  partly: 'In part',
  no: 'No',
};

export const OUTCOMES_OF: Record<Outcome['kind'], string> = {
  answer: 'The answer',
  decision: 'The decision',
  advice: 'The advice',
};

/** What the button of a step says. */
export const STEP_LABELS: Record<Taken, string> = {
  acknowledge: 'Acknowledge',
  take: 'Take it',
  answer: 'Answer',
  ask: 'Ask a question',
  add: 'Add to it',
  pass: 'Pass it on',
  agenda: 'Put on the agenda',
  decide: 'Record the decision',
  return: 'Return with advice',
  merge: 'Join with another',
  join: 'Join this one',
  object: 'This is not what we asked',
  withdraw: 'Withdraw it',
  close: 'Close it',
};

/** What the same says as "Add to it", while something is asked. */
export const ANSWERS_QUESTION = 'Answer the question';

/** What has happened, after "Escalation SNB-12": in a notification, so it says nothing of what anybody wrote. */
export const NEWS: Record<Step, string> = {
  raise: 'was raised',
  join: 'was joined',
  acknowledge: 'was acknowledged',
  take: 'was taken by somebody who will answer it',
  pass: 'was passed on',
  ask: 'has a question for you',
  add: 'has something new',
  answer: 'was answered',
  agenda: 'is on the board’s agenda',
  decide: 'was decided',
  return: 'came back with advice',
  merge: 'goes on together with another',
  withdraw: 'was withdrawn',
  object: 'was answered, and that is not what was asked',
  close: 'was closed',
  overdue: 'is overdue',
  instead: 'has an outcome for your partnership',
  off: 'is not on the board’s agenda any more',
  asked: 'has a question for you',
  reminded: 'still has a question for you',
  unanswered: 'goes on without an answer to a question',
  counted: 'is waiting for your answer again',
};

/** Who somebody is to an escalation, where it is said who can take a step. */
export const PARTS: Record<Part, string> = {
  raiser: 'whoever raised it',
  instead: 'whoever was sent the outcome in their place',
  colleague: 'an officer of a partnership that raised it',
  officer: 'an officer, the chair or the vice chair of a community safety partnership',
  lead: 'whoever leads the priority',
  support: 'their support officer',
  group: 'the chair of the performance group',
  chair: 'the chair of the board',
  manager: 'the programme manager',
  board: 'whoever is of the board',
};
