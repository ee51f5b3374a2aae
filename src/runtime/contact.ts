import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay, nextContactTime } from '../partnership/contact.ts';
import { awayWords, backOn, isAway } from '../partnership/leave.ts';
import { MORNING } from '../partnership/openings.ts';
import type { Register } from '../partnership/register.ts';
import type { Claimed } from '../store/store.ts';

/** Whether a message may go out now, not before a time, or not at all. */
export type Contact = { kind: 'now' } | { kind: 'later'; until: Date } | { kind: 'never'; reason: string };

/**
 * What nobody asked for waits for working hours, even if it was queued within them and something held it up, and does
 * not reach anybody who is away. A code stands for those that begin with it and a dot.
 */
export const UNASKED = [
  'report.prompt',
  'report.reminder',
  'report.overdue',
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
  'mode.resumed',
];

/** Of these, what asks for a report. Whoever stands in for somebody away is asked for it, so it is not kept for later. */
const ASKING = ['report.prompt', 'report.reminder', 'report.chased', 'leave.cover', 'mode.resumed'];
/** What tells somebody about a report that others are asked for. */
const TELLING = ['report.prompt.support'];

export function contactOf({ about, action, posting }: Claimed, register: Register, now: Date): Contact {
  if (action !== 'post' || !isOneOf(UNASKED, about)) return { kind: 'now' };
  const calendar = workingCalendar(register);
  const today = localDay(now, calendar.timeZone);
  const person = posting.addressKind === 'person' && register.people.find(({ key }) => key === posting.addressKey);
  if (person && isAway(register, person, today)) {
    if (isOneOf(ASKING, about) && !isOneOf(TELLING, about)) {
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

function isOneOf(codes: string[], about: string): boolean {
  return codes.some((code) => about === code || about.startsWith(`${code}.`));
}
