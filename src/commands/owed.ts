import type { About } from '../partnership/about.ts';
import { returnsIn } from '../partnership/asked.ts';
import { spokenOf } from '../partnership/owed.ts';
import type { Period, Return } from '../partnership/returns.ts';
import type { Speaking, ToDeliver } from '../store/store.ts';
import type { Message } from '../views/message.ts';
import { speakingUnder } from '../views/speaking.ts';
import type { Context } from './command.ts';
import { bringDigestUpToDate } from './posted-digest.ts';

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
  const brought = (posting: Speaking, about: About, message: Message): ToDeliver => ({
    to: { kind: posting.addressKind, key: posting.addressKey },
    subject: posting.subject,
    message,
    // Where nothing stands yet, this is the first that anybody sees.
    about: posting.messageId === null ? about : `${about}.updated`,
    because,
    dedupeKey: `${posting.subject}/${posting.addressKind}/${posting.addressKey}/${once}`,
    notBefore: context.now,
    data: posting.data,
  });
  /** A reminder of what has arrived does not go out any more, unless it may have gone out by now. */
  const isTakenBack = async ({ subject, addressKind, addressKey }: Speaking) => {
    const to = { kind: addressKind, key: addressKey };
    await store.deliveries.withdraw({ subject, to }, 'What it asks for arrived before it was sent');
    return !(await store.deliveries.waiting(subject)).some(({ kind, key }) => kind === to.kind && key === to.key);
  };

  const speaking = await store.postings.speakingOf(ids);
  const rows = await store.owed.of([...new Set(speaking.flatMap(returnsIn))]);
  const wanted: ToDeliver[] = [];
  for (const posting of speaking) {
    const { subject, messageId, isWaiting, addressKey } = posting;
    const kind = speakingUnder(subject);
    // What was withdrawn or could not be delivered is not started anew by a report.
    if (!kind || (messageId === null && !isWaiting)) continue;
    const spoken = spokenOf(register, rows, returnsIn(posting), addressKey, today);
    const isOver = kind.asks && !spoken.some((one) => kind.asks?.(one, subject));
    if (isOver && messageId === null && (await isTakenBack(posting))) continue;
    wanted.push(brought(posting, kind.about(subject), kind.message(register, spoken, today, posting)));
  }
  await store.deliveries.queueAll(wanted, context.now);
  await bringDigestUpToDate(context, period, once);
}
