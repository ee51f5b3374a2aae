import { isResumed, promptSubject, reminderSubject } from '../partnership/openings.ts';
import { isWaiting, type Returns, spokenOf } from '../partnership/owed.ts';
import type { Period, Return } from '../partnership/returns.ts';
import type { Posting, Reader } from '../store/store.ts';
import type { Message } from '../views/message.ts';
import { resumedMessage } from '../views/mode.ts';
import { promptMessage } from '../views/prompt.ts';
import { reminderMessage } from '../views/reminder.ts';
import type { Context } from './command.ts';
import { bringDigestUpToDate } from './posted-digest.ts';

/** What is owed in all periods that are open, sent or not. */
export async function openReturns(reader: Reader): Promise<Returns> {
  return returnsOf(reader, await reader.periods.open());
}

async function returnsOf(reader: Reader, periods: Period[]): Promise<Returns> {
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
  owed: Return,
  period: Period,
  /** What it is brought up to date with, once: `v2`. */
  change: string,
): Promise<void> {
  const { store, register, today } = context;
  const because = 'A message that speaks of a report is brought up to date when the report is sent';
  const bring = async (posting: Posting, about: string, message: Message) =>
    store.deliveries.queue(
      {
        to: { kind: posting.addressKind, key: posting.addressKey },
        subject: posting.subject,
        message,
        // Where nothing stands yet, this is the first that anybody sees.
        about: posting.messageId === null ? about : `${about}.updated`,
        because,
        dedupeKey: `${posting.subject}/${posting.addressKind}/${posting.addressKey}/${owed.id}/${change}`,
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

  for (const subject of [promptSubject(period), reminderSubject(period)]) {
    for (const posting of firstParts(await store.postings.of(subject))) {
      const ids = returnIds(posting);
      if (!ids.includes(owed.id)) continue;
      const spoken = spokenOf(register, await rowsOf(store, ids), ids, posting.addressKey, today);
      if (subject === reminderSubject(period) && !spoken.some(isWaiting)) await takeBack(posting);
      if (!(await stands(posting))) continue;
      if (subject === promptSubject(period)) await bring(posting, 'report.prompt', promptMessage(register, spoken));
      else await bring(posting, 'report.reminder', reminderMessage(register, spoken, today));
    }
  }
  for (const posting of await store.postings.speakingOf(owed.id)) {
    if (!isResumed(posting.subject)) continue;
    const ids = returnIds(posting);
    const spoken = spokenOf(register, await rowsOf(store, ids), ids, posting.addressKey, today);
    if (!spoken.some(isWaiting)) await takeBack(posting);
    if (await stands(posting)) await bring(posting, 'mode.resumed', resumedMessage(register, spoken));
  }
  await bringDigestUpToDate(context, period, `${owed.id}/${change}`);
}

function returnIds({ data }: Posting): string[] {
  return Array.isArray(data.returns) ? data.returns.map(String) : [];
}

function firstParts(postings: Posting[]): Posting[] {
  return postings.filter(({ part }) => part === 1);
}

async function rowsOf(reader: Reader, ids: string[]): Promise<Returns> {
  const returns: Return[] = [];
  const periods = new Map<string, Period>();
  for (const id of ids) {
    const owed = await reader.returns.byId(id);
    const period = owed && (periods.get(owed.periodId) ?? (await reader.periods.byId(owed.periodId)));
    if (!owed || !period) continue;
    returns.push(owed);
    periods.set(period.id, period);
  }
  const current = await reader.returns.current(ids);
  return { returns, periods: [...periods.values()], current, withdrawn: await reader.withdrawals.of(ids) };
}
