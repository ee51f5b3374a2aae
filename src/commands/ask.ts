import { ASKED } from '../partnership/escalation-clock.ts';
import { toBeAsked } from '../partnership/escalation-side.ts';
import { explanation } from '../views/explain.ts';
import { command } from './command.ts';
import { input, take } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { withForm, wordsForm } from './escalation-forms.ts';

export const ask = command({
  name: 'ask',
  help: 'ask those who raised an escalation something about it',
  may: answersAny,
  input,
  ...withForm({
    step: 'ask',
    form: wordsForm({ title: 'Ask a question', send: 'Send the question', label: 'Your question' }),
    not: 'Not asked',
    async takes({ words }, context, { subject }) {
      const { state, acknowledgedAt, waitingSince, reference } = subject.escalation;
      const { to, isReachable } = toBeAsked(context, subject);
      await take(context, subject, {
        step: 'ask',
        words,
        change: {
          state: state === 'raised' ? 'acknowledged' : state,
          acknowledgedAt: acknowledgedAt ?? context.now,
          waitingSince: isReachable ? (waitingSince ?? context.now) : waitingSince,
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
        isReachable
          ? `Until then the days for an answer are not counted, for ${ASKED.unanswered} working days at most.`
          : 'None of them can be reached now, so the days for an answer go on.',
      );
    },
  }),
});
