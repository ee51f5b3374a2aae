import { z } from 'zod';
import type { About } from '../partnership/about.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { formatInstant, nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import {
  type Entry,
  type Escalation,
  OPEN,
  outcomeSubject,
  type Raiser,
  SETTLED,
  type Step,
  stillRaising,
  type Told,
} from '../partnership/escalation.ts';
import { dueOn } from '../partnership/escalation-clock.ts';
import { outcomeSentAt } from '../partnership/escalation-outcome.ts';
import { onceEach } from '../partnership/escalation-routing.ts';
import { type Part, partsOf, RULES, readingOf, stepsFor, type Taken } from '../partnership/escalation-steps.ts';
import { isAway } from '../partnership/leave.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Person, Register } from '../partnership/register.ts';
import { programmeManagers } from '../partnership/responsibility.ts';
import { subjectName } from '../partnership/roles.ts';
import type { Posting, Store, ToDeliver } from '../store/store.ts';
import {
  escalationMessage,
  happened,
  IN_MESSAGE,
  quoteOf,
  type Reader,
  type Spoken,
  type SpokenEntry,
  stateWords,
} from '../views/escalation.ts';
import { type ASKS, PARTS } from '../views/escalation-words.ts';
import { explained } from '../views/explain.ts';
import type { Message } from '../views/message.ts';
import { together } from '../views/words.ts';
import type { Context } from './command.ts';

/** What is needed to speak of an escalation. Nobody has to be acting. */
export type Speaking = Pick<Context, 'store' | 'register' | 'now' | 'today' | 'id'>;

/** What a button of an escalation carries. */
export const input = z.object({ escalation: z.string().max(100) });

export interface Subject {
  escalation: Escalation;
  raisers: Raiser[];
  /** Everybody who still raises it has been sent the newest outcome. */
  isOutcomeSent: boolean;
}

export async function subjectOf({ store }: { store: Reading }, escalation: Escalation | null): Promise<Subject | null> {
  if (!escalation) return null;
  const raisers = await store.escalations.raisers([escalation.id]);
  const sent = SETTLED.includes(escalation.state) ? await store.escalations.outcomesSent([escalation.id]) : [];
  return { escalation, raisers, isOutcomeSent: outcomeSentAt(raisers, sent) !== null };
}

type Reading = { escalations: Pick<Store['escalations'], 'raisers' | 'outcomesSent'> };

const nameOf = ({ people }: Register, key: string | null) => people.find((one) => one.key === key)?.name ?? null;

/** An escalation in words, as it stands now. */
export async function spoken(
  { store, register, today }: Pick<Speaking, 'store' | 'register' | 'today'>,
  subject: Subject,
): Promise<Spoken> {
  const { escalation, isOutcomeSent } = subject;
  const meeting = register.meetings.find(({ key }) => key === escalation.meetingKey);
  const other = escalation.mergedInto ? await store.escalations.byId(escalation.mergedInto) : null;
  return {
    ...escalation,
    priorities: escalation.priorityKeys.map((key) => titleOf(register, key, today)),
    partnership: subjectName(register, 'body', escalation.raisedFor, today),
    concerns: escalation.bodyKeys.map((key) => subjectName(register, 'body', key, today)),
    holder: nameOf(register, escalation.holderKey) ?? withWords(register, escalation, today),
    meeting: meeting ? { body: subjectName(register, 'body', meeting.bodyKey, today), on: meeting.date } : null,
    mergedInto: other?.reference ?? null,
    due: dueOn(register, escalation, workingCalendar(register)),
    isWaiting: escalation.waitingSince !== null,
    ask: String(escalation.values.ask ?? ''),
    askKind: escalation.values.askKind as keyof typeof ASKS,
    isOutcomeSent,
  };
}

function withWords(register: Register, { withPriority }: Escalation, today: Day): string | null {
  return withPriority ? `the lead for ${titleOf(register, withPriority, today)}` : null;
}

export function spokenEntry(register: Register, { step, toState, words, link, byKey, at, told }: Entry): SpokenEntry {
  const { timeZone } = register.partnership;
  return {
    ...{ step, toState, words, link, by: nameOf(register, byKey), at: formatInstant(at, timeZone) },
    told: told
      .filter(({ because }) => because !== RAISED_IT)
      .map(({ personKey }) => nameOf(register, personKey) ?? personKey),
  };
}

/** A step as it is taken: what it changes, what was said, and who is told what of it. */
export interface Stepped {
  step: Step;
  change?: Partial<Omit<Escalation, 'id' | 'version'>>;
  words?: string | undefined;
  link?: string | undefined;
  /** `insteadOf`: raisers in whose place it is sent. */
  tell: { to: Told[]; about: About; because: string; insteadOf?: string[] }[];
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
  const told = onceEach(tell.flatMap(({ to }) => to)).filter(({ personKey }) => personKey !== person?.key);
  await store.escalations.change(id, change ?? {});
  // What is due next on it may be due sooner now.
  await store.setNextDue(null);
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
  for (const { to, ...telling } of tell)
    await send(context, subject, entry, { ...telling, to: to.filter(({ personKey }) => personKey !== person?.key) });
  return subject;
}

/**
 * Sends a step to people: at once where it is immediate, else in working hours. `again`: it was sent before, and has not
 * reached them.
 */
export async function send(
  context: Speaking,
  subject: Subject,
  entry: Entry,
  { to, about, because, insteadOf }: Stepped['tell'][number],
  again?: string,
): Promise<void> {
  const { store, register, now } = context;
  const { escalation } = subject;
  const atAnyHour = escalation.urgency === 'immediate';
  const notBefore = atAnyHour ? now : nextContactTime(now, workingCalendar(register));
  const at = about === 'escalation.outcome' ? outcomeSubject(escalation) : `escalation/${escalation.id}/${entry.id}`;
  const words = await spoken(context, subject);
  const people = await stillToTell(context, subject, entry, at, onceEach(to));
  await store.deliveries.queueAll(
    people.map((told) => {
      const reader = readerOf(context, subject, told);
      return {
        to: { kind: 'person', key: told.personKey },
        subject: at,
        message: escalationMessage(words, spokenEntry(register, entry), reader),
        about,
        because,
        dedupeKey: `${at}/${told.personKey}${again ? `/${again}` : ''}${insteadOf ? `/${insteadOf.join('+')}` : ''}`,
        notBefore,
        data: {
          ...{ escalation: escalation.id, entry: entry.id, about, because: told.because, offers: offersOf(reader) },
          ...(atAnyHour && { atAnyHour }),
          ...(insteadOf && { insteadOf }),
        },
      };
    }),
    now,
  );
}

/**
 * Whatever is held for somebody, by a pause or because they are away, gives way to what is newer: they get one message
 * about an escalation in the end, which says how it stands. What they were asked is kept while it waits for them. Nobody
 * learns of what was withdrawn before they knew of it.
 */
async function stillToTell(
  context: Speaking,
  { escalation }: Subject,
  { step }: Entry,
  at: string,
  people: Told[],
): Promise<Told[]> {
  const { store, register, today } = context;
  const isPaused = (await store.state()).mode === 'paused';
  const holding = people.filter(({ personKey }) => isPaused || isAway(register, { key: personKey }, today));
  if (holding.length === 0) return people;
  const isKept = ({ subject, data }: Posting) =>
    subject === at ||
    subject.startsWith('escalation-outcome/') ||
    (escalation.waitingSince !== null && data.about === 'escalation.question');
  const said = await store.postings.aboutEscalations([escalation.id]);
  for (const held of said) {
    const isTheirs = holding.some(({ personKey }) => personKey === held.addressKey);
    if (isTheirs && held.stage === 'waiting' && !isKept(held))
      await takeBack(store, held, 'A newer message about the same took its place');
  }
  if (step !== 'withdraw' || OPEN.includes(escalation.state)) return people;
  const knows = (key: string) => said.some(({ addressKey, stage }) => addressKey === key && stage === 'shown');
  return people.filter((one) => !holding.includes(one) || knows(one.personKey));
}

function takeBack({ deliveries }: Store, { subject, addressKey }: Posting, reason: string): Promise<void> {
  return deliveries.withdraw({ subject, to: { kind: 'person', key: addressKey } }, reason);
}

function readerOf({ register, today }: Pick<Speaking, 'register' | 'today'>, subject: Subject, told: Told): Reader {
  const parts = partsOf(register, subject.escalation, subject.raisers, { key: told.personKey }, today);
  const isRaiser = parts.has('raiser');
  // Whoever stands in for a raiser is another officer of theirs.
  const isConcerned =
    CONCERNED.some((part) => parts.has(part)) || (parts.has('colleague') && told.because !== RAISED_IT);
  return {
    steps: stepsFor(subject.escalation, parts, { key: told.personKey }, subject.isOutcomeSent),
    because: isConcerned && !isRaiser ? told.because : null,
    isRaiser,
  };
}

const CONCERNED: Part[] = ['lead', 'support', 'group', 'chair', 'manager'];

/** What the buttons of a message offer, kept with it so that it can be told whether it is still so. */
const offersOf = ({ steps, because }: Reader) => JSON.stringify([steps.slice(0, IN_MESSAGE), because]);

/** Whether what a message offers to its reader is what they may do now. */
export function offersWhatItShould(context: Speaking, subject: Subject, { addressKey, data }: Posting): boolean {
  const told = { personKey: addressKey, because: String(data.because ?? '') };
  return data.offers === offersOf(readerOf(context, subject, told));
}

/**
 * Brings every message to a person that speaks of an escalation up to date where it stands: how it is, what can be done.
 * What is still held for somebody whom it does not concern any more is taken back.
 */
export async function bringUpToDate(context: Speaking, subject: Subject): Promise<void> {
  const { store, register, now } = context;
  const { id } = subject.escalation;
  const said = (await store.postings.aboutEscalations([id])).filter(({ stage }) =>
    ['shown', 'waiting'].includes(stage),
  );
  if (said.length === 0) return;
  const entries = new Map((await store.escalations.entries(id)).map((one) => [one.id, one]));
  const words = await spoken(context, subject);
  const updates: ToDeliver[] = [];
  for (const posting of said) {
    const { addressKey, subject: at, data, stage } = posting;
    const entry = entries.get(String(data.entry));
    if (!entry) continue;
    const reader = readerOf(context, subject, { personKey: addressKey, because: String(data.because ?? '') });
    if (stage === 'waiting' && isOver(context, subject, entry, reader, at)) {
      await takeBack(store, posting, 'It does not concern them any more');
      continue;
    }
    updates.push({
      to: { kind: 'person', key: addressKey },
      subject: at,
      message: escalationMessage(words, spokenEntry(register, entry), reader),
      about: stage === 'waiting' ? (String(data.about) as About) : 'escalation.changed.updated',
      because: 'What was said of an escalation is brought up to date where it stands',
      dedupeKey: `${at}/${addressKey}/${context.id()}`,
      notBefore: now,
      data: { ...data, offers: offersOf(reader) },
    });
  }
  await store.deliveries.queueAll(updates, now);
}

/** Whether what waits to be sent would come to somebody who has nothing to do with it any more, or when all is done. */
function isOver(context: Speaking, subject: Subject, { step }: Entry, reader: Reader, at: string): boolean {
  if (reader.isRaiser || at.startsWith('escalation-outcome/') || ['withdraw', 'merge', 'object'].includes(step))
    return false;
  const { escalation } = subject;
  if (!OPEN.includes(escalation.state) || reader.because === null) return true;
  const due = dueOn(context.register, escalation, workingCalendar(context.register));
  return step === 'overdue' && (!due || due.on >= context.today);
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
  if (!subject || !readingOf(register, subject.escalation, subject.raisers, person, today))
    return {
      instead: explained(
        'Nothing was done',
        'There is no such escalation, or it is not yours to read any more. Type “escalations” to see yours.',
      ),
    };
  const { escalation } = subject;
  const parts = partsOf(register, escalation, subject.raisers, person, today);
  if (stepsFor(escalation, parts, person, subject.isOutcomeSent).includes(step)) return { subject, parts };
  const how = stateWords(await spoken(context, subject));
  const { by } = RULES[step];
  const isTooEarly = step === 'close' && SETTLED.includes(escalation.state);
  const why = !by.some((part) => parts.has(part))
    ? `This is not yours to do on escalation ${escalation.reference}. Only ${together(
        by.map((part) => PARTS[part]),
        'or',
      )} can do it.`
    : isTooEarly
      ? `Not everybody who raised escalation ${escalation.reference} has been sent the outcome yet. It can be closed once they have.`
      : `Escalation ${escalation.reference} has moved on meanwhile.`;
  return { instead: explained('Nothing was done', `${why} How it stands: ${how}.`) };
}

const RAISED_IT = 'whoever raised it';

/** Those who still raise an escalation, as they are told of it. */
export function toRaisers({ raisers }: Pick<Subject, 'raisers'>): Told[] {
  return stillRaising(raisers).map(({ personKey }) => ({ personKey, because: RAISED_IT }));
}

/** What tells those who raised an escalation how far it has come. */
export function tellRaisers(subject: Pick<Subject, 'raisers'>): Stepped['tell'][number] {
  return {
    to: toRaisers(subject),
    about: 'escalation.changed',
    because: 'Those who raised an escalation hear of every step',
  };
}

/** The programme managers, as they are told of an escalation. */
export function toManagers({ register, today }: Pick<Speaking, 'register' | 'today'>): Told[] {
  return programmeManagers(register, today).map(({ key }) => ({ personKey: key, because: 'programme manager' }));
}

/** Those of some who do not raise it: whoever does hears of it as one who raised it. */
export function notRaising({ raisers }: Pick<Subject, 'raisers'>, told: Told[]): Told[] {
  const keys = stillRaising(raisers).map(({ personKey }) => personKey);
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
      const entry = spokenEntry(register, one);
      return [happened(words, entry), quoteOf(entry), one.link].filter(Boolean).join(' ');
    });
}
