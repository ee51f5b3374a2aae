import { subjectOf, take } from '../commands/escalating.ts';
import type { Speaking } from '../commands/escalation-telling.ts';
import { workingCalendar } from '../partnership/calendar.ts';
import { localDay } from '../partnership/contact.ts';
import { SETTLED } from '../partnership/escalation.ts';
import { insteadFor, type OutcomeSent } from '../partnership/escalation-outcome.ts';
import { personName } from '../partnership/roles.ts';
import type { Job } from './job.ts';

/** Whoever raised something always learns what came of it; where they cannot be reached, their partnership does. */
export const escalationInstead: Job = {
  name: 'escalation-instead',
  help: 'Sends the outcome of an escalation to another officer, in the place of one who cannot be reached',

  async due(reader, now) {
    const settled = await reader.escalations.in(SETTLED);
    // In a pilot all of it comes to the programme manager, whoever it is for.
    if (settled.length === 0 || (await reader.state()).mode === 'pilot') return [];
    const register = await reader.register();
    const calendar = workingCalendar(register);
    const today = localDay(now, calendar.timeZone);
    const ids = settled.map(({ id }) => id);
    const raisers = await reader.escalations.raisers(ids);
    const sent = await reader.escalations.outcomesSent(ids);
    return settled.flatMap(({ id, outcomes }) => {
      const rows = sent.filter(({ escalationId }) => escalationId === id);
      const own = raisers.filter(({ escalationId }) => escalationId === id);
      return insteadFor(register, own, rows, today, calendar).map(({ insteadOf, personKey, since }) => ({
        // Sent anew once the partnership is live, and out of reach again, it is another time.
        key: `escalation-instead/${id}/${outcomes}/${insteadOf}/${+atOf(rows, insteadOf)}/${personKey}`,
        at: since,
        input: { escalation: id, insteadOf },
      }));
    });
  },

  async run({ input: { escalation: id = '', insteadOf } }, context) {
    const { store, register, now } = context;
    const calendar = workingCalendar(register);
    const speaking: Speaking = { ...context, today: localDay(now, calendar.timeZone) };
    const subject = await subjectOf(context, await store.escalations.lock(id));
    if (!subject || !SETTLED.includes(subject.escalation.state)) return;
    const rows = await store.escalations.outcomesSent([id]);
    const found = insteadFor(register, subject.raisers, rows, speaking.today, calendar).find(
      (one) => one.insteadOf === insteadOf,
    );
    if (!found) return;
    const { personKey, because } = found;
    const raiser = personName(register, insteadOf) ?? 'Whoever raised it';
    const standsIn = rows.find((row) => row.personKey === personKey)?.insteadOf ?? [];
    await take(speaking, subject, {
      step: 'instead',
      words: raiser,
      tell: [
        {
          to: [{ personKey, because: `${because}, in place of ${raiser}, who could not be reached` }],
          about: 'escalation.outcome',
          because: 'Where a raiser cannot be reached, somebody else of their partnership is sent the outcome',
          insteadOf: [...standsIn, found.insteadOf],
        },
      ],
    });
  },
};

/** When the outcome was to be sent to somebody, last. */
const atOf = (rows: OutcomeSent[], key: string) => rows.find(({ personKey }) => personKey === key)?.at ?? new Date(0);
