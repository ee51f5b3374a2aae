import { ASKED } from '../partnership/escalation-clock.ts';
import { toBeAsked, toRaisers } from '../partnership/escalation-side.ts';
import { partsOf } from '../partnership/escalation-steps.ts';
import { explained, explanation } from '../views/explain.ts';
import { type Context, command } from './command.ts';
import { input, take } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { withForm, wordsForm } from './escalation-forms.ts';
import type { Subject } from './escalation-telling.ts';
import { missedByQuestion } from './following-questions.ts';

export const ask = command({
  name: 'ask',
  help: 'ask those who raised an escalation something about it',
  may: answersAny,
  input,
  ...withForm({
    step: 'ask',
    form: wordsForm({ title: 'Ask a question', send: 'Send the question', label: 'Your question' }),
    not: 'Not asked',
    async offers(context, subject) {
      const { to } = toBeAsked(context, subject, await missedByQuestion(context, subject));
      if (to.some(({ personKey }) => personKey !== context.person.key)) return {};
      const isOwn = toRaisers(context, subject).some(({ personKey }) => personKey === context.person.key);
      return explained(
        'Nobody to ask',
        isOwn
          ? 'You raised this escalation yourself, and nobody else did.'
          : 'Nobody of those who raised this escalation can be asked now.',
      );
    },
    async takes({ words }, context, { subject }) {
      const { state, acknowledgedAt, waitingSince, reference } = subject.escalation;
      const { to, isReachable } = toBeAsked(context, subject, await missedByQuestion(context, subject));
      const isLetGo = await wentUnanswered(context, subject);
      const stops = isReachable && !isLetGo;
      await take(context, subject, {
        step: 'ask',
        words,
        change: {
          state: state === 'raised' ? 'acknowledged' : state,
          acknowledgedAt: acknowledgedAt ?? context.now,
          waitingSince: stops ? (waitingSince ?? context.now) : waitingSince,
        },
        tell: [
          {
            to,
            about: 'escalation.question',
            because: 'A question about an escalation goes to those who raised it',
          },
        ],
      });
      return explanation(
        'Question sent',
        `Your question about escalation ${reference} goes to those who raised it. What they write comes to whoever answers it.`,
        stops
          ? `Until then the days for an answer are not counted, for ${ASKED.unanswered} working days at most.`
          : `${isReachable ? 'The last question was not answered' : 'None of them can be reached now'}, so the days for an answer go on.`,
      );
    },
  }),
});

/** The days stood still for a question and nobody of theirs has written since: another does not stop them again. */
async function wentUnanswered({ store, register, today }: Context, { escalation, raisers }: Subject): Promise<boolean> {
  const isTheirs = (key: string | null) => {
    const parts = key && partsOf(register, escalation, raisers, { key }, today);
    return parts && (parts.has('raiser') || parts.has('colleague'));
  };
  const last = (await store.escalations.entries(escalation.id)).findLast(
    ({ step, byKey }) => step === 'unanswered' || step === 'object' || (step === 'add' && isTheirs(byKey)),
  );
  return last?.step === 'unanswered';
}
