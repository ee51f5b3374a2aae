import type { Day } from './day.ts';
import type { Escalation, Told } from './escalation.ts';
import { chairsFor, forPriority, onceEach, routeOf } from './escalation-routing.ts';
import { holderOf } from './escalation-steps.ts';
import type { Register } from './register.ts';

/** Who is to answer an escalation now: whoever took it, else those whom it was passed to, else those whom it was sent to. */
export function answering(register: Register, escalation: Escalation, day: Day): Told[] {
  const { state, withPriority, raisedFor, priorityKeys } = escalation;
  const holder = holderOf(register, escalation, day);
  if (holder) return [{ personKey: holder, because: 'whoever took it' }];
  if (state === 'with_group') {
    const chairs = chairsFor(register, raisedFor, 'performance_group', day);
    if (chairs.length > 0) return chairs;
  }
  if (state === 'with_lead')
    return onceEach((withPriority ? [withPriority] : priorityKeys).flatMap((key) => forPriority(register, key, day)));
  return routeOf(register, { ...escalation, urgency: 'next_meeting' }, day);
}
