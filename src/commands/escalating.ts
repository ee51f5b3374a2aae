import { z } from 'zod';
import { workingCalendar } from '../partnership/calendar.ts';
import { formatDay } from '../partnership/day.ts';
import { type Entry, type Escalation, type Raiser, SETTLED, type Step, type Told } from '../partnership/escalation.ts';
import { REPLY } from '../partnership/escalation-clock.ts';
import { type OutcomeSent, outcomeSentAt } from '../partnership/escalation-outcome.ts';
import { inWhosePlace, repliesUntil } from '../partnership/escalation-reply.ts';
import { onceEach } from '../partnership/escalation-routing.ts';
import { toRaisers, toTheirSide } from '../partnership/escalation-side.ts';
import {
  holderOf,
  type Part,
  partsNow,
  RULES,
  readingOf,
  stepsFor,
  type Taken,
} from '../partnership/escalation-steps.ts';
import type { Person } from '../partnership/register.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import { personName } from '../partnership/roles.ts';
import type { Store } from '../store/store.ts';
import { stateWords } from '../views/escalation.ts';
import { happened, quoteOf } from '../views/escalation-happened.ts';
import { PARTS } from '../views/escalation-words.ts';
import { explained } from '../views/explain.ts';
import type { Message } from '../views/message.ts';
import { together } from '../views/words.ts';
import type { Context } from './command.ts';
import {
  bringUpToDate,
  type Speaking,
  type Subject,
  send,
  spoken,
  spokenEntry,
  type Telling,
} from './escalation-telling.ts';
import { unreachedBy } from './escalation-unreached.ts';

/** What a button of an escalation carries. */
export const input = z.object({ escalation: z.string().max(100) });

export async function subjectOf({ store }: { store: Reading }, escalation: Escalation | null): Promise<Subject | null> {
  if (!escalation) return null;
  const raisers = await store.escalations.raisers([escalation.id]);
  const hasOutcome = [...SETTLED, 'closed'].includes(escalation.state);
  const sent = hasOutcome ? await store.escalations.outcomesSent([escalation.id]) : [];
  return { ...withOutcome(escalation, raisers, sent), unreached: await unreachedBy(store, escalation) };
}

/** An escalation with what became of its newest outcome. */
export function withOutcome(escalation: Escalation, raisers: Raiser[], sent: OutcomeSent[]): Subject {
  return { escalation, raisers, sent, isOutcomeSent: outcomeSentAt(raisers, sent) !== null };
}

type Reading = { escalations: Pick<Store['escalations'], 'raisers' | 'outcomesSent'> } & Parameters<
  typeof unreachedBy
>[0];

/** A step as it is taken: what it changes, what was said, and who is told what of it. */
export interface Stepped {
  step: Step;
  change?: Partial<Omit<Escalation, 'id' | 'version'>>;
  words?: string | undefined;
  link?: string | undefined;
  tell: Telling[];
}

/**
 * Takes a step: changes the escalation, keeps who did what and who was told, tells them, and brings every message that
 * speaks of it up to date. It must be locked.
 */
export async function take(
  context: Speaking & { person?: Person },
  before: Subject,
  stepped: Stepped,
): Promise<Subject> {
  const { store, now, person } = context;
  const { step, change, words, link, tell } = stepped;
  const { id } = before.escalation;
  // Whoever takes a step knows of it; but what came of it goes to everybody who raised it.
  const telling = tell.map((one) =>
    one.about === 'escalation.outcome'
      ? one
      : { ...one, to: one.to.filter(({ personKey }) => personKey !== person?.key) },
  );
  const told = onceEach(telling.flatMap(({ to }) => to));
  await store.escalations.change(id, change ?? {});
  // What is due next on it may be due sooner now.
  store.askJobs();
  const subject = (await subjectOf(context, await store.escalations.byId(id)))!;
  const entry: Entry = {
    id: context.id(),
    at: now,
    byKey: person?.key ?? null,
    step,
    toState: subject.escalation.state,
    words: words ?? null,
    link: link ?? null,
    told,
  };
  await store.escalations.addEntry(id, entry);
  await store.events.add({
    at: now,
    by: entry.byKey,
    what: `escalation.${step}`,
    subject: `escalation/${id}`,
    detail: { reference: subject.escalation.reference, state: entry.toState, told },
  });
  await bringUpToDate(context, subject);
  for (const one of telling) await send(context, subject, one.of ?? entry, one, one.of && entry.id);
  return subject;
}

export interface ToStep {
  subject: Subject;
  /** What whoever takes the step is to it. */
  parts: Set<Part>;
}

/**
 * An escalation on which somebody is about to take a step, held; or what they are told instead: it is not theirs to do, or
 * it has moved meanwhile, and then how it stands. Others that the step concerns are held with it, always in one order, so
 * that two steps on the same ones cannot wait for each other.
 */
export async function toStep(
  context: Context,
  { escalation: id }: z.infer<typeof input>,
  step: Taken,
  others: string[] = [],
): Promise<ToStep | { instead: Message }> {
  const { store, register, person, today } = context;
  for (const one of [id, ...others].sort()) await store.escalations.lock(one);
  const subject = await subjectOf(context, await store.escalations.byId(id));
  const reading = subject && readingOf(register, subject.escalation, subject.raisers, person, today);
  if (!subject || !reading)
    return {
      instead: explained(
        'Nothing was done',
        'There is no such escalation, or it is not yours to read any more. Type “escalations” to see yours.',
      ),
    };
  const { escalation } = subject;
  if (reading === 'reference') return { instead: explained('Nothing was done', notOfCircle(escalation)) };
  const parts = partsNow(register, subject, person, today);
  if (stepsFor(register, subject, person, today).includes(step)) return { subject, parts };
  const how = stateWords(await spoken(context, subject));
  const why = (await isDone(context, subject, step))
    ? `You have done that already on escalation ${escalation.reference}.`
    : whyNot(context, subject, step, parts);
  return { instead: explained('Nothing was done', `${why} How it stands: ${how}.`) };
}

const notOfCircle = ({ reference }: Escalation) =>
  `Escalation ${reference} is marked as sensitive, so only those whom it concerns can do something about it.`;

/** Somebody presses twice: the last that was done to it is the same, by them. */
async function isDone({ store, person }: Context, { escalation }: Subject, step: Taken): Promise<boolean> {
  if (RULES[step].from.includes(escalation.state)) return false;
  const last = (await store.escalations.entries(escalation.id)).at(-1);
  return last?.step === step && last.byKey === person.key;
}

/** Why somebody cannot take a step on an escalation. */
function whyNot({ register, person, today }: Context, subject: Subject, step: Taken, parts: Set<Part>): string {
  const { reference, state } = subject.escalation;
  const { by, from } = RULES[step];
  if (!by.some((part) => parts.has(part))) {
    const who = by.map((part) => PARTS[part]);
    return `This is not yours to do on escalation ${reference}. Only ${together(who, 'or')} can do it.`;
  }
  if (step === 'join' && parts.has('raiser')) return `You raise escalation ${reference} already.`;
  const holder = holderOf(register, subject.escalation, today);
  if (step === 'take' && from.includes(state) && holder) {
    if (holder === person.key) return `You have taken escalation ${reference} already.`;
    const name = personName(register, holder) ?? 'Somebody else';
    return `${name} has taken escalation ${reference}. If you should answer it, ask them to pass it on.`;
  }
  if (step === 'close' && from.includes(state)) {
    if (!subject.isOutcomeSent)
      return `Not everybody who raised escalation ${reference} has been sent the outcome yet. It can be closed once they have.`;
    const who =
      parts.has('raiser') || parts.has('instead') ? 'Others raised it, too, and can' : 'Only whoever raised it can';
    return `${who} say whether the outcome of escalation ${reference} is enough. It closes by itself once they have had ${REPLY} working days for that.`;
  }
  const until = step === 'object' && repliesUntil(subject.sent, person.key, workingCalendar(register));
  if (until)
    return `Until ${formatDay(until)} you could say that what came of escalation ${reference} is not what you asked. If it still matters, escalate it again.`;
  return `Escalation ${reference} has moved on meanwhile.`;
}

type Today = Pick<Speaking, 'register' | 'today'>;
type Raised = Pick<Subject, 'raisers'>;

/** What tells those who raised an escalation how far it has come. */
export function tellRaisers(context: Today, subject: Raised): Telling {
  return {
    to: toTheirSide(context, subject),
    about: 'escalation.changed',
    because: 'Those who raised an escalation hear of every step',
  };
}

/** What brings a question to others, in the place of some of those who were asked; and their names. */
export function askingInstead(
  { register }: Pick<Speaking, 'register'>,
  question: Entry,
  to: Told[],
): { words: string | undefined; asked: Telling } {
  const names = to.map(({ personKey }) => personName(register, personKey) ?? personKey);
  return {
    words: names.length > 0 ? together(names) : undefined,
    asked: {
      to,
      about: 'escalation.question',
      because: 'A question about an escalation goes to those who raised it, and to others where they cannot be reached',
      of: question,
    },
  };
}

/** Those who were sent what came of it in the place of somebody who raised it. */
export function toStandIns({ register }: Today, subject: Pick<Subject, 'raisers' | 'sent'>): Told[] {
  return subject.sent.flatMap(({ personKey }) => {
    const keys = inWhosePlace(subject, personKey);
    const names = register.people.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
    return keys.length > 0 ? [{ personKey, because: `the one who was sent the outcome for ${together(names)}` }] : [];
  });
}

/** The programme managers, as they are told of an escalation. */
export function toManagers({ register, today }: Today): Told[] {
  return programmeManagers(register, today).map(({ key }) => ({ personKey: key, because: 'programme manager' }));
}

/** Those of some who do not raise it: whoever does hears of it as one who raised it. */
export function notRaising(context: Today, subject: Raised, told: Told[]): Told[] {
  const keys = toRaisers(context, subject).map(({ personKey }) => personKey);
  return told.filter(({ personKey }) => !keys.includes(personKey));
}

/** What others did and said since so many steps, in words. */
export async function sinceWords(context: Context, subject: Subject, seen: number): Promise<string[]> {
  const { store, register, person } = context;
  const entries = await store.escalations.entries(subject.escalation.id);
  const words = await spoken(context, subject);
  return entries
    .slice(seen)
    .filter(({ byKey }) => byKey !== person.key)
    .map((one) => {
      const entry = spokenEntry(register, subject, one);
      return [happened(words, entry), quoteOf(entry), one.link].filter(Boolean).join(' ');
    });
}
