import { localDay } from '../partnership/contact.ts';
import { OPEN, SETTLED } from '../partnership/escalation.ts';
import { type MineRows, mineOf } from '../partnership/mine.ts';
import type { Person, Register } from '../partnership/register.ts';
import { isOnRegister } from '../partnership/responsibility.ts';
import type { Reader, Store } from '../store/store.ts';
import type { Message } from '../views/message.ts';
import { mineMessage, notYoursAnyMore } from '../views/mine.ts';
import { unreachedAmong } from './escalation-unreached.ts';
import { askedAmong } from './following-questions.ts';

/** Under what everybody's own page lives, one for each account that opened it. */
const SUBJECT = 'mine';

/** What everybody's own page is made from. */
export async function mineRows(reader: Reader): Promise<MineRows> {
  const rows = await reader.owed.open();
  const ids = rows.returns.map(({ id }) => id);
  const begun = await reader.drafts.begun(ids.map(draftSubject));
  const escalations = await reader.escalations.in([...OPEN, ...SETTLED]);
  const opened = rows.periods.map(({ openedAt }) => openedAt.getTime());
  return {
    ...rows,
    escalations,
    raisers: escalations.length > 0 ? await reader.escalations.raisers(escalations.map(({ id }) => id)) : [],
    unreached: await unreachedAmong(reader, escalations),
    asked: await askedAmong(reader, escalations),
    prepared: await reader.proposals.newest(ids),
    begun: begun.map(({ personKey, subject }) => ({ personKey, returnId: subject.slice(draftSubject('').length) })),
    claims: await reader.claims.waiting(),
    undelivered: await reader.postings.undelivered(new Date(opened.length > 0 ? Math.max(...opened) : 0)),
  };
}

const draftSubject = (returnId: string) => `return/${returnId}`;

/** Whose page it is. `several`: their account has one in other partnerships, too, so it says which one this is about. */
type Holder = Pick<Person, 'key'> & { several: boolean };

/** One person's page, as it is now. */
export function minePage(register: Register, rows: MineRows, person: Holder, now: Date): Message {
  const today = localDay(now, register.partnership.timeZone);
  if (!isOnRegister(register, person, today)) return notYoursAnyMore(register.partnership.name);
  return mineMessage(register, mineOf(register, rows, person, today), today, person.several);
}

/** Where a page is to be put, and by what name that is known for ever. */
export interface Placing {
  accountKey: string;
  message: Message;
  several: boolean;
  /** Posted again below everything that was said since, where it stands among other messages. */
  anew: boolean;
}

/** Puts somebody's page where only they see it; where it stands already, it is brought up to date there. */
export async function place(
  store: Store,
  { accountKey, message, several, anew }: Placing,
  now: Date,
  id: () => string,
) {
  await store.deliveries.queue(
    {
      to: { kind: 'home', key: accountKey },
      subject: SUBJECT,
      message,
      about: 'mine',
      because: 'They opened or asked for what is theirs, and it stays up to date where it stands',
      dedupeKey: `${SUBJECT}/${accountKey}/${id()}`,
      notBefore: now,
      // What is wanted there, so that everybody's page can be compared without asking for what was sent.
      data: { shows: JSON.stringify(message), several },
      anew,
    },
    now,
  );
}

/**
 * Brings the page of everybody who ever opened theirs up to date with what was just done, in the same transaction.
 * Nobody is notified of it. Whoever did not open theirs gets nothing.
 */
export async function followInPages(store: Store, now: Date, id: () => string): Promise<void> {
  if ((await stale(store, now)).length === 0) return;
  // Another transaction may be changing the same pages: whoever is second reads what the first has done.
  const held = (await store.postings.of(SUBJECT)).map((posting) => posting.id);
  await store.deliveries.hold(held);
  for (const page of await stale(store, now)) await place(store, { ...page, anew: false }, now, id);
}

async function stale(store: Store, now: Date): Promise<Omit<Placing, 'anew'>[]> {
  const pages = (await store.postings.of(SUBJECT)).filter(({ part }) => part === 1);
  if (pages.length === 0) return [];
  const register = await store.register();
  const rows = await mineRows(store);
  return pages.flatMap(({ addressKey, data }) => {
    const account = register.accounts.find(({ key }) => key === addressKey);
    if (!account) return [];
    const several = data.several === true;
    const person = { key: account.endedOn === null ? account.personKey : '', several };
    const message = minePage(register, rows, person, now);
    return JSON.stringify(message) === data.shows ? [] : [{ accountKey: addressKey, message, several }];
  });
}
