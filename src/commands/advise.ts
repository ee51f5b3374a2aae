import { explanation } from '../views/explain.ts';
import { command } from './command.ts';
import { input } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { withForm } from './escalation-forms.ts';
import { settle, settlingForm, withPost } from './settling.ts';

export const advise = command({
  name: 'advise',
  help: 'return an escalation to those who raised it, with advice on what they can do',
  may: answersAny,
  input,
  ...withForm({
    step: 'return',
    form: settlingForm({ title: 'Return with advice', send: 'Return it', label: 'Your advice' }),
    not: 'Not returned',
    async takes(answers, context, found) {
      await settle(context, found, { ...answers, kind: 'advice', madeBy: withPost(context), on: context.today });
      return explanation(
        'Returned with advice',
        `Escalation ${found.subject.escalation.reference} goes back to those who raised it, with your advice in your words.`,
        'It closes once they have it and say nothing more about it.',
      );
    },
  }),
});
