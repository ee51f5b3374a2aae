import { isAsking, isOneOf } from '../partnership/asked.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay, nextContactTime } from '../partnership/contact.ts';
import { awayWords, backOn, isAway } from '../partnership/leave.ts';
import { MORNING } from '../partnership/openings.ts';
import type { Register } from '../partnership/register.ts';
import { isOnRegister } from '../partnership/responsibility.ts';
import type { Claimed } from '../store/store.ts';

/** Whether a message may go out now, not before a time, or not at all. */
export type Contact = { kind: 'now' } | { kind: 'later'; until: Date } | { kind: 'never'; reason: string };

/** As much of a delivery as that is decided by. */
interface Contacted extends Pick<Claimed, 'about' | 'action'> {
  posting: Pick<Claimed['posting'], 'addressKind' | 'addressKey'> & { data?: Claimed['posting']['data'] };
}

/**
 * What nobody asked for waits for working hours, even if it was queued within them and something held it up, and does
 * not reach anybody who is away. A code stands for those that begin with it and a dot. Whoever has left gets nothing;
 * what stands with them already is still brought up to date there, so that what is withdrawn goes there, too.
 */
export const UNASKED = [
  'report.prompt',
  'report.reminder',
  'report.overdue',
  'report.handed-over',
  'report.chased',
  'report.excused',
  'report.unexcused',
  'report.moved',
  'report.recorded',
  'report.withdrawn',
  'report.sent.told',
  'report.approval',
  'report.sent-back',
  'report.overtaken',
  'report.lapsed',
  'delegation',
  'leave.cover',
  'leave.told',
  'digest',
  'delivery.failed',
  'account.claim',
  'mode.resumed',
  'escalation.raised',
  'escalation.passed',
  'escalation.changed',
  'escalation.question',
  'escalation.added',
  'escalation.outcome',
  'escalation.objected',
  'escalation.withdrawn',
  'escalation.overdue',
];

export function contactOf({ about, action, posting }: Contacted, register: Register, now: Date): Contact {
  if (action !== 'post') return { kind: 'now' };
  const calendar = workingCalendar(register);
  const today = localDay(now, calendar.timeZone);
  const person = posting.addressKind === 'person' && register.people.find(({ key }) => key === posting.addressKey);
  if (person && !isOnRegister(register, person, today)) {
    return { kind: 'never', reason: `${person.name} has left: whoever is not on the register is not contacted` };
  }
  // What is immediate reaches people at any hour, and while they are away.
  if (posting.data?.atAnyHour === true || !isOneOf(UNASKED, about)) return { kind: 'now' };
  if (person && isAway(register, person, today)) {
    // Whoever stands in for them is asked for it, so it is not kept for later.
    if (isAsking(about)) {
      const reason = `${awayWords(register, person, today)}, is not contacted: whoever stands in is asked, and what is still owed comes when they are back`;
      return { kind: 'never', reason };
    }
    return {
      kind: 'later',
      until: instantAt(backOn(register, person, today, calendar), MORNING, 0, calendar.timeZone),
    };
  }
  const until = nextContactTime(now, calendar);
  return until > now ? { kind: 'later', until } : { kind: 'now' };
}
