import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { promptSubject } from '../partnership/openings.ts';
import type { Owed } from '../partnership/owed.ts';
import { type Considered, considered, reached } from '../partnership/reached.ts';
import { type Asking, kindOfReminder, type Reminder, remindersOf } from '../partnership/reminding.ts';
import type { Posting, Store } from '../store/store.ts';
import { reminderMessage } from '../views/reminder.ts';
import { askings } from './asking.ts';
import type { Job, JobContext } from './job.ts';

/** Asks again for what has not arrived. The steps, and what goes before what, are data and rules of the partnership. */
export const remind: Job = {
  name: 'remind',
  help: 'Reminds each person of what they still owe: 5 working days before it is due, on the day, and 2 working days after',

  async due(reader, now) {
    const register = await reader.register();
    const calendar = workingCalendar(register);
    return (await askings(reader, register, calendar, now))
      .flatMap((asking) => remindersOf(register, { ...asking, current: [] }, calendar))
      .map(({ key, at }) => ({ key, at, input: {} }))
      .filter(({ at }) => at <= now);
  },

  async run({ key }, context) {
    const found = await consider(key, context);
    if (!found) return;
    for (const [personKey, owed] of reached(found.all)) await send(found.reminder, personKey, owed, context);
  },

  async explain({ key }, context) {
    const found = await consider(key, context);
    if (!found) return [];
    const { about, because } = found.reminder;
    return found.all.flatMap(({ personKey, one, not }) =>
      not === null ? [] : [{ personKey, about, because, why: `${one.title}: ${not}` }],
    );
  },
};

/** To whom a reminder speaks of what now, and of what it does not speak to them. */
async function consider(
  key: string,
  { store, register, now }: JobContext,
): Promise<{ reminder: Reminder; all: Considered[] } | null> {
  const calendar = workingCalendar(register);
  const end = key.split('/')[1];
  const group = (await askings(store, register, calendar, now)).find((one) => one.end === end);
  const reminder = group && remindersOf(register, { ...group, current: [] }, calendar).find((one) => one.key === key);
  if (!group || !reminder) return null;
  // Whoever is sending a report now is waited for, and whoever sends one after this finds the reminder.
  for (const { id } of group.returns) await store.returns.lock(id);
  const ids = group.returns.map(({ id }) => id);
  const returns = await store.returns.ofPeriods(group.periods.map(({ id }) => id));
  const asking = { ...group, returns, current: await store.returns.current(ids) };

  const prompts = await promptsOf(store, asking);
  const prompted = (personKey: string, id: string) => prompts.some((one) => speaksTo(one.posting, personKey, id));
  // Somebody whose first message is still on its way would get two that say the same.
  const unasked = prompts.filter((one) => one.isWaiting).map(({ posting }) => posting);
  const all = considered(register, reminder, asking, calendar, now, prompted).map((each): Considered => {
    const waits = unasked.some((posting) => speaksTo(posting, each.personKey, each.one.owed.id));
    return each.not === null && waits
      ? { ...each, not: 'the first message that asks for it is still on its way' }
      : each;
  });
  return { reminder, all };
}

async function send(
  { kind, subject, about, because }: Reminder,
  personKey: string,
  owed: Owed[],
  { store, register, now }: Pick<JobContext, 'store' | 'register' | 'now'>,
): Promise<void> {
  await takeBackOlder(store, personKey, subject, owed);
  const calendar = workingCalendar(register);
  const name = register.people.find(({ key }) => key === personKey)?.name ?? personKey;
  await store.deliveries.queue(
    {
      to: { kind: 'person', key: personKey },
      subject,
      message: reminderMessage(register, owed, localDay(now, calendar.timeZone), kind),
      about,
      because: `${because}; ${name} is ${owed.map((one) => one.because).join(' and ')}`,
      dedupeKey: `${subject}/${personKey}`,
      notBefore: nextContactTime(now, calendar),
      data: { returns: owed.map((one) => one.owed.id) },
    },
    now,
  );
}

/** An older reminder that never went out, of nothing that this one does not speak of, would say the same again. */
async function takeBackOlder(store: Store, personKey: string, subject: string, owed: Owed[]): Promise<void> {
  const ids = owed.map((one) => one.owed.id);
  const older = new Map<string, Posting>();
  for (const id of ids) {
    for (const posting of await store.postings.speakingOf(id)) {
      if (posting.addressKey === personKey && posting.subject !== subject) older.set(posting.id, posting);
    }
  }
  for (const posting of older.values()) {
    if (!kindOfReminder(posting.subject) || posting.messageId !== null) continue;
    if (!returnIds(posting).every((id) => ids.includes(id))) continue;
    const to = { kind: posting.addressKind, key: personKey };
    await store.deliveries.withdraw({ subject: posting.subject, to }, 'A newer reminder took its place');
  }
}

/** The first messages about these periods that were sent, or are on their way. */
async function promptsOf(store: Store, { end }: Asking): Promise<{ posting: Posting; isWaiting: boolean }[]> {
  const subject = promptSubject({ end });
  const waiting = await store.deliveries.waiting(subject);
  return (await store.postings.of(subject))
    .map((posting) => ({ posting, isWaiting: waiting.some(({ key }) => key === posting.addressKey) }))
    .filter(({ posting, isWaiting }) => isWaiting || posting.messageId !== null);
}

function speaksTo(posting: Posting, personKey: string, returnId: string): boolean {
  return posting.addressKey === personKey && returnIds(posting).includes(returnId);
}

function returnIds({ data }: Posting): string[] {
  return Array.isArray(data.returns) ? data.returns.map(String) : [];
}
