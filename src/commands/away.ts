import { z } from 'zod';
import { type Day, formatDay, formatLongDay, monthsLater } from '../partnership/day.ts';
import { lastDay, leaveFrom } from '../partnership/leave.ts';
import type { Leave, Person } from '../partnership/register.ts';
import { isOnRegister, isProgrammeManager, programmeManagers, responsibleFor } from '../partnership/responsibility.ts';
import { plain } from '../partnership/search.ts';
import { spokenLeave } from '../partnership/spoken-leave.ts';
import { subjectsOn } from '../partnership/subjects.ts';
import { explained } from '../views/explain.ts';
import { date, form, page } from '../views/form.ts';
import { type Instead, leaveMessage, leavesMessage, leaveToldMessage } from '../views/leave.ts';
import { actions, type Message } from '../views/message.ts';
import { together } from '../views/words.ts';
import { type Context, command } from './command.ts';
import { dateHeldOutcomes } from './held-outcomes.ts';
import { tell } from './managing.ts';

const awayForm = form({
  title: 'Away',
  send: 'Record my leave',
  audience: 'The programme manager, and whoever is asked in your place, will see this.',
  pages: {
    days: page({
      title: 'Days',
      fields: {
        from: date({ label: 'First day away', missing: 'Enter the first day on which you are away' }),
        to: date({ label: 'Last day away', missing: 'Enter the last day on which you are away' }),
      },
    }),
  },
});

export const away = command({
  name: 'away',
  help: 'say when you are away, so that somebody else is asked; alone, see and end your leave',
  usage: 'away from 4 June to 11 June',
  may: (person, register, today) => isOnRegister(register, person, today),
  input: z.object({ words: z.string().max(200).optional(), ask: z.literal('yes').optional() }),
  parse: (words) => (words ? { words: words.slice(0, 200) } : {}),
  form: awayForm,

  async open({ words, ask }, context) {
    const { register, person, today } = context;
    if (ask) return { kind: 'form', subject: 'away', carried: {}, values: { from: today } };
    if (!words) return { kind: 'message', message: leavesMessage(leaveFrom(register, person, today), today, null) };
    return { kind: 'message', message: await bySaying(context, words) };
  },

  async run(_, { from, to }, context) {
    const done = await record(context, context.person, from, to);
    return 'problem' in done
      ? { kind: 'wrong', page: 'days', errors: { [done.field]: done.problem } }
      : { kind: 'message', message: done.message };
  },
});

async function bySaying(context: Context, words: string): Promise<Message> {
  const { register, person, today } = context;
  const said = spokenLeave(words, today);
  if ('problem' in said) return explained('Not recorded', said.problem);
  const whose = said.who === '' || /^(i|me|i am|i’m|i'm)$/i.test(said.who) ? { person } : named(context, said.who);
  if ('problem' in whose) return explained('Not recorded', whose.problem);
  if (!said.days) {
    const name = whose.person.key === person.key ? null : whose.person.name;
    return leavesMessage(leaveFrom(register, whose.person, today), today, name);
  }
  const done = await record(context, whose.person, said.days.from, said.days.to);
  if ('message' in done) return done.message;
  const message = explained('Not recorded', done.problem);
  const buttons = done.ends
    ? [actions({ label: done.ends.label, command: 'back', input: { leave: done.ends.key }, opens: false })]
    : [];
  return { ...message, blocks: [...message.blocks, ...buttons] };
}

/** Somebody else, for whom the programme manager may say it. */
function named({ register, person, today }: Context, name: string): { person: Person } | { problem: string } {
  const people = register.people.filter((one) => isOnRegister(register, one, today));
  const wanted = plain(name);
  const exact = people.filter((one) => plain(one.name) === wanted);
  const found = exact.length > 0 ? exact : people.filter((one) => plain(one.name).split(' ').includes(wanted));
  const [only] = found;
  if (only && found.length === 1 && (only.key === person.key || isProgrammeManager(register, person, today))) {
    return { person: only };
  }
  if (!isProgrammeManager(register, person, today)) {
    const managers = together(programmeManagers(register, today).map((one) => one.name));
    return {
      problem: `“${name}” is not a date. Type “away from 4 June to 11 June”. Only the programme manager${managers ? `, ${managers},` : ''} can say that somebody else is away.`,
    };
  }
  if (found.length > 1)
    return { problem: `“${name}” could be ${together(found.map((one) => one.name))}. Type the whole name.` };
  return { problem: `Nobody on the register is called “${name}”.` };
}

/** Whoever is away for longer has left what they lead to somebody else: the agreement says so then. */
const MOST_MONTHS = 12;

type Recorded = { message: Message } | { problem: string; field: 'from' | 'to'; ends?: { label: string; key: string } };

async function record(context: Context, whose: Person, from: Day, to: Day): Promise<Recorded> {
  const { store, register, person, now, today } = context;
  const own = whose.key === person.key;
  if (to < from) {
    return { problem: `The last day, ${formatLongDay(to)}, is before the first, ${formatLongDay(from)}.`, field: 'to' };
  }
  if (to < today) return { problem: `${formatLongDay(to)} has gone by. Leave is recorded from today on.`, field: 'to' };
  const latest = monthsLater(today, MOST_MONTHS);
  if (to > latest) {
    return { problem: `Leave is recorded up to a year ahead: ${formatLongDay(latest)} at the latest.`, field: 'to' };
  }
  const leave: Leave = {
    key: context.id(),
    endedOn: null,
    personKey: whose.key,
    from: from < today ? today : from,
    to,
  };
  const other = leaveFrom(register, whose, today).find((one) => one.from <= to && leave.from <= lastDay(one));
  if (other) {
    const who = own ? 'You are' : `${whose.name} is`;
    const label =
      other.from > today ? `Cancel leave from ${formatDay(other.from)}` : own ? 'I am back' : `${whose.name} is back`;
    return {
      problem: `${who} recorded as away from ${formatDay(other.from)} to ${formatDay(lastDay(other))} already. End or cancel that, then say it again.`,
      field: 'from',
      ends: { label, key: other.key },
    };
  }
  await store.record('leaves', leave);
  const detail = { leave: leave.key, from: leave.from, to };
  await store.events.add({ at: now, by: person.key, what: 'leave.recorded', subject: `person/${whose.key}`, detail });
  await dateHeldOutcomes({ ...context, register: await store.register() });
  const instead = insteadOf(context, whose, leave);
  const noted = from < today ? `${formatLongDay(from)} has gone by, so it is recorded from today.` : null;
  if (!own) {
    await tell(context, [whose], {
      subject: `leave/${leave.key}`,
      message: leaveToldMessage(leave, instead, person.name),
      about: 'leave.told',
      because: 'Somebody for whom leave is recorded is told, and who is asked in their place',
    });
  }
  return { message: leaveMessage(leave, instead, { name: own ? null : whose.name, noted, today }) };
}

/** Who is asked about each priority or partnership because of a leave, on its first day. */
function insteadOf({ register }: Context, whose: Person, leave: Leave): Instead[] {
  const away = { ...register, leaves: [...register.leaves, leave] };
  return subjectsOn(register, leave.from).flatMap(({ subjectKind, subjectKey, title }): Instead[] => {
    const before = responsibleFor(register, subjectKind, subjectKey, leave.from);
    if (!before.some(({ person }) => person.key === whose.key)) return [];
    const people = responsibleFor(away, subjectKind, subjectKey, leave.from)
      .filter(({ person }) => person.key !== whose.key)
      .map(({ person, because }) => ({ name: person.name, as: because.split(/ for |, /)[0] ?? '' }));
    return [{ title, people }];
  });
}
