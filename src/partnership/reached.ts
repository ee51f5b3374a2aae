import { remindsOf } from './asked.ts';
import type { WorkingCalendar } from './calendar.ts';
import { formatInstant, localDay, nextContactTime } from './contact.ts';
import { type Day, formatDay } from './day.ts';
import { awayWords, here, isAway } from './leave.ts';
import { isWaiting, type Owed, owedBy, owedByPerson, type Returns, spokenOf, waitsElsewhere } from './owed.ts';
import type { Register } from './register.ts';
import {
  type Asking,
  countsFor,
  inOrder,
  isStep,
  kindOfReminder,
  lastSnooze,
  type Reminder,
  remindersOf,
  STEPS,
} from './reminding.ts';
import { responsibleFor, supportOfficersOf } from './responsibility.ts';
import type { Asked } from './turns.ts';

/** A return that a reminder may speak of to somebody, and where it does not, why: in words that go on a sentence. */
export interface Considered {
  personKey: string;
  one: Owed;
  not: string | null;
}

/**
 * What a reminder says to whom, and what it leaves out. It speaks of what is still waiting; of nothing that a newer
 * reminder whose time has come speaks of too, so after a stop there is one message and not a backlog; of nothing that
 * somebody has put off to a later day; and of nothing that they were asked for that day already, or are about to be.
 */
export function considered(
  register: Register,
  reminder: Reminder,
  asking: Asking,
  said: Asked[],
  calendar: WorkingCalendar,
  now: Date,
): Considered[] {
  // As it is when they hear of it.
  const today = localDay(nextContactTime(now, calendar), calendar.timeZone);
  const alone = (one: Reminder) => consideredAlone(register, one, asking, calendar, today);
  const own = alone(reminder);
  if (own.every(({ not }) => not !== null)) return own;
  const newer = remindersOf(asking, calendar)
    .filter((one) => one.at <= now && inOrder(reminder, one) < 0)
    .flatMap((one) => alone(one).filter(({ not }) => not === null));
  const spoken = new Set(newer.map(({ personKey, one }) => `${personKey} ${one.owed.id}`));
  return own.map((each) => {
    if (each.not !== null) return each;
    if (spoken.has(`${each.personKey} ${each.one.owed.id}`)) return { ...each, not: 'a newer reminder speaks of it' };
    const not = putOff(register, each, reminder, asking, calendar) ?? askedAlready(each, said, today, calendar);
    return { ...each, not };
  });
}

function putOff(
  register: Register,
  { personKey, one }: Considered,
  { kind, day }: Reminder,
  { snoozes }: Asking,
  calendar: WorkingCalendar,
): string | null {
  const until = snoozes.find((snooze) => snooze.personKey === personKey)?.until;
  // What closes before that day was not put off to it.
  if (until === undefined || until > (lastSnooze(register, one.period, calendar) ?? '')) return null;
  if (until < day || kind === 'snoozed') return null;
  return `they asked to be reminded on ${formatDay(until)}`;
}

/** Somebody whose other message is still on its way, or came that day, would get two that say the same. */
function askedAlready(
  { personKey, one }: Considered,
  said: Asked[],
  today: Day,
  { timeZone }: WorkingCalendar,
): string | null {
  const own = said.filter((message) => remindsOf(message, personKey, one.owed.id));
  // A reminder that has not gone out gives way to this one.
  const other = own.filter(({ isWaiting, subject }) => !isWaiting || !isStep(kindOfReminder(subject) ?? 'cover'));
  if (other.some(({ isWaiting }) => isWaiting)) return 'another message that asks for it is still on its way';
  return other.some(({ at }) => at !== null && localDay(at, timeZone) >= today)
    ? 'it was asked for that day already'
    : null;
}

/** Whom a reminder reaches, and with what: each person's returns, by the person's key. */
export function reached(all: Considered[]): Map<string, Owed[]> {
  const found = new Map<string, Owed[]>();
  for (const { personKey, one, not } of all) {
    if (not === null) found.set(personKey, [...(found.get(personKey) ?? []), one]);
  }
  return found;
}

/** What a reminder says to whom, were it the only one. */
function consideredAlone(
  register: Register,
  reminder: Reminder,
  asking: Asking,
  calendar: WorkingCalendar,
  today: Day,
): Considered[] {
  const { kind, day, due, personKey } = reminder;
  const found: Considered[] = [];
  const openedOn = (one: Owed) => localDay(one.period.openedAt, calendar.timeZone);
  const add = (personKey: string, owed: Owed[], not: (one: Owed) => string | null = () => null) => {
    for (const one of owed)
      found.push({
        personKey,
        one,
        not: settled(one, calendar) ?? waitsElsewhere(one, { key: personKey }) ?? not(one),
      });
  };

  if (kind === 'snoozed') {
    const own = personKey ?? '';
    add(own, owedBy(register, asking, { key: own }, today));
    add(own, preparedByPerson(register, asking, today).get(own) ?? []);
    return found;
  }
  const rows = { ...asking, returns: asking.returns.filter(({ dueOn }) => dueOn === due?.on) };
  const not = (one: Owed) => {
    if (openedOn(one) >= day) return JUST_ASKED;
    return countsFor(asking, one.owed.id, reminder.at) ? null : 'its date was moved after this was due to be said';
  };
  for (const [key, owed] of owedByPerson(register, rows, today)) add(key, owed, not);
  const officers = STEPS.some((step) => step.name === kind && step.officers);
  for (const [key, owed] of preparedByPerson(register, rows, today))
    add(key, owed, officers ? not : () => 'who prepares it is reminded only when it is late');
  for (const [key, owed] of awayByPerson(register, rows, today))
    add(key, owed, (one) => insteadWords(register, key, one, today));
  return found;
}

const JUST_ASKED = 'it was first asked for that day, or after it';

/** Why a return is asked of nobody any more. */
function settled(one: Owed, { timeZone }: WorkingCalendar): string | null {
  if (isWaiting(one)) return null;
  return one.sent ? `the report arrived first, on ${formatInstant(one.sent.sentAt, timeZone)}` : 'it is excused';
}

/** What each person who is away would be asked for and is not, by the person's key. */
function awayByPerson(register: Register, rows: Returns, today: Day): Map<string, Owed[]> {
  const asked = owedByPerson(register, rows, today);
  const without = owedByPerson({ ...register, leaves: [] }, rows, today);
  return new Map([...without].filter(([key]) => isAway(register, { key }, today) && !asked.has(key)));
}

function insteadWords(register: Register, key: string, { owed }: Owed, today: Day): string {
  const asked = responsibleFor(register, owed.subjectKind, owed.subjectKey, today).map(({ person }) => person.name);
  const person = register.people.find((one) => one.key === key);
  const away = person ? awayWords(register, person, today).replace(`${person.name}, who is`, 'they are') : '';
  return asked.length > 0 ? `${away}, and ${asked.join(' and ')} is asked instead` : away;
}

/** What each person prepares and is not asked for, by the person's key. Nobody who is away. */
export function preparedByPerson(register: Register, asking: Returns, today: Day): Map<string, Owed[]> {
  const ids = new Map<string, string[]>();
  for (const { id, subjectKind, subjectKey } of asking.returns) {
    const asked = responsibleFor(register, subjectKind, subjectKey, today).map(({ person }) => person.key);
    for (const { key } of here(register, supportOfficersOf(register, subjectKind, subjectKey, today), today)) {
      if (!asked.includes(key)) ids.set(key, [...(ids.get(key) ?? []), id]);
    }
  }
  return new Map(
    [...ids].map(([key, own]) => [
      key,
      spokenOf(register, asking, own, key, today).map((one) => ({
        ...one,
        because: `support officer for ${one.title}`,
      })),
    ]),
  );
}
