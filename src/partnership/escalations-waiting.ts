import { workingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import { type Escalation, OPEN, type Raiser, SETTLED } from './escalation.ts';
import { answering } from './escalation-answering.ts';
import { type Due, dueOn } from './escalation-clock.ts';
import { toBeAsked } from './escalation-side.ts';
import { partsOf } from './escalation-steps.ts';
import { meetingOf } from './meetings.ts';
import type { Person, Register } from './register.ts';

/** What is not closed yet, with everybody who raised it. */
export interface Unclosed {
  escalations: Escalation[];
  raisers: (Raiser & { escalationId: string })[];
  /** For each of which a message did not reach somebody, whom none has. */
  unreached: Map<string, string[]>;
  /** For each that waits for those who raised it: to whom the question went, be it in their place. */
  asked: Map<string, string[]>;
}

/** What somebody is waited for: on a question, an outcome to be read, a decision to be recorded, or what is due next. */
export type WaitsFor = 'acknowledgement' | 'answer' | 'passing' | 'decision' | 'question' | 'outcome';

/** An escalation that waits for somebody. */
export interface Waiting {
  escalation: Escalation;
  what: WaitsFor;
  due: Due | null;
}

/** Everything that waits for one person on a day: what is due first stands first, and what is due on no day last. */
export function escalationsWaitingFor(
  register: Register,
  { escalations, raisers, unreached, asked }: Unclosed,
  person: Pick<Person, 'key'>,
  day: Day,
): Waiting[] {
  const calendar = workingCalendar(register);
  const last = '9999-12-31';
  return escalations
    .flatMap((escalation): Waiting[] => {
      const own = raisers.filter(({ escalationId }) => escalationId === escalation.id);
      const { id } = escalation;
      const subject = { escalation, raisers: own, unreached: unreached.get(id) ?? [], asked: asked.get(id) ?? [] };
      const what = waitsFor(register, subject, person, day);
      return what ? [{ escalation, what, due: dueOn(register, escalation, calendar) }] : [];
    })
    .sort((a, b) => (a.due?.on ?? last).localeCompare(b.due?.on ?? last));
}

function waitsFor(
  register: Register,
  subject: { escalation: Escalation; raisers: Raiser[]; unreached: string[]; asked: string[] },
  person: Pick<Person, 'key'>,
  day: Day,
): WaitsFor | null {
  const { escalation, raisers, asked } = subject;
  const { state, waitingSince, meetingKey } = escalation;
  const parts = partsOf(register, escalation, raisers, person, day);
  if (SETTLED.includes(state)) return parts.has('raiser') ? 'outcome' : null;
  if (!OPEN.includes(state)) return null;
  if (waitingSince) {
    const { to } = toBeAsked({ register, today: day }, { raisers });
    const has = parts.has('colleague') && asked.includes(person.key);
    return has || to.some(({ personKey }) => personKey === person.key) ? 'question' : null;
  }
  if (state === 'on_agenda') {
    const meeting = meetingOf(register, meetingKey);
    return parts.has('manager') && meeting && meeting.date < day ? 'decision' : null;
  }
  if (!answering(register, subject, day).some(({ personKey }) => personKey === person.key)) return null;
  if (state === 'raised') return 'acknowledgement';
  // Where nobody else is there, it comes to somebody who does not answer it themselves.
  return parts.has('lead') || parts.has('group') ? 'answer' : 'passing';
}

/** What is overdue of those that are open. */
export function overdueAmong(register: Register, escalations: Escalation[], day: Day): Escalation[] {
  const calendar = workingCalendar(register);
  return escalations.filter((one) => {
    const due = dueOn(register, one, calendar);
    return due !== null && due.on < day;
  });
}
