import type { Day } from './day.ts';
import type { Escalation, Raiser, Told } from './escalation.ts';
import { chairsFor, forPriority, onceEach, raisingOn, routeOf } from './escalation-routing.ts';
import { holderOf } from './escalation-steps.ts';
import type { Register } from './register.ts';

/**
 * Who is to answer an escalation now: whoever took it, else those whom it was passed to, else those whom it was sent to.
 * Somebody else than those who raise it, unless one of them took it; and others in the place of those who could not be
 * reached, as of those who are away, while there is anybody.
 */
export function answering(
  register: Register,
  subject: { escalation: Escalation; raisers: Raiser[]; unreached?: string[] },
  day: Day,
): Told[] {
  const { escalation, raisers, unreached = [] } = subject;
  const holder = holderOf(register, escalation, day);
  if (holder) return [{ personKey: holder, because: 'the one who took it' }];
  const raising = raisingOn(register, raisers, day).map(({ personKey }) => personKey);
  const reached = asked(register, escalation, day, [...raising, ...unreached]);
  return reached.length > 0 ? reached : asked(register, escalation, day, raising);
}

/** Those whom it was passed to, else those whom it was sent to; nobody of `except`. */
function asked(register: Register, escalation: Escalation, day: Day, except: string[]): Told[] {
  const { state, withPriority, priorityKeys } = escalation;
  const passedTo = () => {
    if (state === 'with_group') return chairsFor(register, escalation, 'performance_group', day, except);
    if (state !== 'with_lead') return [];
    const keys = withPriority ? [withPriority] : priorityKeys;
    return onceEach(keys.flatMap((key) => forPriority(register, key, day, except)));
  };
  const passed = passedTo().filter(({ personKey }) => !except.includes(personKey));
  return passed.length > 0 ? passed : routeOf(register, { ...escalation, urgency: 'next_meeting' }, day, except);
}
