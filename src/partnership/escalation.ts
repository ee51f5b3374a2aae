import type { Day } from './day.ts';

/** How far an escalation has come (domain model: escalation, "Route and states"). */
export type EscalationState =
  | 'raised'
  | 'acknowledged'
  | 'with_lead'
  | 'with_group'
  | 'on_agenda'
  | 'answered'
  | 'decided'
  | 'returned'
  | 'closed'
  | 'merged'
  | 'withdrawn';

/** Somebody still owes those who raised it an answer. */
export const OPEN: EscalationState[] = ['raised', 'acknowledged', 'with_lead', 'with_group', 'on_agenda'];
/** Those who raised it are to be sent what came of it, and may say that it is not what they asked. */
export const SETTLED: EscalationState[] = ['answered', 'decided', 'returned'];

export type Urgency = 'immediate' | 'before_next_meeting' | 'next_meeting' | 'information';

/** What came of an escalation, as those who raised it are sent it. */
export interface Outcome {
  kind: 'answer' | 'decision' | 'advice';
  words: string;
  /** Who made it, in words: a person with their post, or a body. */
  madeBy: string;
  on: Day;
  next: string;
  /** Whether it is what was asked. */
  asAsked: 'yes' | 'partly' | 'no';
}

export interface Escalation {
  id: string;
  reference: string;
  /** Typed by whoever raised it. */
  title: string;
  priorityKeys: string[];
  /** Keys of the community safety partnerships that it concerns. */
  bodyKeys: string[];
  urgency: Urgency;
  neededBy: Day | null;
  sensitive: boolean;
  /** The answers of its form, as they were sent. */
  values: Record<string, unknown>;
  raisedBy: string;
  /** Key of the community safety partnership for which it was raised. */
  raisedFor: string;
  raisedAt: Date;
  state: EscalationState;
  version: number;
  holderKey: string | null;
  /** The priority whose lead it is with. */
  withPriority: string | null;
  acknowledgedAt: Date | null;
  /** Something was asked of those who raised it, and is not answered yet. */
  waitingSince: Date | null;
  /** Working days for which it has waited for them before. */
  waited: number;
  meetingKey: string | null;
  mergedInto: string | null;
  outcome: Outcome | null;
  /** How many outcomes there were. The newest is `outcome`. */
  outcomes: number;
  closedAt: Date | null;
}

/** Somebody who raised an escalation or joined it. */
export interface Raiser {
  personKey: string;
  /** Key of the community safety partnership for which they did. */
  bodyKey: string;
  joinedAt: Date;
  leftAt: Date | null;
}

/** A person, and why it is they who are told. */
export interface Told {
  personKey: string;
  because: string;
}

/** One step of an escalation. */
export interface Entry {
  id: string;
  at: Date;
  /** Null where the clock did it. */
  byKey: string | null;
  step: Step;
  toState: EscalationState;
  words: string | null;
  link: string | null;
  /** As it was then. */
  told: Told[];
}

/** What somebody, or the clock, does to an escalation. */
export type Step =
  | 'raise'
  | 'join'
  | 'acknowledge'
  | 'take'
  | 'pass'
  | 'ask'
  | 'add'
  | 'answer'
  | 'agenda'
  | 'decide'
  | 'return'
  | 'merge'
  | 'withdraw'
  | 'object'
  | 'close'
  | ByClock;

/** What the clock does to one. */
export type ByClock =
  /** What is overdue goes to the next person. */
  | 'overdue'
  /** The outcome goes to somebody in the place of a raiser who cannot be reached. */
  | 'instead'
  /** The meeting on whose agenda it is does not take place. */
  | 'off'
  /** A question goes to others, as not everybody who was asked can be reached. */
  | 'asked'
  /** Nobody has answered a question, so it is asked once more. */
  | 'reminded'
  /** Still nobody has, so the days are counted again. */
  | 'unanswered'
  /** Nobody can be reached who could answer a question, so the days are counted again. */
  | 'counted';

/** Those who raised it and have not withdrawn. */
export function stillRaising(raisers: Raiser[]): Raiser[] {
  return raisers.filter(({ leftAt }) => leftAt === null);
}

/** Under what the message with the newest outcome lives, at each of those who are sent it. */
export function outcomeSubject({ id, outcomes }: Pick<Escalation, 'id' | 'outcomes'>): string {
  return `escalation-outcome/${id}/${outcomes}`;
}
