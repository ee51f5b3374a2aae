import type { About } from '../partnership/about.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { formatInstant, nextContactTime } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import { type Entry, OPEN, outcomeSubject, type Told } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { dueOn } from '../partnership/escalation-clock.ts';
import { onceEach } from '../partnership/escalation-routing.ts';
import { onlyHears, RAISED_IT } from '../partnership/escalation-side.ts';
import { holderOf, type Stepping } from '../partnership/escalation-steps.ts';
import { isAway } from '../partnership/leave.ts';
import { meetingOf } from '../partnership/meetings.ts';
import { titleOf } from '../partnership/priorities.ts';
import type { Register } from '../partnership/register.ts';
import { personName, subjectName } from '../partnership/roles.ts';
import type { Posting, Store, ToDeliver } from '../store/store.ts';
import { escalationMessage, type Reader, type Spoken, type SpokenEntry } from '../views/escalation.ts';
import { elsewhereMessage } from '../views/escalation-outside.ts';
import type { ASKS } from '../views/escalation-words.ts';
import { together } from '../views/words.ts';
import type { Context } from './command.ts';
import { arrivals, isOutcome, isOutside, offersOf, readerOf } from './escalation-reader.ts';

/** What is needed to speak of an escalation. Nobody has to be acting. */
export type Speaking = Pick<Context, 'store' | 'register' | 'now' | 'today' | 'id'>;

export type Subject = Stepping;

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
      answering(register, subject, today).map(({ personKey }) => personName(register, personKey) ?? personKey),
    );
  if (holderKey) return personName(register, holderKey);
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
    ...{ step, toState, words, link, by: personName(register, byKey), at: formatInstant(at, timeZone) },
    partnership: register.bodies.find(({ key }) => key === raiser?.bodyKey)?.name ?? null,
    told: told
      .filter(({ because }) => !onlyHears(because))
      .map(({ personKey }) => (personKey === reader ? 'you' : (personName(register, personKey) ?? personKey))),
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

/**
 * Whether what waits to be sent would come to somebody who has nothing to do with it any more, or when all is done, or is
 * an outcome after which there was another.
 */
function isOver(context: Speaking, subject: Subject, { step }: Entry, reader: Reader, at: string): boolean {
  if (isOutcome(at) && at !== outcomeSubject(subject.escalation)) return true;
  if (reader.isRaiser) return false;
  if (isOutcome(at)) return reader.because === null || reader.because === RAISED_IT;
  if (['withdraw', 'merge', 'object'].includes(step)) return false;
  const { escalation } = subject;
  if (!OPEN.includes(escalation.state) || reader.because === null) return true;
  const due = dueOn(context.register, escalation, workingCalendar(context.register));
  return step === 'overdue' && (!due || due.on >= context.today);
}
