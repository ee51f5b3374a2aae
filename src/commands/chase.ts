import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, localTime, nextContactTime } from '../partnership/contact.ts';
import { type Day, formatDay, formatLongDay } from '../partnership/day.ts';
import { chaseSubject } from '../partnership/openings.ts';
import { isWaiting, type Owed, owedByPerson, type Returns } from '../partnership/owed.ts';
import { responsibleFor } from '../partnership/responsibility.ts';
import { type Chased, chasedMessage, chaseMessage } from '../views/chase.ts';
import { explained } from '../views/explain.ts';
import type { Message } from '../views/message.ts';
import { inSentence, together } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { forManagers, input, meant, parse, type Told, tellEach } from './managing.ts';
import type { Subject } from './sending.ts';

export const chase = command({
  name: 'chase',
  help: 'ask for a report once more, or “chase all” for all that is owed',
  usage: 'chase hate crime',
  may: forManagers,
  input,
  parse,
  async run(wanted, context) {
    const rows = await context.store.owed.open();
    if (wanted.return === undefined && /^(all|everybody|everyone)\b/i.test(wanted.words ?? '')) {
      return { kind: 'message', message: await chased(context, rows, null) };
    }
    const found = await meant(context, wanted, { name: 'chase', verb: 'Chase', opens: false });
    if ('message' in found) return { kind: 'message', message: found.message };
    const nothing = nothingToChase(rows, found.subject);
    return { kind: 'message', message: nothing ?? (await chased(context, rows, found.subject)) };
  },
});

/** Why nobody is asked for one report; null where somebody is. */
function nothingToChase({ current, periods }: Returns, { owed, title }: Subject): Message | null {
  const not = (why: string) => explained('Nobody was chased', `Nobody was chased about ${inSentence(title)}: ${why}`);
  if (current.some(({ returnId }) => returnId === owed.id)) {
    return not(`the report has arrived, reference ${owed.reference}.`);
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
  // In the order in which things are owed, as the day is when it is asked for.
  for (const [key, all] of owedByPerson(register, rows, day)) {
    const owed = all.filter(isWaiting);
    if (owed.length === 0 || (subject && !owed.some((one) => one.owed.id === subject.owed.id))) continue;
    const { name } = register.people.find((one) => one.key === key)!;
    const titles = owed.map(({ title }) => title);
    if (key === person.key) {
      not.push(`You are asked for ${together(titles.map(inSentence))} yourself`);
      continue;
    }
    if (await wasChased(context, key, day)) {
      const when = day === today ? 'today' : `for ${formatDay(day)}`;
      not.push(`${name} was chased ${when} already: once a day at most`);
      continue;
    }
    sending.push({ person: { key }, told: chasing(context, owed, day) });
    for (const one of owed) asked.set(one.owed.id, [...(asked.get(one.owed.id) ?? []), key]);
    done.push({ name, titles });
  }
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
  const when = at > now ? `at ${localTime(at, register.partnership.timeZone)} on ${formatLongDay(day)}` : null;
  return chasedMessage(done, when, not);
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

async function wasChased({ store }: Context, key: string, day: Day): Promise<boolean> {
  return (await store.events.last('person.chased', `person/${key}`))?.detail.on === day;
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
