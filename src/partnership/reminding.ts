import type { About } from './about.ts';
import type { WorkingCalendar } from './calendar.ts';
import { instantAt } from './contact.ts';
import { addDays, type Day } from './day.ts';
import { MORNING, reminderSubject } from './openings.ts';
import { isWaiting, type Owed, type Returns } from './owed.ts';
import { nextPeriod, opensOn } from './periods.ts';
import type { Register } from './register.ts';
import type { Period } from './returns.ts';
import type { TurnKind } from './turns.ts';

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

/** Why somebody is reminded: a step, the day to which they put it off, or that it has become their turn. */
export type ReminderKind = Step['name'] | 'snoozed' | TurnKind;

/** Among reminders on one day, the later of these speaks for those before it. */
const ORDER: ReminderKind[] = ['before', 'due', 'late', 'snoozed', 'handed-over', 'cover', 'back'];

/** Whether an older reminder of this kind gives way to a newer one. */
export function isStep(kind: ReminderKind): boolean {
  return kind === 'snoozed' || STEPS.some(({ name }) => name === kind);
}

/** A reminder that is sent once, at a time. The key says what it is for ever; one message lives at (person, subject). */
export interface Reminder {
  key: string;
  kind: ReminderKind;
  subject: string;
  about: About;
  because: string;
  day: Day;
  at: Date;
  /** For a step: the due date that it goes by, and its version. */
  due?: { on: Day; version: number };
  /** For one person alone. */
  personKey?: string;
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

export function aboutReminder(kind: ReminderKind): About {
  if (kind === 'cover') return 'leave.cover';
  return kind === 'handed-over' ? 'report.handed-over' : `report.reminder.${kind}`;
}

/** Whether a return may still be asked for by a due date: one that was moved in time is asked for by the new one. */
export function countsFor({ moved }: Pick<Asking, 'moved'>, returnId: string, at: Date): boolean {
  const when = moved.get(returnId);
  return when === undefined || when < at;
}

/** Every reminder about these periods, whenever its time is, in order. Whom each reaches is told by `reached`. */
export function remindersOf(asking: Asking, calendar: WorkingCalendar): Reminder[] {
  const { end } = asking;
  const reminder = (kind: ReminderKind, day: Day, name: string, more: Partial<Reminder>): Reminder => ({
    key: `remind/${end}/${kind}/${name}`,
    kind,
    subject: `${reminderSubject({ end })}/${kind}/${name}`,
    about: aboutReminder(kind),
    because: 'They asked to be reminded on this day',
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
  return [...steps, ...snoozed].sort(inOrder);
}

/** The order of reminders: of those about one return to one person, the last whose time has come speaks. */
export function inOrder(a: Reminder, b: Reminder): number {
  return (
    a.day.localeCompare(b.day) ||
    ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

/** The last day to which a reminder about a period can be put off: the next period opens on the day after, or later. */
export function lastSnooze(register: Register, period: Period, calendar: WorkingCalendar): Day | null {
  const obligation = register.obligations.find(({ key }) => key === period.obligationKey);
  if (!obligation) return null;
  const { end } = nextPeriod(obligation.cadence, register.partnership.yearStartMonth, period.start);
  return calendar.onOrBefore(addDays(opensOn(end, calendar), -1));
}
