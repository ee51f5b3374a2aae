import type { About } from '../partnership/about.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { formatInstant, nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { type Entry, OPEN, outcomeSubject, type Told } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { dueOn, lastDayToReply } from '../partnership/escalation-clock.ts';
import { repliesUntil } from '../partnership/escalation-reply.ts';
import { onceEach, raisingOn } from '../partnership/escalation-routing.ts';
import { onlyHears, RAISED_IT } from '../partnership/escalation-side.ts';
import { holderOf, type Part, partsNow, readingOf, type Stepping, stepsFor } from '../partnership/escalation-steps.ts';
import { isAway } from '../partnership/leave.ts';
import { meetingOf } from '../partnership/meetings.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Register } from '../partnership/register.ts';
import { subjectName } from '../partnership/roles.ts';
import type { Posting, Store, ToDeliver } from '../store/store.ts';
import { escalationMessage, IN_MESSAGE, type Reader, type Spoken, type SpokenEntry } from '../views/escalation.ts';
import { elsewhereMessage } from '../views/escalation-outside.ts';
import type { ASKS } from '../views/escalation-words.ts';
import { together } from '../views/words.ts';
import type { Context } from './command.ts';

/** What is needed to speak of an escalation. Nobody has to be acting. */
export type Speaking = Pick<Context, 'store' | 'register' | 'now' | 'today' | 'id'>;

export type Subject = Stepping;

const isOutcome = (subject: string) => subject.startsWith('escalation-outcome/');

const nameOf = ({ people }: Register, key: string | null) => people.find((one) => one.key === key)?.name ?? null;

/** An escalation in words, as it stands now. */
export async function spoken(
  { store, register, today }: Pick<Speaking, 'store' | 'register' | 'today'>,
  subject: Subject,
): Promise<Spoken> {
  const { escalation, isOutcomeSent } = subject;
  const meeting = meetingOf(register, escalation.meetingKey);
  const due = dueOn(register, escalation, workingCalendar(register));
  const other = escalation.mergedInto ? await store.escalations.byId(escalation.mergedInto) : null;
  return {
    ...escalation,
    priorities: escalation.priorityKeys.map((key) => titleOf(register, key, today)),
    partnership: subjectName(register, 'body', escalation.raisedFor, today),
    concerns: escalation.bodyKeys.map((key) => subjectName(register, 'body', key, today)),
    holder: withWhom(register, subject, today),
    meeting: meeting ? { body: subjectName(register, 'body', meeting.bodyKey, today), on: meeting.date } : null,
    mergedInto: other?.reference ?? null,
    due: due && { ...due, isPast: due.on < today },
    isWaiting: escalation.waitingSince !== null,
    ask: String(escalation.values.ask ?? ''),
    askKind: escalation.values.askKind as keyof typeof ASKS,
    isOutcomeSent,
  };
}

/** Who has taken it; whoever answers it in their place, while they are away. */
function withWhom(register: Register, subject: Subject, today: Day): string | null {
  const { escalation } = subject;
  const { holderKey, withPriority } = escalation;
  if (holderKey && OPEN.includes(escalation.state) && !holderOf(register, escalation, today))
    return together(
      answering(register, subject, today).map(({ personKey }) => nameOf(register, personKey) ?? personKey),
    );
  if (holderKey) return nameOf(register, holderKey);
  return withPriority ? `the lead for ${titleOf(register, withPriority, today)}` : null;
}

export function spokenEntry(
  register: Register,
  { raisers }: Pick<Subject, 'raisers'>,
  { step, toState, words, link, byKey, at, told }: Entry,
  reader?: string,
): SpokenEntry {
  const { timeZone } = register.partnership;
  const raiser = raisers.find(({ personKey }) => personKey === byKey);
  return {
    ...{ step, toState, words, link, by: nameOf(register, byKey), at: formatInstant(at, timeZone) },
    partnership: register.bodies.find(({ key }) => key === raiser?.bodyKey)?.name ?? null,
    told: told
      .filter(({ because }) => !onlyHears(because))
      .map(({ personKey }) => (personKey === reader ? 'you' : (nameOf(register, personKey) ?? personKey))),
  };
}

/** Who is told of a step, and why. `insteadOf`: raisers in whose place it is sent. */
export interface Telling {
  to: Told[];
  about: About;
  because: string;
  insteadOf?: string[];
  /** An earlier step, which they are told of only now. */
  of?: Entry;
}

/**
 * Sends a step to people: at once where it is immediate, else in working hours. `again`: it was sent before, and has not
 * reached them.
 */
export async function send(
  context: Speaking,
  subject: Subject,
  entry: Entry,
  { to, about, because, insteadOf }: Telling,
  again?: string,
): Promise<void> {
  const { store, register, now } = context;
  const { escalation } = subject;
  const atAnyHour = escalation.urgency === 'immediate';
  const notBefore = atAnyHour ? now : nextContactTime(now, workingCalendar(register));
  const at = about === 'escalation.outcome' ? outcomeSubject(escalation) : `escalation/${escalation.id}/${entry.id}`;
  const words = await spoken(context, subject);
  const people = await stillToTell(context, subject, entry, at, onceEach(to));
  const arrives = await arrivals(context, subject);
  await store.deliveries.queueAll(
    people.map((told) => {
      const reader = readerOf(context, subject, told, isOutcome(at) ? { arrives, insteadOf } : null);
      return {
        to: { kind: 'person', key: told.personKey },
        subject: at,
        message: escalationMessage(words, spokenEntry(register, subject, entry, told.personKey), reader),
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
 * learns of what was withdrawn before they knew of it; and that it was closed stands with the outcome that waits for them.
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
    subject === at || isOutcome(subject) || (escalation.waitingSince !== null && data.about === 'escalation.question');
  const said = await store.postings.aboutEscalations([escalation.id]);
  for (const held of said) {
    const isTheirs = holding.some(({ personKey }) => personKey === held.addressKey);
    if (isTheirs && held.stage === 'waiting' && !isKept(held))
      await takeBack(store, held, 'A newer message about the same took its place');
  }
  const waits = (key: string) =>
    said.some(({ addressKey, stage, subject }) => addressKey === key && stage === 'waiting' && isOutcome(subject));
  if (step === 'close') return people.filter(({ personKey }) => !waits(personKey));
  if (step !== 'withdraw' || OPEN.includes(escalation.state)) return people;
  const knows = (key: string) => said.some(({ addressKey, stage }) => addressKey === key && stage === 'shown');
  return people.filter((one) => !holding.includes(one) || knows(one.personKey));
}

function takeBack({ deliveries }: Store, { subject, addressKey }: Posting, reason: string): Promise<void> {
  return deliveries.withdraw({ subject, to: { kind: 'person', key: addressKey } }, reason);
}

/** When what is queued now comes to somebody, where that is known: not while they are away, nor in a pause. */
async function arrivals(context: Speaking, { escalation }: Subject): Promise<(key: string) => Date | null> {
  const { store, register, now, today } = context;
  if ((await store.state()).mode === 'paused') return () => null;
  if (escalation.urgency === 'immediate') return () => now;
  const next = nextContactTime(now, workingCalendar(register));
  return (key) => (isAway(register, { key }, today) ? null : next);
}

/** An outcome as it is queued: when it comes to somebody, and in whose place. */
interface Outgoing {
  arrives: (key: string) => Date | null;
  insteadOf?: string[] | undefined;
}

function readerOf(
  { register, now, today }: Pick<Speaking, 'register' | 'now' | 'today'>,
  subject: Subject,
  told: Told,
  outgoing: Outgoing | null,
): Reader {
  const { personKey: key } = told;
  const calendar = workingCalendar(register);
  const read = outgoing ? asRead(subject, key, now, outgoing.insteadOf) : subject;
  const parts = partsNow(register, read, { key }, today);
  const isRaiser = parts.has('raiser') || parts.has('instead');
  const arrives = outgoing?.arrives(key);
  const expected = arrives ? lastDayToReply(arrives, calendar) : null;
  const raises = raisingOn(register, subject.raisers, today).some(({ personKey }) => personKey === told.personKey);
  // Whoever stands in for a raiser is another officer of theirs.
  const isConcerned =
    CONCERNED.some((part) => parts.has(part)) || (parts.has('colleague') && told.because !== RAISED_IT);
  return {
    steps: stepsFor(register, read, { key }, today),
    because: isConcerned && !raises ? told.because : null,
    isRaiser,
    repliesUntil: repliesUntil(subject.sent, key, calendar) ?? expected,
  };
}

/** Whoever reads an outcome has been sent it. */
function asRead(subject: Subject, personKey: string, now: Date, insteadOf?: string[]): Subject {
  const own = subject.sent.find((one) => one.personKey === personKey);
  const others = subject.sent.filter((one) => one !== own);
  const isSent = own?.state === 'sent' && !own.pilot;
  const escalationId = subject.escalation.id;
  const made = { escalationId, personKey, state: 'sent', at: now, pilot: false };
  const read = isSent ? own : { ...made, insteadOf: insteadOf ?? own?.insteadOf ?? [] };
  return { ...subject, isOutcomeSent: true, sent: [...others, read] };
}

const CONCERNED: Part[] = ['lead', 'support', 'group', 'chair', 'manager'];

/** What the buttons of a message offer, kept with it so that it can be told whether it is still so. */
const offersOf = ({ steps, because }: Reader) => JSON.stringify([steps.slice(0, IN_MESSAGE), because]);

/** Whether somebody who was told of an escalation may not read how it goes on. */
function isOutside({ register, today }: Speaking, { escalation, raisers }: Subject, key: string): boolean {
  return readingOf(register, escalation, raisers, { key }, today) !== 'whole';
}

/** What a message offers does not hang on when it comes. */
const UNKNOWN: Outgoing = { arrives: () => null };

/** Whether what a message offers to its reader is what they may do now. */
export function offersWhatItShould(context: Speaking, subject: Subject, posting: Posting): boolean {
  const { addressKey, data, subject: at } = posting;
  const told = { personKey: addressKey, because: String(data.because ?? '') };
  if (isOutside(context, subject, addressKey)) return data.outside === 'yes';
  return (
    data.outside !== 'yes' && data.offers === offersOf(readerOf(context, subject, told, isOutcome(at) ? UNKNOWN : null))
  );
}

/**
 * Brings every message to a person that speaks of an escalation up to date where it stands: how it is, what can be done.
 * What is still held for somebody whom it does not concern any more is taken back. Whoever may not read how it goes on
 * sees once that it is with others.
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
  const arrives = await arrivals(context, subject);
  const updates: ToDeliver[] = [];
  for (const posting of said) {
    const { addressKey, subject: at, data, stage } = posting;
    const entry = entries.get(String(data.entry));
    if (!entry) continue;
    const told = { personKey: addressKey, because: String(data.because ?? '') };
    const reader = readerOf(context, subject, told, isOutcome(at) ? { arrives } : null);
    const outside = isOutside(context, subject, addressKey);
    if (outside && data.outside === 'yes') continue;
    if (stage === 'waiting' && (outside || isOver(context, subject, entry, reader, at))) {
      await takeBack(store, posting, 'It does not concern them any more');
      continue;
    }
    updates.push({
      to: { kind: 'person', key: addressKey },
      subject: at,
      message: outside
        ? elsewhereMessage(words)
        : escalationMessage(words, spokenEntry(register, subject, entry, addressKey), reader),
      about: stage === 'waiting' ? (String(data.about) as About) : 'escalation.changed.updated',
      because: 'What was said of an escalation is brought up to date where it stands',
      dedupeKey: `${at}/${addressKey}/${context.id()}`,
      notBefore: now,
      data: { ...data, offers: offersOf(reader), outside: outside ? 'yes' : 'no' },
    });
  }
  await store.deliveries.queueAll(updates, now);
}

/** Whether what waits to be sent would come to somebody who has nothing to do with it any more, or when all is done. */
function isOver(context: Speaking, subject: Subject, { step }: Entry, reader: Reader, at: string): boolean {
  if (reader.isRaiser) return false;
  if (isOutcome(at)) return reader.because === null || reader.because === RAISED_IT;
  if (['withdraw', 'merge', 'object'].includes(step)) return false;
  const { escalation } = subject;
  if (!OPEN.includes(escalation.state) || reader.because === null) return true;
  const due = dueOn(context.register, escalation, workingCalendar(context.register));
  return step === 'overdue' && (!due || due.on >= context.today);
}
