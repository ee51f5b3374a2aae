import { workingCalendar } from '../partnership/calendar.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { waitedUntil } from '../partnership/escalation-clock.ts';
import { onceEach } from '../partnership/escalation-routing.ts';
import { toTheirSide } from '../partnership/escalation-side.ts';
import { partsOf, RULES } from '../partnership/escalation-steps.ts';
import { AUDIENCE } from '../views/escalation-readers.ts';
import { explanation } from '../views/explain.ts';
import { form, longText, page } from '../views/form.ts';
import { command } from './command.ts';
import { input, notRaising, take } from './escalating.ts';
import { concernsAny } from './escalation.ts';
import { aboutEscalation, linkTo, withForm } from './escalation-forms.ts';

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
      const { store, register, now, today, person } = context;
      const { escalation, raisers } = subject;
      // Another officer of their partnership speaks for those who raised it.
      const raises = parts.has('raiser') || !RULES.ask.by.some((part) => parts.has(part));
      const question = (await store.escalations.entries(escalation.id)).findLast(({ step }) => step === 'ask');
      const askedBy = question?.byKey ?? null;
      const answers = raises && askedBy !== person.key;
      const mayAsk = (key: string) => {
        const theirs = partsOf(register, escalation, raisers, { key }, today);
        return RULES.ask.by.some((part) => theirs.has(part));
      };
      const asker = askedBy && mayAsk(askedBy) ? [{ personKey: askedBy, because: 'the one who asked' }] : [];
      const otherSide = notRaising(context, subject, onceEach([...answering(register, subject, today), ...asker]));
      await take(context, subject, {
        step: 'add',
        words,
        link,
        change: answers ? { waited: waitedUntil(escalation, now, workingCalendar(register)), waitingSince: null } : {},
        tell: [
          {
            to: [...(raises ? otherSide : []), ...toTheirSide(context, subject)],
            about: 'escalation.added',
            because: 'What one side writes about an escalation goes to the other, and to the others who raised it',
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
