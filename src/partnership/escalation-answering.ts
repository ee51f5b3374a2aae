import type { Day } from './day.ts';
import type { Escalation, Told } from './escalation.ts';
import { chairsFor, forPriority, onceEach, routeOf } from './escalation-routing.ts';
import { type Part, partsOf } from './escalation-steps.ts';
import { isAway } from './leave.ts';
import type { Register } from './register.ts';

/** Who is to answer an escalation now: whoever took it, else those whom it was passed to, else those whom it was sent to. */
export function answering(register: Register, escalation: Escalation, day: Day): Told[] {
  const { holderKey, state, withPriority, raisedFor, priorityKeys } = escalation;
  const parts = holderKey ? partsOf(register, escalation, [], { key: holderKey }, day) : new Set<Part>();
  if (holderKey && !isAway(register, { key: holderKey }, day) && (parts.has('lead') || parts.has('group')))
    return [{ personKey: holderKey, because: 'whoever took it' }];
  if (state === 'with_group') {
    const chairs = chairsFor(register, raisedFor, 'performance_group', day);
    if (chairs.length > 0) return chairs;
  }
  if (state === 'with_lead')
    return onceEach((withPriority ? [withPriority] : priorityKeys).flatMap((key) => forPriority(register, key, day)));
  return routeOf(register, { ...escalation, urgency: 'next_meeting' }, day);
}
