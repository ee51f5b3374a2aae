import { localDay } from '../partnership/contact.ts';
import { formatLongDay } from '../partnership/day.ts';
import { type Escalation, OPEN, type Raiser, type Told } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { holderOf } from '../partnership/escalation-steps.ts';
import { isAway } from '../partnership/leave.ts';
import { meetingOf } from '../partnership/meetings.ts';
import { personName } from '../partnership/roles.ts';
import type { AboutEscalation, Store } from '../store/store.ts';
import { together } from '../views/words.ts';
import { notRaising, subjectOf, take, tellRaisers, toManagers } from './escalating.ts';
import { offersWhatItShould } from './escalation-reader.ts';
import { bringUpToDate, type Speaking, type Subject } from './escalation-telling.ts';
import { unreachedIn } from './escalation-unreached.ts';
import { askOthers, isAskedAsItShould } from './following-questions.ts';

/**
 * A lead hands over, goes on leave or leaves: whoever is to answer an open escalation now and has nothing about it
 * yet is brought it, and what others have of it offers what they may still do. What was on the agenda of a meeting
 * that is called off goes back to where it was, and what those who raised it were asked goes on to others where they
 * cannot be reached. Nothing is written where nothing differs.
 */
export async function followEscalations(store: Store, now: Date, id: () => string): Promise<void> {
  const open = await store.escalations.in(OPEN);
  if (open.length === 0) return;
  const register = await store.register();
  const context: Speaking = { store, register, now, today: localDay(now, register.partnership.timeZone), id };
  const ids = open.map((one) => one.id);
  const raisers = await store.escalations.raisers(ids);
  const said = await store.postings.aboutEscalations(ids);
  const questions = await store.escalations.questions(open.filter((one) => one.waitingSince).map((one) => one.id));
  const { mode } = await store.state();
  const isLive = mode === 'live';
  for (const escalation of open) {
    const own = said.filter(({ data }) => data.escalation === escalation.id);
    const subject = { ...asSubject(escalation, raisers), unreached: unreachedIn(own, mode) };
    const question = questions.find(({ escalationId }) => escalationId === escalation.id);
    if (standsAsItShould(context, subject, own, isLive) && isAskedAsItShould(context, subject, question, own)) continue;
    // Whoever takes a step on it now is waited for, and may have seen to it.
    const held = await subjectOf(context, await store.escalations.lock(escalation.id));
    if (!held || !OPEN.includes(held.escalation.state)) continue;
    const back = isCalledOff(context, held) ? await putBack(context, held) : held;
    const [asked] = await store.escalations.questions(back.escalation.waitingSince ? [escalation.id] : []);
    await bringIntoLine(context, await askOthers(context, back, asked), isLive);
  }
}

function asSubject(escalation: Escalation, raisers: (Raiser & { escalationId: string })[]): Subject {
  return {
    escalation,
    raisers: raisers.filter(({ escalationId }) => escalationId === escalation.id),
    sent: [],
    isOutcomeSent: false,
  };
}

function standsAsItShould(context: Speaking, subject: Subject, said: AboutEscalation[], isLive: boolean): boolean {
  return (
    !isCalledOff(context, subject) &&
    !hasGone(context, subject) &&
    unbrought(context, subject, said, isLive).length === 0 &&
    said.every((one) => !isThere(one) || offersWhatItShould(context, subject, one))
  );
}

const isThere = ({ stage }: AboutEscalation) => stage === 'shown' || stage === 'waiting';

/** Those who are to answer it now, and have nothing about it. What the programme manager was shown in a pilot is nobody else's. */
function unbrought(context: Speaking, subject: Subject, said: AboutEscalation[], isLive: boolean): Told[] {
  const has = (key: string) =>
    said.some((one) => one.addressKey === key && one.stage !== 'withdrawn' && !(isLive && one.pilot));
  const wanted = answering(context.register, subject, context.today);
  return notRaising(context, subject, wanted).filter(({ personKey }) => !has(personKey));
}

/** Whoever took it is not only away, but has nothing to do with it any more. */
function hasGone({ register, today }: Speaking, { escalation }: Subject): boolean {
  const { holderKey } = escalation;
  const isHere = holderKey !== null && !isAway(register, { key: holderKey }, today);
  return isHere && holderOf(register, escalation, today) === null;
}

/** The meeting on whose agenda it is does not take place. */
function isCalledOff({ register }: Speaking, { escalation }: Subject): boolean {
  return escalation.state === 'on_agenda' && !meetingOf(register, escalation.meetingKey);
}

/** Back to where it was before it was put on the agenda, so that it is seen to once more. */
async function putBack(context: Speaking, subject: Subject): Promise<Subject> {
  const { store, register, today } = context;
  const { escalation } = subject;
  const entries = await store.escalations.entries(escalation.id);
  const before = entries.findLast(({ toState }) => toState !== 'on_agenda')?.toState;
  const state = before === 'with_lead' || before === 'with_group' ? before : 'acknowledged';
  const change = { state, meetingKey: null } as const;
  const day = register.meetings.find(({ key }) => key === escalation.meetingKey)?.date;
  const back = answering(register, { ...subject, escalation: { ...escalation, ...change } }, today);
  return take(context, subject, {
    step: 'off',
    words: day && formatLongDay(day),
    change,
    tell: [
      tellRaisers(context, subject),
      {
        to: notRaising(context, subject, [...back, ...toManagers(context)]),
        about: 'escalation.passed',
        because: 'Where a meeting is called off, what was on its agenda is back with whoever is to answer it',
      },
    ],
  });
}

/** Those who were to answer it, and could not be reached. */
function missedBy({ register, today }: Speaking, subject: Subject): Told[] {
  const { unreached = [] } = subject;
  return answering(register, { ...subject, unreached: [] }, today).filter(({ personKey }) =>
    unreached.includes(personKey),
  );
}

async function bringIntoLine(context: Speaking, subject: Subject, isLive: boolean): Promise<void> {
  const said = await context.store.postings.aboutEscalations([subject.escalation.id]);
  const isFree = hasGone(context, subject);
  const to = isFree
    ? notRaising(context, subject, answering(context.register, subject, context.today))
    : unbrought(context, subject, said, isLive);
  if (to.length === 0) return bringUpToDate(context, subject);
  const missed = missedBy(context, subject).map(
    ({ personKey }) => personName(context.register, personKey) ?? personKey,
  );
  await take(context, subject, {
    step: 'pass',
    words: missed.length > 0 ? together(missed) : undefined,
    ...(isFree && { change: { holderKey: null } }),
    tell: [
      {
        to,
        about: 'escalation.passed',
        because: 'Whoever comes to answer an escalation, by a hand-over or while somebody is away, is brought it',
      },
      tellRaisers(context, subject),
    ],
  });
}
