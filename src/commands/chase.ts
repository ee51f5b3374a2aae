import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import { type Day, formatDay } from '../partnership/day.ts';
import { chaseSubject } from '../partnership/openings.ts';
import { isWaiting, type Owed, owedByPerson, type Returns, waitsElsewhere } from '../partnership/owed.ts';
import { responsibleFor } from '../partnership/responsibility.ts';
import { noun } from '../views/called.ts';
import { type Chased, chasedMessage, chaseMessage } from '../views/chase.ts';
import { explained } from '../views/explain.ts';
import type { Message } from '../views/message.ts';
import { inSentence, together } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { forManagers, input, meant, parse, type Told, tellEach } from './managing.ts';
import type { Subject } from './sending.ts';
import { whenTold } from './when-told.ts';

export const chase = command({
  name: 'chase',
  help: 'ask for a report once more, or “chase all” for all that is owed',
  usage: 'chase hate crime',
  may: forManagers,
  input,
  parse,
  async run(wanted, context) {
    const { store } = context;
    if ((await store.state()).mode === 'paused') return { kind: 'message', message: PAUSED };
    // Whoever is sending a report now is waited for, and whoever sends one after this finds what was asked.
    const periods = (await store.periods.open()).map(({ id }) => id);
    await store.returns.hold((await store.returns.ofPeriods(periods)).map(({ id }) => id));
    const rows = await store.owed.open();
    if (wanted.return === undefined && /^(all|everybody|everyone)\b/i.test(wanted.words ?? '')) {
      return { kind: 'message', message: await chased(context, rows, null) };
    }
    const found = await meant(context, wanted, { name: 'chase', verb: 'Chase', opens: false });
    if ('message' in found) return { kind: 'message', message: found.message };
    const nothing = nothingToChase(rows, found.subject);
    return { kind: 'message', message: nothing ?? (await chased(context, rows, found.subject)) };
  },
});

const PAUSED = explained(
  'Nobody was chased',
  'Nobody was chased: this partnership is paused. Once it goes on, everybody gets one message about what they owe: type “resume”.',
);

/** Why nobody is asked for one report; null where somebody is. */
function nothingToChase({ current, periods }: Returns, subject: Subject): Message | null {
  const { owed, title } = subject;
  const not = (why: string) => explained('Nobody was chased', `Nobody was chased about ${inSentence(title)}: ${why}`);
  if (current.some(({ returnId }) => returnId === owed.id)) {
    return not(`the ${noun(subject)} has arrived, reference ${owed.reference}.`);
  }
  if (owed.excusedAt) return not('it is excused.');
  return periods.some(({ id }) => id === owed.periodId) ? null : not('its period is closed.');
}

/** Chases whoever owes this report, or whoever owes anything: each about all that they owe, and once a day. */
async function chased(context: Context, rows: Returns, subject: Subject | null): Promise<Message> {
  const { store, register, person, now, today } = context;
  const at = nextContactTime(now, workingCalendar(register));
  const day = localDay(at, register.partnership.timeZone);
  const sending: { person: { key: string }; told: Told }[] = [];
  const done: Chased[] = [];
  const not: string[] = [];
  const asked = new Map<string, string[]>();
  const chasedBefore = new Set((await store.postings.of(chaseSubject(day))).map(({ addressKey }) => addressKey));
  const putOff = await snoozesAfter(context, rows, day);
  // In the order in which things are owed, as the day is when it is asked for.
  for (const [key, all] of owedByPerson(register, rows, day)) {
    const unsent = all.filter(isWaiting);
    const owed = unsent.filter((one) => !waitsElsewhere(one, { key }));
    not.push(...waitingElsewhere(unsent, key, subject));
    if (owed.length === 0 || (subject && !owed.some((one) => one.owed.id === subject.owed.id))) continue;
    const { name } = register.people.find((one) => one.key === key)!;
    const titles = owed.map(({ title, draft }) => `${title}${draft ? ', which waits for their approval' : ''}`);
    if (key === person.key) {
      not.push(`You are asked for ${together(owed.map(({ title }) => inSentence(title)))} yourself`);
      continue;
    }
    if (chasedBefore.has(key)) {
      const when = day === today ? 'today' : `for ${formatDay(day)}`;
      not.push(`${name} was chased ${when} already: once a day at most`);
      continue;
    }
    sending.push({ person: { key }, told: chasing(context, owed, day) });
    for (const one of owed) asked.set(one.owed.id, [...(asked.get(one.owed.id) ?? []), key]);
    const until = putOff.find(({ personKey }) => personKey === key)?.until;
    done.push({ name, titles, note: until ? `They had asked to be reminded on ${formatDay(until)}` : null });
  }
  await takeBackOlder(
    context,
    sending.map(({ person: { key } }) => key),
    day,
  );
  await tellEach(context, sending);
  await store.events.add(
    ...sending.map(({ person: { key } }) => ({
      ...{ at: now, by: person.key, what: 'person.chased', subject: `person/${key}`, detail: { on: day } },
    })),
    ...[...asked].map(([id, people]) => ({
      ...{ at: now, by: person.key, what: 'report.chased', subject: `return/${id}` },
      detail: { people, on: day },
    })),
  );
  not.push(...instead(context, rows, subject, day));
  return chasedMessage(done, await whenTold(context), not);
}

/** What was asked for on an earlier day and never went out, after a stop, would come beside this one. */
async function takeBackOlder({ store }: Context, keys: string[], day: Day): Promise<void> {
  const older = (await store.deliveries.queued()).filter(
    ({ about, subject, to }) => about === 'report.chased' && subject !== chaseSubject(day) && keys.includes(to.key),
  );
  await store.deliveries.suppress(
    older.map(({ id }) => id),
    'They were chased again before this was sent',
  );
}

/** One message about everything that a person owes. */
function chasing({ register, person }: Context, owed: Owed[], day: Day): Told {
  return {
    subject: chaseSubject(day),
    message: chaseMessage(register, owed, person.name),
    about: 'report.chased',
    because: `${person.name}, programme manager, asked for what has not arrived, of whoever is ${owed.map(({ because }) => because).join(' and ')}`,
    data: { returns: owed.map((one) => one.owed.id), by: person.key },
  };
}

/** What somebody asked for is not asked of, because what was prepared waits for somebody else. */
function waitingElsewhere(unsent: Owed[], key: string, subject: Subject | null): string[] {
  return unsent
    .filter(({ owed }) => !subject || owed.id === subject.owed.id)
    .flatMap((one) => {
      const why = waitsElsewhere(one, { key });
      return why ? [`${one.title}: ${why.replace(/^what they/, `what ${one.draft?.by}`)}`] : [];
    });
}

/** Who has put off their reminders beyond a day, and until when. */
async function snoozesAfter({ store }: Context, { periods }: Returns, day: Day) {
  const ends = [...new Set(periods.map(({ end }) => end))];
  const found = [];
  for (const end of ends) found.push(...(await store.snoozes.of(end)));
  return found.filter(({ until }) => until > day);
}

/** Who is away, and who is asked instead. */
function instead({ register }: Context, { returns, current }: Returns, subject: Subject | null, day: Day) {
  const sent = new Set(current.map(({ returnId }) => returnId));
  const wanted = returns.filter(
    ({ id, excusedAt }) => !sent.has(id) && !excusedAt && (!subject || id === subject.owed.id),
  );
  const lines = wanted.flatMap(({ subjectKind, subjectKey }) =>
    responsibleFor(register, subjectKind, subjectKey, day).flatMap(({ person, insteadOf }) =>
      insteadOf.map(({ name }) => `${name} is away: ${person.name} is asked instead`),
    ),
  );
  return [...new Set(lines)];
}
