import type { WorkingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import type { Escalation, Told, Urgency } from './escalation.ts';
import { dueOn, waitedUntil } from './escalation-clock.ts';
import { forPriority, onceEach, routeOf } from './escalation-routing.ts';
import type { Register } from './register.ts';

/** What two escalations share once one of them goes on for both. */
export type Shared = Pick<Escalation, 'urgency' | 'neededBy' | 'sensitive' | 'priorityKeys' | 'bodyKeys'>;

const MOST_URGENT_FIRST: Urgency[] = ['immediate', 'before_next_meeting', 'next_meeting', 'information'];

/** What an escalation becomes when another goes on with it: the stricter of both, and whatever either concerns. */
export function joinedWith(one: Shared, other: Shared): Shared {
  const both = (keys: string[], more: string[]) => [...new Set([...keys, ...more])];
  return {
    urgency: MOST_URGENT_FIRST.find((urgency) => [one.urgency, other.urgency].includes(urgency)) ?? one.urgency,
    neededBy: earlier(one.neededBy, other.neededBy),
    sensitive: one.sensitive || other.sensitive,
    priorityKeys: both(one.priorityKeys, other.priorityKeys),
    bodyKeys: both(one.bodyKeys, other.bodyKeys),
  };
}

/**
 * The clock goes on as that of the one whose answer is due first: joining gives nobody more days for an answer. What it
 * waits for is counted from now on.
 */
export function clockOfBoth(
  register: Pick<Register, 'meetings'>,
  one: Escalation,
  other: Escalation,
  now: Date,
  calendar: WorkingCalendar,
): Partial<Pick<Escalation, 'state' | 'acknowledgedAt' | 'waited' | 'waitingSince'>> {
  const { acknowledgedAt } = other;
  if (!acknowledgedAt) return {};
  const state = one.state === 'raised' ? 'acknowledged' : one.state;
  const waitingSince = one.waitingSince && now;
  const change = { state, acknowledgedAt, waited: waitedUntil(other, now, calendar), waitingSince };
  if (!one.acknowledgedAt) return change;
  const due = (waited: number, changed: Partial<Escalation>) =>
    dueOn(register, { ...one, ...changed, waited, waitingSince: null }, calendar)?.on ?? '';
  return due(change.waited, change) < due(waitedUntil(one, now, calendar), {}) ? change : {};
}

function earlier(one: Day | null, other: Day | null): Day | null {
  return one && other ? (one < other ? one : other) : (one ?? other);
}

/**
 * Who has to do with an escalation only now that another goes on with it: everybody, where it has become immediate. Nobody
 * of `raising`, who do not answer their own.
 */
export function broughtIn(
  register: Register,
  { before, after, raising }: { before: Escalation; after: Escalation; raising: string[] },
  day: Day,
): Told[] {
  if (after.urgency === 'immediate' && before.urgency !== 'immediate') return routeOf(register, after, day, raising);
  const added = after.priorityKeys.filter((key) => !before.priorityKeys.includes(key));
  return onceEach(added.flatMap((key) => forPriority(register, key, day, raising)));
}
