import type { WorkingCalendar } from './calendar.ts';
import { addDays, type Day, formatDay } from './day.ts';
import { holds } from './holding.ts';
import type { Leave, Person, Register } from './register.ts';

type Known = Pick<Person, 'key'>;

/** The leave that a person is on, on a day; where several hold, the one that ends last. */
export function leaveOn(register: Register, person: Known, day: Day): Leave | null {
  const held = register.leaves.filter((leave) => leave.personKey === person.key && holds(leave, day));
  return held.sort((a, b) => b.to.localeCompare(a.to))[0] ?? null;
}

export function isAway(register: Register, person: Known, day: Day): boolean {
  return leaveOn(register, person, day) !== null;
}

/** Those of these people who are not away on a day. */
export function here<P extends Known>(register: Register, people: P[], day: Day): P[] {
  return people.filter((person) => !isAway(register, person, day));
}

/** The leave of a person that holds on a day or begins later, in order. */
export function leaveFrom(register: Register, person: Known, day: Day): Leave[] {
  return register.leaves
    .filter((leave) => leave.personKey === person.key && lastDay(leave) >= day && lastDay(leave) >= leave.from)
    .sort((a, b) => a.from.localeCompare(b.from) || (a.key < b.key ? -1 : 1));
}

/** The last day of a leave: earlier than was said where it was ended before. */
export function lastDay({ to, endedOn }: Pick<Leave, 'to' | 'endedOn'>): Day {
  return endedOn !== null && endedOn <= to ? addDays(endedOn, -1) : to;
}

/** The working day on which a person may be contacted again, one leave after the other; the day itself where they are here. */
export function backOn(register: Register, person: Known, day: Day, calendar: WorkingCalendar): Day {
  let found = day;
  for (;;) {
    const leave = leaveOn(register, person, found);
    if (!leave) return found;
    found = calendar.onOrAfter(addDays(lastDay(leave), 1));
  }
}

/** "Helen Tranter, who is away until 11 June 2026". */
export function awayWords(register: Register, person: Pick<Person, 'key' | 'name'>, day: Day): string {
  const leave = leaveOn(register, person, day);
  return leave ? `${person.name}, who is away until ${formatDay(lastDay(leave))}` : person.name;
}
