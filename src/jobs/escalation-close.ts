import { type Speaking, subjectOf, take, tellRaisers } from '../commands/escalating.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt, localDay } from '../partnership/contact.ts';
import { SETTLED } from '../partnership/escalation.ts';
import { closesOn } from '../partnership/escalation-clock.ts';
import { outcomeSentAt } from '../partnership/escalation-outcome.ts';
import { MORNING } from '../partnership/openings.ts';
import type { Job } from './job.ts';

/** What came of it stands, once everybody who raised it has had time to say that it is not what they asked. */
export const escalationClose: Job = {
  name: 'escalation-close',
  help: 'Closes an escalation 10 working days after the last who raised it was sent the outcome, where nobody replied',

  async due(reader, now) {
    const settled = await reader.escalations.in(SETTLED);
    if (settled.length === 0) return [];
    const calendar = workingCalendar(await reader.register());
    const ids = settled.map(({ id }) => id);
    const raisers = await reader.escalations.raisers(ids);
    const sent = await reader.escalations.outcomesSent(ids);
    return settled
      .flatMap(({ id, outcomes }) => {
        const own = raisers.filter(({ escalationId }) => escalationId === id);
        const sentAt = outcomeSentAt(
          own,
          sent.filter(({ escalationId }) => escalationId === id),
        );
        if (!sentAt) return [];
        const on = closesOn(sentAt, calendar);
        const at = instantAt(on, MORNING, 0, calendar.timeZone);
        return [{ key: `escalation-close/${id}/${outcomes}/${on}`, at, input: { escalation: id, on } }];
      })
      .filter(({ at }) => at <= now);
  },

  async run({ input: { escalation: id = '', on } }, context) {
    const { store, register, now } = context;
    const calendar = workingCalendar(register);
    const subject = await subjectOf(context, await store.escalations.lock(id));
    if (!subject || !SETTLED.includes(subject.escalation.state)) return;
    const sentAt = outcomeSentAt(subject.raisers, await store.escalations.outcomesSent([id]));
    if (!sentAt || closesOn(sentAt, calendar) !== on) return;
    const speaking: Speaking = { ...context, today: localDay(now, calendar.timeZone) };
    await take(speaking, subject, {
      step: 'close',
      change: { state: 'closed', closedAt: now },
      tell: [tellRaisers(subject)],
    });
  },
};
