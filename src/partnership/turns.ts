import { asksFor } from './asked.ts';
import type { WorkingCalendar } from './calendar.ts';
import { instantAt, localDay } from './contact.ts';
import { addDays, type Day } from './day.ts';
import { here, isAway, lastDay } from './leave.ts';
import { MORNING } from './openings.ts';
import { isWaiting, type Owed, owedByPerson, type Returns, waitsElsewhere } from './owed.ts';
import type { Register } from './register.ts';
import { lastSnooze } from './reminding.ts';
import { responsibleFor } from './responsibility.ts';
import type { Return } from './returns.ts';

/** How it came to be somebody's turn to be asked: it went over to them, they stand in, or they are back from leave. */
export type TurnKind = 'handed-over' | 'cover' | 'back';

/** Somebody is asked for a return, and has been without a break since `began`. */
export interface Turn {
  personKey: string;
  one: Owed;
  began: Day;
  at: Date;
  kind: TurnKind;
}

/** A message that asked somebody for something, and when it was sent or is to be. */
export interface Asked {
  addressKey: string;
  subject: string;
  data: Record<string, unknown>;
  at: Date | null;
  isWaiting: boolean;
}

/**
 * The turns of a day of which nobody has been told: what is waiting, and no message that asked for it was sent since the
 * turn began, or is on its way. What somebody put off to that day or a later one, they are reminded of then; what they
 * come to owe meanwhile they hear of all the same. Where a draft waits for somebody else's approval there is nothing to tell.
 */
export function untold(
  register: Register,
  rows: Returns,
  said: Asked[],
  snoozes: { personKey: string; until: Day }[],
  day: Day,
  calendar: WorkingCalendar,
): Turn[] {
  const lastDayFor = ({ period }: Owed) => lastSnooze(register, period, calendar) ?? '';
  return turnsOn(register, rows, day, calendar).filter(({ personKey, one, began, kind }) => {
    if (waitsElsewhere(one, { key: personKey })) return false;
    const isPutOff = snoozes.some(
      (snooze) => snooze.personKey === personKey && snooze.until >= day && snooze.until <= lastDayFor(one),
    );
    if (kind === 'back' && isPutOff) return false;
    return !said.some(
      (message) =>
        asksFor(message, personKey, one.owed.id) &&
        (message.isWaiting || (message.at !== null && localDay(message.at, calendar.timeZone) >= began)),
    );
  });
}

function turnsOn(register: Register, rows: Returns, day: Day, calendar: WorkingCalendar): Turn[] {
  const isAsked = asking(register);
  const sinceWhen = since(register, day, calendar);
  const found: Turn[] = [];
  for (const [personKey, owed] of owedByPerson(register, rows, day)) {
    if (isAway(register, { key: personKey }, day)) continue;
    for (const one of owed.filter(isWaiting)) {
      const opened = localDay(one.period.openedAt, calendar.timeZone);
      const began = sinceWhen(opened, (then) => isAsked(personKey, one.owed, then));
      const wasAway = began > opened && isAway(register, { key: personKey }, calendar.onOrBefore(addDays(began, -1)));
      const kind = one.insteadOf.length > 0 ? 'cover' : wasAway ? 'back' : 'handed-over';
      const at = began > opened ? instantAt(began, MORNING, 0, calendar.timeZone) : one.period.openedAt;
      found.push({ personKey, one, began, at, kind });
    }
  }
  return found;
}

/** Whether somebody is asked for a return on a day, and here. Remembers what it was asked. */
function asking(register: Register) {
  const known = new Map<string, string[]>();
  return (personKey: string, { id, subjectKind, subjectKey }: Return, day: Day): boolean => {
    const asked =
      known.get(`${id} ${day}`) ??
      here(
        register,
        responsibleFor(register, subjectKind, subjectKey, day).map(({ person }) => person),
        day,
      ).map(({ key }) => key);
    known.set(`${id} ${day}`, asked);
    return asked.includes(personKey);
  };
}

/** Tells the working day since which something holds without a break, from a first day on, where it holds on `day`. */
function since(register: Register, day: Day, calendar: WorkingCalendar) {
  const known = new Map<Day, Day[]>();
  return (first: Day, holdsOn: (day: Day) => boolean): Day => {
    const changes = known.get(first) ?? changesBetween(register, first, day, calendar).reverse();
    known.set(first, changes);
    return changes.find((change) => !holdsOn(calendar.onOrBefore(addDays(change, -1)))) ?? first;
  };
}

/** The working days after a first one, up to a last, on which who is asked may change, as the register has it. In order. */
export function changesBetween(register: Register, first: Day, last: Day, calendar: WorkingCalendar): Day[] {
  const leaves = register.leaves.flatMap((leave) =>
    lastDay(leave) < leave.from ? [] : [leave.from, addDays(lastDay(leave), 1)],
  );
  const held = [...register.assignments, ...register.holdings].flatMap(({ from, to, endedOn }) => [
    ...(from ? [from] : []),
    ...(to ? [addDays(to, 1)] : []),
    ...(endedOn ? [endedOn] : []),
  ]);
  const near = [...leaves, ...held].filter((change) => first < change && change <= last);
  const working = near.map((change) => calendar.onOrAfter(change)).filter((change) => change <= last);
  return [...new Set(working)].sort();
}

/**
 * The messages that ask somebody for what is theirs no more, even once everybody is back from leave: for what, and since
 * when.
 */
export function outdated<M extends Asked>(
  register: Register,
  rows: Returns,
  said: M[],
  day: Day,
  calendar: WorkingCalendar,
): { message: M; gone: string[]; at: Date }[] {
  const [isAsked, isAskedEver] = [asking(register), asking({ ...register, leaves: [] })];
  const sinceWhen = since(register, day, calendar);
  const waiting = rows.returns.filter(
    ({ id, excusedAt }) => excusedAt === null && !rows.current.some(({ returnId }) => returnId === id),
  );
  const opened = localDay(rows.periods[0]!.openedAt, calendar.timeZone);
  return said.flatMap((message) => {
    const { addressKey, at } = message;
    if (!at) return [];
    const isGone = (owed: Return, then: Day) =>
      !isAsked(addressKey, owed, then) && !isAskedEver(addressKey, owed, then);
    const gone = waiting.filter((owed) => asksFor(message, addressKey, owed.id) && isGone(owed, day));
    if (gone.length === 0) return [];
    const days = gone.map((owed) => sinceWhen(opened, (then) => isGone(owed, then)));
    const began = instantAt(days.sort().at(-1)!, MORNING, 0, calendar.timeZone);
    return [{ message, gone: gone.map(({ id }) => id), at: began > at ? began : at }];
  });
}
