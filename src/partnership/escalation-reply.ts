import type { WorkingCalendar } from './calendar.ts';
import type { Day } from './day.ts';
import { type Escalation, type Raiser, SETTLED, stillRaising } from './escalation.ts';
import { lastDayToReply } from './escalation-clock.ts';
import type { OutcomeSent } from './escalation-outcome.ts';

/** What came of an escalation, as far as it has been sent. */
interface Replied {
  escalation: Pick<Escalation, 'state' | 'outcome'>;
  raisers: Raiser[];
  sent: OutcomeSent[];
}

/** Keys of those who still raise it in whose place somebody is sent its outcome. */
export function inWhosePlace({ raisers, sent }: Pick<Replied, 'raisers' | 'sent'>, key: string): string[] {
  const instead = sent.find(({ personKey }) => personKey === key)?.insteadOf ?? [];
  return stillRaising(raisers).flatMap(({ personKey }) => (instead.includes(personKey) ? [personKey] : []));
}

/** The last day on which somebody may say that an outcome is not what was asked; null while they have not been sent it. */
export function repliesUntil(sent: OutcomeSent[], key: string, calendar: WorkingCalendar): Day | null {
  const own = sent.find(({ personKey, state, pilot }) => personKey === key && state === 'sent' && !pilot);
  return own ? lastDayToReply(own.at, calendar) : null;
}

/**
 * Whether the right of reply of a raiser, or of somebody in their place, has not ended: as long as it is not closed, and
 * each until the end of their own tenth working day, whoever closed it meanwhile.
 */
export function mayReply({ escalation, sent }: Replied, key: string, day: Day, calendar: WorkingCalendar): boolean {
  if (SETTLED.includes(escalation.state)) return true;
  const until = repliesUntil(sent, key, calendar);
  return until !== null && day <= until;
}

/** Whether nobody else is to say if it is enough: it is what was asked, or nobody else raised it or stands in. */
export function mayClose(one: Replied, key: string): boolean {
  const instead = inWhosePlace(one, key);
  return (
    one.escalation.outcome?.asAsked === 'yes' ||
    stillRaising(one.raisers).every(({ personKey }) => personKey === key || instead.includes(personKey))
  );
}
