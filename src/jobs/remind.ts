import { returnsIn, speaksOf } from '../partnership/asked.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { formatDay } from '../partnership/day.ts';
import { type Owed, owedByPerson } from '../partnership/owed.ts';
import { type Considered, considered, preparedByPerson, reached } from '../partnership/reached.ts';
import { type Asking, isStep, kindOfReminder, type Reminder, remindersOf } from '../partnership/reminding.ts';
import { personName } from '../partnership/roles.ts';
import type { Speaking, Store } from '../store/store.ts';
import { reminderMessage } from '../views/reminder.ts';
import { together } from '../views/words.ts';
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
      .flatMap((asking) => remindersOf(asking, calendar))
      .map(({ key, at }) => ({ key, at, input: {} }))
      .filter(({ at }) => at <= now);
  },

  async run({ key }, context) {
    const found = await consider(key, context);
    if (!found) return;
    for (const [personKey, owed] of reached(found.all))
      await send(found.reminder, personKey, owed, found.said, context);
  },

  async explain({ key }, context) {
    const found = await consider(key, context);
    if (!found) return null;
    const { about, because, personKey, due } = found.reminder;
    const on = due ? `report that is due on ${formatDay(due.on)}` : 'of these reports';
    return {
      ...{ about, because },
      people: [
        ...found.all.map((each) => ({
          personKey: each.personKey,
          why: each.not === null ? null : `${each.one.title}: ${each.not}`,
        })),
        ...dueOtherwise(found, context),
      ],
      others: personKey === undefined ? `they are not asked for any ${on}, and prepare none` : null,
    };
  },
};

interface Found {
  reminder: Reminder;
  asking: Asking;
  said: Speaking[];
  all: Considered[];
}

/** Those to whom a step says nothing because what they are asked for, or prepare, is due on another day. */
function dueOtherwise({ reminder: { due }, asking, all }: Found, { register, now }: JobContext) {
  if (!due) return [];
  const today = localDay(now, register.partnership.timeZone);
  const theirs = [owedByPerson(register, asking, today), preparedByPerson(register, asking, today)];
  return theirs.flatMap((people) =>
    [...people].flatMap(([personKey, owed]) => {
      if (all.some((each) => each.personKey === personKey)) return [];
      const other = owed.map(({ title, owed: { dueOn } }) => `${title} is due on ${formatDay(dueOn)}`);
      return [{ personKey, why: `this is about what is due on ${formatDay(due.on)}, and ${together(other)}` }];
    }),
  );
}

/** To whom a reminder speaks of what now, and of what it does not speak to them. */
async function consider(key: string, { store, register, now }: JobContext): Promise<Found | null> {
  const calendar = workingCalendar(register);
  const end = key.split('/')[1];
  const group = (await askings(store, register, calendar, now)).find((one) => one.end === end);
  const reminder = group && remindersOf(group, calendar).find((one) => one.key === key);
  if (!group || !reminder) return null;
  // Whoever is sending a report now is waited for, and whoever sends one after this finds the reminder.
  await store.returns.hold(group.returns.map(({ id }) => id));
  const asking = { ...group, ...(await store.owed.in(group.periods)) };
  const said = await store.postings.speakingOf(asking.returns.map(({ id }) => id));
  return { reminder, asking, said, all: considered(register, reminder, asking, said, calendar, now) };
}

async function send(
  { kind, subject, about, because }: Reminder,
  personKey: string,
  owed: Owed[],
  said: Speaking[],
  { store, register, now }: Pick<JobContext, 'store' | 'register' | 'now'>,
): Promise<void> {
  const own = said.filter((one) => one.addressKey === personKey && one.subject !== subject);
  await takeBackOlder(store, own, owed);
  const calendar = workingCalendar(register);
  const name = personName(register, personKey) ?? personKey;
  const notBefore = nextContactTime(now, calendar);
  await store.deliveries.queue(
    {
      to: { kind: 'person', key: personKey },
      subject,
      message: reminderMessage(register, owed, localDay(notBefore, calendar.timeZone), kind),
      about,
      because: `${because}; ${name} is ${owed.map((one) => one.because).join(' and ')}`,
      dedupeKey: `${subject}/${personKey}`,
      notBefore,
      data: speaksOf(owed),
    },
    now,
  );
}

/** An older reminder that never went out, of nothing that this one does not speak of, would say the same again. */
async function takeBackOlder(store: Store, own: Speaking[], owed: Owed[]): Promise<void> {
  const ids = owed.map((one) => one.owed.id);
  for (const older of own) {
    const kind = kindOfReminder(older.subject);
    if (!kind || !isStep(kind) || !older.isWaiting || !returnsIn(older).every((id) => ids.includes(id))) continue;
    const to = { kind: older.addressKind, key: older.addressKey };
    await store.deliveries.withdraw({ subject: older.subject, to }, 'A newer reminder took its place');
  }
}
