import { isOneOf } from '../partnership/asked.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { here } from '../partnership/leave.ts';
import type { Register } from '../partnership/register.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import type { Claimed, Database, Store } from '../store/store.ts';
import { heading, line, list, type Message, paragraph, type Span, strong } from '../views/message.ts';
import { addressName } from './destination.ts';

/** A delivery that is given up, and why. */
export interface Failure {
  claimed: Claimed;
  reason: string;
  /** What was to be changed was taken away there: nothing stands there any more. */
  gone?: boolean;
}

/** What the message about failures is about. It is never about itself. */
export const ABOUT_FAILURE = 'delivery.failed';

/**
 * Gives up deliveries of one partnership and puts one message about all of them to its programme manager, in one
 * transaction: no failure without a word about it, and no word twice.
 */
export async function giveUp(database: Database, partnershipId: string, failures: Failure[], now: Date): Promise<void> {
  await database.transact(partnershipId, async (store) => {
    for (const { claimed, reason, gone } of failures) await store.deliveries.failed(claimed, reason, gone);
    // Some of it has to reach somebody else then.
    store.askJobs();
    // What is immediate is put before them at once, whatever else there is.
    for (const isUrgent of [true, false]) {
      const own = failures.filter((failure) => isImmediate(failure) === isUrgent);
      await tell(store, 'undelivered', own, now);
    }
  });
}

/** Puts one message to the programme manager about a delivery that has been tried for long and still is. */
export async function sayDelayed(database: Database, failure: Failure, now: Date): Promise<void> {
  await database.transact(failure.claimed.partnershipId, (store) => tell(store, 'delayed', [failure], now));
}

/** It was to reach somebody at once. What stands there already and could not be changed wakes nobody. */
const isImmediate = ({ claimed: { urgent, action } }: Failure) => urgent && action === 'post';

type Trouble = 'undelivered' | 'delayed';

async function tell(store: Store, trouble: Trouble, failures: Failure[], now: Date): Promise<void> {
  // Nothing is promised about a page that somebody opens themselves: opened again, it is made again.
  const told = failures.filter(
    ({ claimed: { about, posting } }) => about !== ABOUT_FAILURE && posting.addressKind !== 'home',
  );
  const first = told[0];
  const register = await store.register();
  const today = localDay(now, register.partnership.timeZone);
  const managers = programmeManagers(register, today);
  const present = here(register, managers, today);
  const reached = present.filter(({ key }) => !told.some(({ claimed }) => claimed.posting.addressKey === key));
  const [manager = managers[0]] = [...reached, ...present];
  if (!first || !manager) return;
  const subject = `${trouble}/${first.claimed.id}`;
  const isNow = isImmediate(first);
  await store.deliveries.queue(
    {
      to: { kind: 'person', key: manager.key },
      subject,
      message: words(register, trouble, told),
      about: ABOUT_FAILURE,
      because: 'What could not be delivered is in front of the programme manager the same day',
      dedupeKey: subject,
      notBefore: isNow ? now : nextContactTime(now, workingCalendar(register)),
      ...(isNow && { data: { atAnyHour: true } }),
    },
    now,
  );
}

function words(register: Register, trouble: Trouble, failures: Failure[]): Message {
  const isNow = failures.some(isImmediate);
  const count = `${failures.length} ${isNow ? 'immediate ' : ''}${failures.length === 1 ? 'message' : 'messages'}`;
  const title =
    trouble === 'undelivered'
      ? `${count} could not be delivered`
      : `${count} has not been delivered yet and is still being tried`;
  const them = failures.length === 1 ? 'them' : 'each of them';
  return {
    summary: title,
    blocks: [
      heading(title),
      list(...failures.map((failure) => item(register, failure))),
      paragraph(
        strong('What to do. '),
        trouble === 'undelivered'
          ? `${isNow ? `Ring ${them} now` : `Tell ${them} another way`}. Then correct the account or the channel in the agreement file and import it again, or ask whoever looks after the chat tool to let this app write there. The next message is sent to the corrected address.`
          : `${isNow ? 'Ring them now' : 'If it is urgent, tell them another way'}. It is tried for about a day, and you hear again only if it fails.`,
      ),
      ...(trouble === 'undelivered' && failures.some(isDigestMissing)
        ? [paragraph('Once the channel is right, type “digest”, then press “Post it again”.')]
        : []),
    ],
  };
}

/** A digest that does not stand in its channel. */
function isDigestMissing({ claimed: { about, action }, gone }: Failure): boolean {
  return isOneOf(['digest'], about) && (action === 'post' || gone === true);
}

function item(register: Register, { claimed, reason }: Failure): Span[] {
  const { posting, action, because } = claimed;
  const why = action === 'post' ? 'Why it was sent' : 'Why it was brought up to date';
  return line(
    strong(addressName(register, posting.addressKind, posting.addressKey)),
    `. ${why}: ${sentence(because)} Why it did not arrive: ${sentence(reason)}`,
  );
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
