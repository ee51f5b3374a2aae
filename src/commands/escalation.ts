import { z } from 'zod';
import { workingCalendar } from '../partnership/calendar.ts';
import type { Day } from '../partnership/day.ts';
import { repliesUntil } from '../partnership/escalation-reply.ts';
import { hasRaisedFor, raisesFor } from '../partnership/escalation-routing.ts';
import { askedIn, partsNow, readingOf, speaksForRaisers, stepsFor } from '../partnership/escalation-steps.ts';
import type { Person, Register } from '../partnership/register.ts';
import { mayRead } from '../partnership/responsibility.ts';
import { sendsAny } from '../partnership/subjects.ts';
import { earlierStepsDialog, escalationDialog } from '../views/escalation.ts';
import { escalationAnswers } from '../views/escalation-answers.ts';
import { sensitiveDialog } from '../views/escalation-outside.ts';
import { explanation } from '../views/explain.ts';
import { command } from './command.ts';
import { subjectOf } from './escalating.ts';
import { spoken, spokenEntry } from './escalation-telling.ts';

/** Whether somebody may have an escalation to answer: they lead, chair, support or manage something. */
export function answersAny(person: Person, register: Register, today: Day): boolean {
  // Whoever chairs a body that leads a priority may have no other part in the board.
  return mayRead(register, person, today) || sendsAny(register, person, today, ['progress_report']);
}

/** Whether somebody has to do with escalations at all: raises them, or answers them. */
export function concernsAny(person: Person, register: Register, today: Day): boolean {
  return raisedAny(person, register, today) || answersAny(person, register, today);
}

/** Whether somebody may have raised an escalation, and keeps their right to what comes of it. */
export function raisedAny(person: Person, register: Register, today: Day): boolean {
  return hasRaisedFor(register, person, today);
}

/** Whether somebody may raise an escalation. */
export function raisesAny(person: Person, register: Register, today: Day): boolean {
  return raisesFor(register, person, today).length > 0;
}

export const escalation = command({
  name: 'escalation',
  help: 'read an escalation, and see what can be done with it',
  usage: 'escalation SNB-12',
  may: concernsAny,
  input: z.object({
    escalation: z.string().max(100).optional(),
    words: z.string().max(200).optional(),
    /** How many of its steps are to be read: those before what stands on its page. */
    before: z.coerce.number().int().min(1).optional(),
  }),
  parse: (words) => ({ words: words.slice(0, 200) }),

  async run({ escalation: id, words, before }, context) {
    const { store, register, person, today } = context;
    if (!id && !words?.trim())
      return {
        kind: 'page',
        dialog: explanation(
          'Which escalation',
          'Type “escalation” and its reference, such as “escalation SNB-12”. Type “escalations” to see yours.',
        ),
      };
    const row = id ? await store.escalations.byId(id) : await store.escalations.byReference(words ?? '');
    const subject = await subjectOf(context, row);
    const reading = subject && readingOf(register, subject.escalation, subject.raisers, person, today);
    if (!subject || !reading)
      return {
        kind: 'page',
        dialog: explanation(
          'No such escalation',
          `No escalation is called “${words ?? ''}”. Type “escalations” to see yours.`,
        ),
      };
    const found = await spoken(context, subject);
    if (reading === 'reference') return { kind: 'page', dialog: sensitiveDialog(found) };
    const taken = await store.escalations.entries(subject.escalation.id);
    const entries = taken.map((one) => spokenEntry(register, subject, one));
    if (before) return { kind: 'page', dialog: earlierStepsDialog(found, entries.slice(0, before)) };
    const parts = partsNow(register, subject, person, today);
    const steps = stepsFor(register, subject, person, today);
    return {
      kind: 'page',
      dialog: escalationDialog(found, escalationAnswers(subject.escalation.values), entries, {
        steps,
        isRaiser: parts.has('raiser') || parts.has('instead'),
        isAsked:
          found.isWaiting &&
          (speaksForRaisers(parts) || (parts.has('colleague') && askedIn(taken).includes(person.key))),
        repliesUntil: repliesUntil(subject.sent, person.key, workingCalendar(register)),
      }),
    };
  },
});
