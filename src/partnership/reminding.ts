import type { WorkingCalendar } from './calendar.ts';
import { instantAt, localDay } from './contact.ts';
import { addDays, type Day } from './day.ts';
import { backOn, here, lastDay } from './leave.ts';
import { MORNING, reminderSubject } from './openings.ts';
import { isWaiting, type Owed, owedBy, owedByPerson, type Returns, spokenOf } from './owed.ts';
import { nextPeriod, opensOn } from './periods.ts';
import type { Leave, Register } from './register.ts';
import { responsibleFor, supportOfficersOf } from './responsibility.ts';
import type { Period } from './returns.ts';

/** A step of asking again, so many working days after the due date, or before it where the number is negative. */
interface Step {
  name: 'before' | 'due' | 'late';
  workingDays: number;
  /** Whether those who prepare the report hear of it too. */
  officers: boolean;
  because: string;
}

export const STEPS: readonly Step[] = [
  {
    name: 'before',
    workingDays: -5,
    officers: false,
    because: 'What has not arrived is asked for again 5 working days before it is due',
  },
  {
    name: 'due',
    workingDays: 0,
    officers: false,
    because: 'What has not arrived is asked for again on the day it is due',
  },
  {
    name: 'late',
    workingDays: 2,
    officers: true,
    because: 'What is late is asked for 2 working days after it was due, of the lead and of who prepares it',
  },
];

/** So many working days after the due date, the programme manager gets a list of what has not arrived. */
const OVERDUE = 5;

/** Why somebody is reminded: a step, the day to which they put it off, their return from leave, or that they stand in. */
export type ReminderKind = Step['name'] | 'snoozed' | 'back' | 'cover';

const BECAUSE: Record<Exclude<ReminderKind, Step['name']>, string> = {
  snoozed: 'They asked to be reminded on this day',
  back: 'They are back from leave, and this has not arrived yet',
  cover: 'Who is asked for this is away from today',
};

/** Among reminders on one day, the later of these speaks for those before it. */
const ORDER: ReminderKind[] = ['before', 'due', 'late', 'snoozed', 'back', 'cover'];

/** A reminder that is sent once, at a time. The key says what it is for ever; one message lives at (person, subject). */
export interface Reminder {
  key: string;
  kind: ReminderKind;
  subject: string;
  about: string;
  because: string;
  day: Day;
  at: Date;
  /** For a step: the due date that it goes by, and its version. */
  due?: { on: Day; version: number };
  /** For one person alone. */
  personKey?: string;
  leave?: Leave;
}

/** Periods that end on one day, and are asked about together, with what is known of how they are asked about. */
export interface Asking extends Returns {
  end: Day;
  snoozes: { personKey: string; until: Day }[];
  /** When the due date of a return was last moved, by its id: until then the new one was nobody's. */
  moved: Map<string, Date>;
}

/** The day on which a step is taken. A due date that is no working day is spoken of on the working day before. */
function stepDay({ workingDays }: Step, due: Day, calendar: WorkingCalendar): Day {
  return workingDays > 0 ? calendar.after(due, workingDays) : calendar.before(due, -workingDays);
}

/** The day on which the programme manager gets the list of what has not arrived. */
export function overdueOn(due: Day, calendar: WorkingCalendar): Day {
  return calendar.after(due, OVERDUE);
}

/** What kind of reminder lives under a subject; null where it is none. */
export function kindOfReminder(subject: string): ReminderKind | null {
  const [what, , kind] = subject.split('/');
  return what === 'reminder' ? (ORDER.find((one) => one === kind) ?? null) : null;
}

/** Whether a reminder or list still speaks of a return: a step does so only by the due date that it was made for. */
export function stillAskedBy(one: Owed, subject: string): boolean {
  const [what, , kind, name] = subject.split('/');
  const due = what === 'overdue' ? kind : STEPS.some((step) => step.name === kind) ? name : undefined;
  return isWaiting(one) && (due === undefined || one.owed.dueOn === due);
}

export function aboutReminder(kind: ReminderKind): string {
  return kind === 'cover' ? 'leave.cover' : `report.reminder.${kind}`;
}

/** Whether a return may still be asked for by a due date: one that was moved in time is asked for by the new one. */
export function countsFor({ moved }: Pick<Asking, 'moved'>, returnId: string, at: Date): boolean {
  const when = moved.get(returnId);
  return when === undefined || when < at;
}

/** Every reminder about these periods, whenever its time is, in order. Whom it reaches is told by `remindersTo`. */
export function remindersOf(register: Register, asking: Asking, calendar: WorkingCalendar): Reminder[] {
  const { end } = asking;
  const reminder = (kind: ReminderKind, day: Day, name: string, more: Partial<Reminder>): Reminder => ({
    key: `remind/${end}/${kind}/${name}`,
    kind,
    subject: `${reminderSubject({ end })}/${kind}/${name}`,
    about: aboutReminder(kind),
    because: kind in BECAUSE ? BECAUSE[kind as keyof typeof BECAUSE] : '',
    day,
    at: instantAt(day, MORNING, 0, calendar.timeZone),
    ...more,
  });
  const dates = new Map(
    asking.returns.map(({ dueOn, dueVersion }) => [`${dueOn}/v${dueVersion}`, { on: dueOn, version: dueVersion }]),
  );
  const steps = [...dates.values()].flatMap((due) =>
    STEPS.map((step) => {
      const made = reminder(step.name, stepDay(step, due.on, calendar), due.on, { due, because: step.because });
      return { ...made, key: `${made.key}/v${due.version}` };
    }),
  );
  const snoozed = asking.snoozes.map(({ personKey, until }) => {
    const made = reminder('snoozed', until, until, { personKey });
    return { ...made, key: `${made.key}/${personKey}` };
  });
  const leaves = register.leaves.filter((leave) => lastDay(leave) >= addDays(leave.from, -1));
  const away = leaves.flatMap((leave) => {
    const [first, last] = [calendar.onOrAfter(leave.from), lastDay(leave)];
    const back = reminder('back', calendar.onOrAfter(addDays(last, 1)), leave.key, {
      personKey: leave.personKey,
      leave,
    });
    return first <= last ? [reminder('cover', first, leave.key, { leave }), back] : [back];
  });
  return [...steps, ...snoozed, ...away].sort(inOrder);
}

function inOrder(a: Reminder, b: Reminder): number {
  return (
    a.day.localeCompare(b.day) ||
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

/**
 * Whom a reminder reaches now, and with what: each person's still waiting returns, by the person's key. Nothing that a
 * newer reminder whose time has come speaks of too, so after a stop there is one message and not a backlog; and nothing
 * that they have put off to a later day. `prompted`: whether somebody was asked by the first message of the period.
 */
export function remindersTo(
  register: Register,
  reminder: Reminder,
  asking: Asking,
  calendar: WorkingCalendar,
  now: Date,
  prompted: (personKey: string, returnId: string) => boolean,
): Map<string, Owed[]> {
  const today = localDay(now, calendar.timeZone);
  const reached = (one: Reminder) => reaches(register, one, asking, calendar, today, prompted);
  const found = new Map<string, Owed[]>();
  const own = reached(reminder);
  if (own.size === 0) return found;
  const newer = remindersOf(register, asking, calendar)
    .filter((one) => one.at <= now && inOrder(reminder, one) < 0)
    .map(reached);
  for (const [personKey, all] of own) {
    const until = asking.snoozes.find((one) => one.personKey === personKey)?.until;
    const isPutOff =
      until !== undefined && until >= reminder.day && reminder.kind !== 'snoozed' && reminder.kind !== 'cover';
    const owed = all.filter(
      ({ owed: { id } }) => !newer.some((one) => one.get(personKey)?.some((other) => other.owed.id === id)),
    );
    if (!isPutOff && owed.length > 0) found.set(personKey, owed);
  }
  return found;
}

/** Whom a reminder speaks to, were it the only one. */
function reaches(
  register: Register,
  reminder: Reminder,
  asking: Asking,
  calendar: WorkingCalendar,
  today: Day,
  prompted: (personKey: string, returnId: string) => boolean,
): Map<string, Owed[]> {
  const { kind, day } = reminder;
  const openedOn = (one: Owed) => localDay(one.period.openedAt, calendar.timeZone);
  const found = new Map<string, Owed[]>();
  const add = (personKey: string, owed: Owed[], counts: (one: Owed) => boolean) => {
    const counting = owed.filter((one) => isWaiting(one) && counts(one));
    if (counting.length > 0) found.set(personKey, [...(found.get(personKey) ?? []), ...counting]);
  };
  /** Who was first asked that day, or after it, has just been asked. */
  const notJustAsked = (personKey: string) => (one: Owed) => openedOn(one) < day || !prompted(personKey, one.owed.id);

  if (kind === 'back') {
    const person = { key: reminder.personKey ?? '' };
    // Still away, by another leave: that one's end will speak.
    if (backOn(register, person, today, calendar) === today) {
      add(person.key, owedBy(register, asking, person, today), notJustAsked(person.key));
    }
  } else if (kind === 'snoozed') {
    const person = { key: reminder.personKey ?? '' };
    add(person.key, owedBy(register, asking, person, today), () => true);
    for (const [key, owed] of preparedByPerson(register, asking, today))
      if (key === person.key) add(key, owed, () => true);
  } else if (kind === 'cover') {
    for (const [key, owed] of covering(register, reminder, asking, today)) add(key, owed, notJustAsked(key));
  } else {
    const { due } = reminder;
    const counts = (one: Owed) =>
      one.owed.dueOn === due?.on && openedOn(one) < day && countsFor(asking, one.owed.id, reminder.at);
    for (const [key, owed] of owedByPerson(register, asking, today)) add(key, owed, counts);
    const officers = STEPS.some((step) => step.name === kind && step.officers);
    if (officers) for (const [key, owed] of preparedByPerson(register, asking, today)) add(key, owed, counts);
  }
  return found;
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

/** What each person is asked for today because of one leave, and would not be asked for without it. */
function covering(register: Register, { leave }: Reminder, asking: Asking, today: Day): Map<string, Owed[]> {
  const found = new Map<string, Owed[]>();
  if (!leave || leave.from > today || lastDay(leave) < today) return found;
  const without = { ...register, leaves: register.leaves.filter(({ key }) => key !== leave.key) };
  for (const [key, owed] of owedByPerson(register, asking, today)) {
    const ids = owedBy(without, asking, { key }, today).map((one) => one.owed.id);
    const more = owed.filter((one) => !ids.includes(one.owed.id));
    if (more.length > 0) found.set(key, more);
  }
  return found;
}

/** The last day to which a reminder about a period can be put off: the next period opens on the day after, or later. */
export function lastSnooze(register: Register, period: Period, calendar: WorkingCalendar): Day | null {
  const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
  if (!obligation) return null;
  const { end } = nextPeriod(obligation.cadence, register.partnership.yearStartMonth, period.start);
  return calendar.onOrBefore(addDays(opensOn(end, calendar), -1));
}
