import { workingCalendar } from '../partnership/calendar.ts';
import type { EscalationState, Outcome } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { waitedUntil } from '../partnership/escalation-clock.ts';
import { toRaisers } from '../partnership/escalation-side.ts';
import { postsOf } from '../partnership/holding.ts';
import { postName } from '../partnership/roles.ts';
import { AUDIENCE } from '../views/escalation-readers.ts';
import { AS_ASKED } from '../views/escalation-words.ts';
import { choice, form, longText, page } from '../views/form.ts';
import type { Context } from './command.ts';
import { notRaising, type ToStep, take, toManagers } from './escalating.ts';
import { aboutEscalation, missingOf } from './escalation-forms.ts';
import { toWoken } from './escalation-woken.ts';

export const nextField = longText({
  label: 'What happens next',
  hint: 'What, who and by when',
  missing: 'Enter what happens next',
  limit: 500,
});

export const asAskedField = choice({
  label: 'Is it what was asked?',
  missing: 'Select whether it is what was asked',
  options: (['yes', 'partly', 'no'] as const).map((value) => ({ value, label: AS_ASKED[value] })),
});

/** What settles an escalation, in one page of words. */
export function settlingForm({ title, send, label }: { title: string; send: string; label: string }) {
  return form({
    title,
    send,
    audience: AUDIENCE,
    checked: true,
    about: aboutEscalation,
    pages: {
      words: page({
        title: label,
        fields: {
          words: longText({ label, missing: missingOf(label), limit: 1_500 }),
          next: nextField,
          asAsked: asAskedField,
        },
      }),
    },
  });
}

const SETTLES: Record<Outcome['kind'], { step: 'answer' | 'decide' | 'return'; state: EscalationState }> = {
  answer: { step: 'answer', state: 'answered' },
  decision: { step: 'decide', state: 'decided' },
  advice: { step: 'return', state: 'returned' },
};

/**
 * Settles an escalation: everybody who raised it is sent the outcome, whoever was to answer it hears of it, and so does
 * the programme manager where a meeting was to look at it.
 */
export async function settle(context: Context, { subject, parts }: ToStep, outcome: Outcome): Promise<void> {
  const { register, person, now, today } = context;
  const { escalation } = subject;
  const { step, state } = SETTLES[outcome.kind];
  const { acknowledgedAt, holderKey, outcomes, meetingKey } = escalation;
  const isPast = register.meetings.some(({ key, date }) => key === meetingKey && date < today);
  const wasToMeet = escalation.state === 'on_agenda' && step !== 'decide' && !isPast;
  const concerned = [...answering(register, subject, today), ...(wasToMeet ? toManagers(context) : [])];
  await take(context, subject, {
    step,
    words: outcome.words,
    change: {
      state,
      outcome,
      outcomes: outcomes + 1,
      // Should it not be what was asked, it comes back to whoever answered.
      holderKey: step !== 'decide' && (parts.has('lead') || parts.has('group')) ? person.key : holderKey,
      acknowledgedAt: acknowledgedAt ?? now,
      waited: waitedUntil(escalation, now, workingCalendar(register)),
      waitingSince: null,
      meetingKey: isPast ? null : meetingKey,
    },
    tell: [
      {
        to: toRaisers(context, subject),
        about: 'escalation.outcome',
        because: 'Everybody who raised an escalation is sent what came of it',
      },
      {
        to: [...notRaising(context, subject, concerned), ...(await toWoken(context, subject, concerned))],
        about: 'escalation.changed',
        because: 'Whoever was to answer an escalation hears what came of it',
      },
    ],
  });
}

/** "Helen Tranter, Chief Executive, Broxtowe Borough Council". */
export function withPost({ register, person, today }: Context): string {
  const [post] = postsOf(register, person.key, today);
  return post ? `${person.name}, ${postName(register, post.key)}` : person.name;
}
