import type { About } from '../partnership/about.ts';
import type { Day } from '../partnership/day.ts';
import { chaseSubject, isResumed, promptSubject, reminderSubject } from '../partnership/openings.ts';
import { isWaiting, type Owed } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import { aboutReminder, kindOfReminder, stillAskedBy } from '../partnership/reminding.ts';
import { personName } from '../partnership/roles.ts';
import { supportSubject } from '../partnership/sending.ts';
import { chaseMessage } from './chase.ts';
import { explained } from './explain.ts';
import type { Message } from './message.ts';
import { resumedMessage } from './mode.ts';
import { overdueMessage } from './overdue.ts';
import { promptMessage } from './prompt.ts';
import { reminderMessage } from './reminder.ts';
import { supportMessage } from './support.ts';

/** A kind of message that speaks of returns, and is brought up to date when something becomes of them. */
interface Speaking {
  is(subject: string): boolean;
  about(subject: string): About;
  /** It asks for what has not arrived, and does not go out once everything has, or is asked for by another date. */
  asks?(one: Owed, subject: string): boolean;
  message(register: Register, spoken: Owed[], today: Day, posting: Posted): Message;
}

interface Posted {
  subject: string;
  data: Record<string, unknown>;
}

const SPEAKING: Speaking[] = [
  {
    is: (subject) => subject.startsWith(promptSubject({ end: '' })),
    about: () => 'report.prompt',
    message: promptMessage,
  },
  {
    is: (subject) => subject.startsWith(supportSubject({ end: '' })),
    about: () => 'report.prompt.support',
    message: supportMessage,
  },
  {
    is: (subject) => subject.startsWith(reminderSubject({ end: '' })),
    about: (subject) => aboutReminder(kindOfReminder(subject) ?? 'due'),
    asks: stillAskedBy,
    message: (register, spoken, today, { subject }) =>
      reminderMessage(register, spoken, today, kindOfReminder(subject) ?? 'due'),
  },
  {
    is: (subject) => subject.startsWith(chaseSubject('')),
    about: () => 'report.chased',
    asks: isWaiting,
    message: (register, spoken, _, { data }) =>
      chaseMessage(register, spoken, personName(register, String(data.by)) ?? 'The programme manager'),
  },
  {
    is: (subject) => subject.startsWith('overdue/'),
    about: () => 'report.overdue',
    asks: stillAskedBy,
    message: overdueMessage,
  },
  {
    is: isResumed,
    about: () => 'mode.resumed',
    asks: isWaiting,
    message: resumedMessage,
  },
];

/** What is left of a message to somebody of whom nothing in it is asked any more. */
export const HANDED_ON: Message = explained(
  'Somebody else is asked for this now',
  'Somebody else is asked for this now. You do not need to do anything.',
);

/** The kind of a message that speaks of returns, by its subject. */
export function speakingUnder(subject: string): Speaking | undefined {
  return SPEAKING.find(({ is }) => is(subject));
}
