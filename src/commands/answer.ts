import { explanation } from '../views/explain.ts';
import { command } from './command.ts';
import { input } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { withForm } from './escalation-forms.ts';
import { settle, settlingForm, withPost } from './settling.ts';

export const answer = command({
  name: 'answer',
  help: 'answer an escalation',
  may: answersAny,
  input,
  ...withForm({
    step: 'answer',
    form: settlingForm({ title: 'Answer', send: 'Send the answer', label: 'Your answer' }),
    not: 'Not answered',
    async takes(answers, context, found) {
      await settle(context, found, { ...answers, kind: 'answer', madeBy: withPost(context), on: context.today });
      return explanation(
        'Answered',
        `Your answer to escalation ${found.subject.escalation.reference} goes to those who raised it, in your words.`,
        'It closes once they have it and say nothing more about it.',
      );
    },
  }),
});
