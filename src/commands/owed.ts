import type { About } from '../partnership/about.ts';
import { chaseSubject, isResumed, promptSubject, reminderSubject } from '../partnership/openings.ts';
import { isWaiting, type Owed, type Returns, spokenOf } from '../partnership/owed.ts';
import { aboutReminder, kindOfReminder, stillAskedBy } from '../partnership/reminding.ts';
import type { Period, Return } from '../partnership/returns.ts';
import { supportSubject } from '../partnership/sending.ts';
import type { Posting, Reader } from '../store/store.ts';
import { chaseMessage } from '../views/chase.ts';
import type { Message } from '../views/message.ts';
import { resumedMessage } from '../views/mode.ts';
import { overdueMessage } from '../views/overdue.ts';
import { promptMessage } from '../views/prompt.ts';
import { reminderMessage } from '../views/reminder.ts';
import { supportMessage } from '../views/support.ts';
import type { Context } from './command.ts';
import { bringDigestUpToDate } from './posted-digest.ts';

/** A kind of message that speaks of returns. */
interface Speaking {
  is(subject: string): boolean;
  about(subject: string): About;
  /** It asks for what has not arrived, and does not go out once everything has, or is asked for by another date. */
  asks?(one: Owed, subject: string): boolean;
  message(context: Pick<Context, 'register' | 'today'>, spoken: Owed[], posting: Posting): Message;
}

const SPEAKING: Speaking[] = [
  {
    is: (subject) => subject.startsWith(promptSubject({ end: '' })),
    about: () => 'report.prompt',
    message: ({ register }, spoken) => promptMessage(register, spoken),
  },
  {
    is: (subject) => subject.startsWith(supportSubject({ end: '' })),
    about: () => 'report.prompt.support',
    message: ({ register }, spoken) => supportMessage(register, spoken),
  },
  {
    is: (subject) => subject.startsWith(reminderSubject({ end: '' })),
    about: (subject) => aboutReminder(kindOfReminder(subject) ?? 'due'),
    asks: stillAskedBy,
    message: ({ register, today }, spoken, { subject }) =>
      reminderMessage(register, spoken, today, kindOfReminder(subject) ?? 'due'),
  },
  {
    is: (subject) => subject.startsWith(chaseSubject('')),
    about: () => 'report.chased',
    asks: isWaiting,
    message: ({ register }, spoken, { data }) =>
      chaseMessage(
        register,
        spoken,
        register.people.find(({ key }) => key === data.by)?.name ?? 'The programme manager',
      ),
  },
  {
    is: (subject) => subject.startsWith('overdue/'),
    about: () => 'report.overdue',
    asks: stillAskedBy,
    message: ({ register }, spoken) => overdueMessage(register, spoken),
  },
  {
    is: isResumed,
    about: () => 'mode.resumed',
    asks: isWaiting,
    message: ({ register }, spoken) => resumedMessage(register, spoken),
  },
];

/** What is owed in all periods that are open, sent or not. */
export async function openReturns(reader: Reader): Promise<Returns> {
  return returnsOf(reader, await reader.periods.open());
}

/** What is owed in these periods, sent or not. */
export async function returnsOf(reader: Reader, periods: Period[]): Promise<Returns> {
  const returns = await reader.returns.ofPeriods(periods.map(({ id }) => id));
  const ids = returns.map(({ id }) => id);
  const current = await reader.returns.current(ids);
  return { periods, returns, current, withdrawn: await reader.withdrawals.of(ids) };
}

/**
 * Brings every message that speaks of a return up to date where it stands: the first message to those who were asked,
 * the reminder, and the digest where it was posted before.
 */
export async function bringUpToDate(
  context: Context,
  changed: Return | Return[],
  period: Period,
  /** What it is brought up to date with, once: `v2`. */
  change: string,
): Promise<void> {
  const { store, register, today } = context;
  const ids = [changed].flat().map(({ id }) => id);
  const once = `${ids[0]}/${change}`;
  const because = 'A message that speaks of a report is brought up to date when something becomes of the report';
  const bring = async (posting: Posting, about: About, message: Message) =>
    store.deliveries.queue(
      {
        to: { kind: posting.addressKind, key: posting.addressKey },
        subject: posting.subject,
        message,
        // Where nothing stands yet, this is the first that anybody sees.
        about: posting.messageId === null ? about : `${about}.updated`,
        because,
        dedupeKey: `${posting.subject}/${posting.addressKind}/${posting.addressKey}/${once}`,
        notBefore: context.now,
        data: posting.data,
      },
      context.now,
    );

  /** Shown, or on its way. What was withdrawn or could not be delivered is not started anew by a report. */
  const stands = async ({ messageId, subject, addressKind, addressKey }: Posting) =>
    messageId !== null ||
    (await store.deliveries.waiting(subject)).some(({ kind, key }) => kind === addressKind && key === addressKey);
  /** A reminder of what has arrived does not go out any more. */
  const takeBack = async ({ subject, addressKind, addressKey }: Posting) =>
    store.deliveries.withdraw(
      { subject, to: { kind: addressKind, key: addressKey } },
      'What it asks for arrived before it was sent',
    );

  const speaking = await store.postings.speakingOf(ids);
  const rows = await rowsOf(store, [...new Set(speaking.flatMap(returnIds))]);
  for (const posting of speaking) {
    const kind = SPEAKING.find(({ is }) => is(posting.subject));
    if (!kind) continue;
    const spoken = spokenOf(register, rows, returnIds(posting), posting.addressKey, today);
    if (kind.asks && !spoken.some((one) => kind.asks?.(one, posting.subject))) await takeBack(posting);
    if (await stands(posting))
      await bring(posting, kind.about(posting.subject), kind.message(context, spoken, posting));
  }
  await bringDigestUpToDate(context, period, once);
}

function returnIds({ data }: Posting): string[] {
  return Array.isArray(data.returns) ? data.returns.map(String) : [];
}

async function rowsOf(reader: Reader, ids: string[]): Promise<Returns> {
  const returns = await reader.returns.byIds(ids);
  const periods = await reader.periods.byIds([...new Set(returns.map(({ periodId }) => periodId))]);
  const current = await reader.returns.current(ids);
  return { returns, periods, current, withdrawn: await reader.withdrawals.of(ids) };
}
