import { workingCalendar } from '../partnership/calendar.ts';
import { localDay, nextContactTime } from '../partnership/contact.ts';
import type { Told } from '../partnership/escalation.ts';
import { lastDayToReply } from '../partnership/escalation-clock.ts';
import { repliesUntil } from '../partnership/escalation-reply.ts';
import { raisingOn } from '../partnership/escalation-routing.ts';
import { RAISED_IT } from '../partnership/escalation-side.ts';
import { type Part, partsNow, readingOf, speaksForRaisers, stepsFor } from '../partnership/escalation-steps.ts';
import { isAway } from '../partnership/leave.ts';
import type { Posting } from '../store/store.ts';
import { IN_MESSAGE, type Reader } from '../views/escalation.ts';
import type { Speaking, Subject } from './escalation-telling.ts';

/** Whether a message at this subject brings an outcome. */
export const isOutcome = (subject: string) => subject.startsWith('escalation-outcome/');

/** When what is queued now comes to somebody, where that is known: not while they are away, nor in a pause. */
export async function arrivals(context: Speaking, { escalation }: Subject): Promise<(key: string) => Date | null> {
  const { store, register, now } = context;
  if ((await store.state()).mode === 'paused') return () => null;
  if (escalation.urgency === 'immediate') return () => now;
  const calendar = workingCalendar(register);
  const next = nextContactTime(now, calendar);
  return (key) => (isAway(register, { key }, localDay(next, calendar.timeZone)) ? null : next);
}

/** An outcome as it is queued: when it comes to somebody, and in whose place. */
interface Outgoing {
  arrives: (key: string) => Date | null;
  insteadOf?: string[] | undefined;
}

/** What somebody who is told of an escalation is to it, and may do now. `outgoing`: as they read its outcome. */
export function readerOf(
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
  // Whoever has the question in the place of a raiser answers it, whatever else they are to it.
  const standsIn = parts.has('colleague') && told.because.endsWith(`in place of ${RAISED_IT}`);
  return {
    steps: stepsFor(register, read, { key }, today),
    because: isConcerned && !raises ? told.because : null,
    isRaiser,
    isAsked: subject.escalation.waitingSince !== null && (speaksForRaisers(parts) || standsIn),
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
export const offersOf = ({ steps, because, isAsked }: Reader) =>
  JSON.stringify([steps.slice(0, IN_MESSAGE), because, isAsked]);

/** Whether somebody who was told of an escalation may not read how it goes on. */
export function isOutside({ register, today }: Speaking, { escalation, raisers }: Subject, key: string): boolean {
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
