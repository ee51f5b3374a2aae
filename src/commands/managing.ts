import { z } from 'zod';
import type { About } from '../partnership/about.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import type { Person, Register } from '../partnership/register.ts';
import {
  isProgrammeManager,
  leadingPeople,
  programmeManagers,
  responsibleFor,
  supportOfficersOf,
} from '../partnership/responsibility.ts';
import type { Return } from '../partnership/returns.ts';
import { findSubjects } from '../partnership/search.ts';
import { type Subject as Meant, subjectsOn } from '../partnership/subjects.ts';
import { called } from '../views/called.ts';
import type { Dialog } from '../views/dialog.ts';
import { explained, explanation } from '../views/explain.ts';
import { actions, type Message, paragraph } from '../views/message.ts';
import { inSentence, labelled, together } from '../views/words.ts';
import type { Context } from './command.ts';
import { type Subject, subjectOf } from './sending.ts';

/** What the programme manager does to one report: by its id from a button, or by the words that were typed. */
export const input = z.object({ return: z.string().max(100).optional(), words: z.string().max(200).optional() });
export type Input = z.infer<typeof input>;

export const parse = (words: string): Input => (words ? { words: words.replace(/^on\s+/i, '').slice(0, 200) } : {});

/** The `may` of whatever only the programme manager does. */
export function forManagers(person: Person, register: Register, today: Day): boolean {
  return isProgrammeManager(register, person, today);
}

/** Why a form is not taken from somebody who was programme manager when they opened it, and is no longer. */
export function notManaging({ register, person, today }: Context): Dialog | null {
  if (isProgrammeManager(register, person, today)) return null;
  const managers = together(programmeManagers(register, today).map(({ name }) => name));
  return explanation(
    'Not yours any more',
    `Only the programme manager${managers ? `, ${managers},` : ''} can do this today. Nothing was done.`,
  );
}

/** The report that is meant, or what to say instead. Words mean the newest open period's. */
export async function meant(
  context: Context,
  { return: id, words }: Input,
  command: { name: string; verb: string; opens: boolean },
): Promise<{ subject: Subject } | { message: Message }> {
  const { store, register, today } = context;
  if (id !== undefined) {
    const subject = await subjectOf(context, await store.returns.byId(id));
    return subject ? { subject } : { message: explained('Not there', 'This is not asked for any more.') };
  }
  const { exact, near } = findSubjects(register, words ?? '', today);
  if (!exact) return { message: whichOne(command, words ?? '', words ? near : subjectsOn(register, today)) };
  const newest = (await openOf(context, exact)).at(-1);
  const subject = newest && (await subjectOf(context, newest));
  if (subject) return { subject };
  const line = `No ${called(exact)} is asked for at present.`;
  return { message: explained('Nothing is asked for', line) };
}

/** The returns about a subject in open periods, the newest last. */
async function openOf({ store }: Context, { subjectKind, subjectKey }: Meant): Promise<Return[]> {
  const { returns, periods } = await store.owed.open();
  const start = ({ periodId }: Return) => periods.find(({ id }) => id === periodId)?.start ?? '';
  return returns
    .filter((one) => one.subjectKind === subjectKind && one.subjectKey === subjectKey)
    .sort((a, b) => (start(a) < start(b) ? -1 : 1));
}

function whichOne(
  { name, verb, opens }: { name: string; verb: string; opens: boolean },
  words: string,
  near: { title: string }[],
): Message {
  if (near.length === 0) {
    const line = `No priority or partnership is called “${words}”. Type “priorities” to see the priorities.`;
    return explained('Nothing found', line);
  }
  const buttons = near.map(({ title }) => ({
    label: labelled(verb, title),
    command: name,
    input: { words: title },
    opens,
  }));
  const question = words
    ? `“${words}” could be one of these:`
    : `Which one? You can also type “${name} ${inSentence(near[0]!.title)}”.`;
  return { summary: 'Which one?', blocks: [paragraph(question), actions(...buttons)] };
}

/**
 * Those whom a decision about a report concerns: who is asked for it, who leads it, and who prepares it. Who is away
 * hears of it when they are back. Never who decided.
 */
export function concerned({ register, person, today }: Context, { subjectKind, subjectKey }: Return): Person[] {
  const people = [
    ...responsibleFor(register, subjectKind, subjectKey, today).map((one) => one.person),
    ...leadingPeople(register, subjectKind, subjectKey, today),
    ...supportOfficersOf(register, subjectKind, subjectKey, today),
  ];
  return [...new Map(people.map((one) => [one.key, one])).values()].filter(({ key }) => key !== person.key);
}

/** A message, of which there was none before at its subject. */
export interface Told {
  subject: string;
  message: Message;
  about: About;
  because: string;
  data?: Record<string, unknown>;
}

/** A message to each of some people, in working hours. */
export async function tell(context: Context, people: Pick<Person, 'key'>[], told: Told): Promise<void> {
  await tellEach(
    context,
    people.map((person) => ({ person, told })),
  );
}

/** To each person a message of their own, in working hours. */
export async function tellEach(
  { store, register, now }: Context,
  all: { person: Pick<Person, 'key'>; told: Told }[],
): Promise<void> {
  const notBefore = nextContactTime(now, workingCalendar(register));
  await store.deliveries.queueFirst(
    all.map(({ person: { key }, told }) => ({
      ...told,
      to: { kind: 'person', key },
      dedupeKey: `${told.subject}/${key}`,
      notBefore,
    })),
    now,
  );
}
