import { workingCalendar } from '../partnership/calendar.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { waitedUntil } from '../partnership/escalation-clock.ts';
import { explanation } from '../views/explain.ts';
import { form, longText, page } from '../views/form.ts';
import { command } from './command.ts';
import { input, take, toRaisers } from './escalating.ts';
import { concernsAny } from './escalation.ts';
import { AUDIENCE, aboutEscalation, linkTo, withForm } from './escalation-forms.ts';

export const addForm = form({
  title: 'Add to it',
  send: 'Send',
  audience: AUDIENCE,
  checked: true,
  about: aboutEscalation,
  pages: {
    words: page({
      title: 'What you add',
      fields: {
        words: longText({ label: 'What you add', missing: 'Enter what you add', limit: 1_500 }),
        link: linkTo('Link to a file or a page'),
      },
    }),
  },
});

export const add = command({
  name: 'add',
  help: 'add something to an escalation, or answer what you were asked about it',
  may: concernsAny,
  input,
  ...withForm({
    step: 'add',
    form: addForm,
    not: 'Not added',
    async takes({ words, link }, context, { subject, parts }) {
      const { register, now, today } = context;
      const { escalation } = subject;
      const raises = parts.has('raiser');
      await take(context, subject, {
        step: 'add',
        words,
        link,
        change: raises ? { waited: waitedUntil(escalation, now, workingCalendar(register)), waitingSince: null } : {},
        tell: [
          {
            to: raises ? answering(register, subject, today) : toRaisers(context, subject),
            about: 'escalation.added',
            because: 'What one side writes about an escalation goes to the other',
          },
        ],
      });
      return explanation(
        'Added',
        raises
          ? `What you wrote about escalation ${escalation.reference} goes to whoever answers it.`
          : `What you wrote about escalation ${escalation.reference} goes to those who raised it.`,
      );
    },
  }),
});
