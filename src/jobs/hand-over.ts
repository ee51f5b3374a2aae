import { returnsIn, speaksOf } from '../partnership/asked.ts';
import { type WorkingCalendar, workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { reminderSubject } from '../partnership/openings.ts';
import { isWaiting, spokenOf } from '../partnership/owed.ts';
import type { Register } from '../partnership/register.ts';
import { type Asking, aboutReminder } from '../partnership/reminding.ts';
import { personName } from '../partnership/roles.ts';
import { mayDraft } from '../partnership/sending.ts';
import { changesBetween, outdated, type Turn, type TurnKind, untold } from '../partnership/turns.ts';
import type { Reader, Speaking } from '../store/store.ts';
import { reminderMessage } from '../views/reminder.ts';
import { HANDED_ON, speakingUnder } from '../views/speaking.ts';
import { askings } from './asking.ts';
import type { Job, JobContext } from './job.ts';

/** What has changed hands: somebody's turn, of which they have not heard, or a message that asks for what is theirs no more. */
type Change = { key: string; at: Date } & (
  | { turns: Turn[]; day: Day; end: Day }
  | { message: Speaking; gone: string[]; rows: Asking }
);

const BECAUSE: Record<TurnKind, string> = {
  'handed-over': 'Whoever takes over a report that is due is asked for it',
  cover: 'While somebody is away, who stands in is asked for what is due',
  back: 'Whoever is back from leave is asked for what has not arrived yet',
};

/**
 * Whoever's turn it becomes to be asked, in the middle of a period: a report goes over to them, they stand in for
 * somebody who is away, or they are back. One rule for all three, so that nobody hears of one thing twice.
 */
export const handOver: Job = {
  name: 'hand-over',
  help: 'Asks whoever takes over a report, stands in for somebody away, or is back from leave, once, in working hours',

  async due(reader, now) {
    return (await changes(reader, await reader.register(), now)).map(({ key, at }) => ({ key, at, input: {} }));
  },

  async run({ key }, context) {
    const { store, register, now } = context;
    const find = async () => (await changes(store, register, now)).find((one) => one.key === key);
    // Whoever is sending a report now is waited for, and whoever sends one after this finds what is asked here.
    for (const id of returnsOf(await find())) await store.returns.lock(id);
    const change = await find();
    if (!change) return;
    if ('gone' in change) await takeOut(change, context);
    else if (change.day === contactDay(now, workingCalendar(register))) await ask(change, context);
  },
};

function returnsOf(change: Change | undefined): string[] {
  if (!change) return [];
  return 'gone' in change ? change.gone : change.turns.map(({ one }) => one.owed.id);
}

async function changes(reader: Reader, register: Register, now: Date): Promise<Change[]> {
  const calendar = workingCalendar(register);
  const today = contactDay(now, calendar);
  const found: Change[] = [];
  for (const asking of await askings(reader, register, calendar, now)) {
    const { end } = asking;
    const said = await reader.postings.speakingOf(asking.returns.map(({ id }) => id));
    const opened = localDay(asking.periods[0]!.openedAt, calendar.timeZone);
    for (const day of new Set([...changesBetween(register, opened, today, calendar), today])) {
      const turns = untold(register, asking, said, asking.snoozes, day, calendar).filter(({ at }) => at <= now);
      for (const personKey of new Set(turns.map((turn) => turn.personKey))) {
        const own = turns.filter((turn) => turn.personKey === personKey);
        const key = `hand-over/${end}/${day}/${personKey}/${own.map(({ one }) => one.owed.id).join('+')}`;
        found.push({ key, at: new Date(Math.max(...own.map(({ at }) => at.getTime()))), turns: own, day, end });
      }
    }
    for (const { message, gone, at } of outdated(register, asking, said, today, calendar)) {
      const key = `hand-over/${end}/from/${message.id}/${message.wanted}`;
      found.push({ key, at, message, gone, rows: asking });
    }
  }
  return found;
}

async function ask(
  { key, turns, day, end }: Extract<Change, { turns: Turn[] }>,
  { store, register, now }: JobContext,
): Promise<void> {
  const calendar = workingCalendar(register);
  const [{ personKey, one: first }] = turns as [Turn];
  const kind = (['back', 'cover'] as const).find((some) => turns.some((turn) => turn.kind === some)) ?? 'handed-over';
  const owed = turns.map(({ one }) => one);
  const name = personName(register, personKey) ?? personKey;
  await store.deliveries.queue(
    {
      to: { kind: 'person', key: personKey },
      subject: `${reminderSubject({ end })}/${kind}/${day}/${first.owed.id}`,
      message: reminderMessage(register, owed, day, kind),
      about: aboutReminder(kind),
      because: `${BECAUSE[kind]}; ${name} is ${owed.map(({ because }) => because).join(' and ')}`,
      dedupeKey: key,
      notBefore: nextContactTime(now, calendar),
      data: speaksOf(owed),
    },
    now,
  );
}

/** A message that asks for what is somebody else's now loses it, or goes on with it as what they only prepare. */
async function takeOut(
  { key, message, gone, rows }: Extract<Change, { message: Speaking }>,
  { store, register, now }: JobContext,
): Promise<void> {
  const day = contactDay(now, workingCalendar(register));
  const { addressKey, subject, messageId, data } = message;
  const to = { kind: message.addressKind, key: addressKey };
  const prepares = rows.returns
    .filter(({ subjectKind, subjectKey }) => mayDraft(register, { key: addressKey }, subjectKind, subjectKey, day))
    .map(({ id }) => id);
  const left = returnsIn(message).filter((id) => !gone.includes(id) || prepares.includes(id));
  const all = await store.owed.of(left);
  const spoken = spokenOf(register, all, left, addressKey, day);
  const kind = speakingUnder(subject);
  if (!kind) return;
  if (messageId === null && !spoken.some((one) => one.asked && isWaiting(one))) {
    await store.deliveries.withdraw({ subject, to }, 'Somebody else is asked for this now');
    return;
  }
  await store.deliveries.queue(
    {
      to,
      subject,
      message: spoken.length > 0 ? kind.message(register, spoken, day, message) : HANDED_ON,
      about: messageId === null ? kind.about(subject) : `${kind.about(subject)}.updated`,
      because: 'What somebody else has taken over is asked of them no more',
      dedupeKey: key,
      notBefore: now,
      data: { ...data, ...speaksOf(spoken) },
    },
    now,
  );
}

/** The day on which somebody hears of what is said now. */
function contactDay(now: Date, calendar: WorkingCalendar): Day {
  return localDay(nextContactTime(now, calendar), calendar.timeZone);
}
