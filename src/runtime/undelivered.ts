import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import type { Claimed, Database } from '../store/store.ts';
import { heading, list, type Message, paragraph, type Span, strong } from '../views/message.ts';
import { addressName } from './destination.ts';

/** A delivery that is given up, and why. */
export interface Failure {
  claimed: Claimed;
  reason: string;
}

/** What the message about failures is about. It is never about itself. */
export const ABOUT_FAILURE = 'delivery.failed';

/**
 * Gives up deliveries of one partnership and puts one message about all of them to its programme manager, in one
 * transaction: no failure without a word about it, and no word twice.
 */
export async function giveUp(database: Database, partnershipId: string, failures: Failure[], now: Date): Promise<void> {
  await database.transact(partnershipId, async (store) => {
    for (const { claimed, reason } of failures) await store.deliveries.failed(claimed, reason);
    const told = failures.filter(({ claimed }) => claimed.about !== ABOUT_FAILURE);
    const first = told[0];
    if (!first) return;
    const register = await store.register();
    const items = told.map(({ claimed, reason }): Span[] => [
      strong(addressName(register, claimed.posting.addressKind, claimed.posting.addressKey)),
      { type: 'text', text: `. ${claimed.action === 'post' ? 'Why it was sent' : 'Why it was brought up to date'}: ` },
      { type: 'text', text: `${sentence(claimed.because)} Why it did not arrive: ${sentence(reason)}` },
    ]);
    const [manager] = programmeManagers(register, localDay(now, register.partnership.timeZone));
    if (!manager) return;
    await store.deliveries.queue(
      {
        to: { kind: 'person', key: manager.key },
        subject: `undelivered/${first.claimed.id}`,
        message: undelivered(items),
        about: ABOUT_FAILURE,
        because: 'A message could not be delivered, and the programme manager is told the same day',
        dedupeKey: `undelivered/${first.claimed.id}`,
        notBefore: nextContactTime(now, workingCalendar(register)),
      },
      now,
    );
  });
}

function undelivered(items: Span[][]): Message {
  const count = items.length === 1 ? '1 message' : `${items.length} messages`;
  return {
    summary: `${count} could not be delivered`,
    blocks: [
      heading(`${count} could not be delivered`),
      list(...items),
      paragraph(
        strong('What to do. '),
        `Tell ${items.length === 1 ? 'them' : 'each of them'} another way. Then correct the account or the channel in the agreement file and import it again, or ask whoever looks after the chat tool to let this app write there. The next message is sent to the corrected address.`,
      ),
    ],
  };
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
