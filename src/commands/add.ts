import { workingCalendar } from '../partnership/calendar.ts';
import type { Entry } from '../partnership/escalation.ts';
import { answering } from '../partnership/escalation-answering.ts';
import { waitedUntil } from '../partnership/escalation-clock.ts';
import { onceEach } from '../partnership/escalation-routing.ts';
import { toTheirSide } from '../partnership/escalation-side.ts';
import { askedIn, type Part, partsNow, partsOf, RULES, speaksForRaisers } from '../partnership/escalation-steps.ts';
import { happened, quoteOf } from '../views/escalation-happened.ts';
import { AUDIENCE } from '../views/escalation-readers.ts';
import { ANSWERS_QUESTION, STEP_LABELS } from '../views/escalation-words.ts';
import { explanation } from '../views/explain.ts';
import { form, longText, page } from '../views/form.ts';
import { paragraph } from '../views/message.ts';
import { type Context, command } from './command.ts';
import { input, notRaising, take } from './escalating.ts';
import { concernsAny } from './escalation.ts';
import { aboutEscalation, linkTo, withForm } from './escalation-forms.ts';
import { type Subject, spoken, spokenEntry } from './escalation-telling.ts';

export const addForm = form({
  title: ({ question }) => (question ? ANSWERS_QUESTION : STEP_LABELS.add),
  send: ({ question }) => (question ? 'Send the answer' : 'Send'),
  audience: AUDIENCE,
  checked: true,
  about: (carried) => [...aboutEscalation(carried), ...(carried.question ? [paragraph(carried.question)] : [])],
  pages: {
    words: page({
      title: 'What you want to say',
      fields: {
        words: longText({ label: 'What you want to say', missing: 'Enter what you want to say', limit: 1_500 }),
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
    async offers(context, subject) {
      const { register, person, today } = context;
      const question = await questionOn(context, subject);
      const raises = await speaks(context, subject, partsNow(register, subject, person, today));
      const isAsked = question && raises && question.byKey !== person.key;
      if (!isAsked || !subject.escalation.waitingSince) return { question: '' };
      const entry = spokenEntry(register, subject, question);
      return { question: [happened(await spoken(context, subject), entry), quoteOf(entry)].join(' ') };
    },
    async takes({ words, link }, context, { subject, parts }) {
      const { register, now, today, person } = context;
      const { escalation, raisers } = subject;
      const raises = await speaks(context, subject, parts);
      const question = await questionOn(context, subject);
      const askedBy = question?.byKey ?? null;
      // Whoever asked does not answer it, though they speak for those who raised it.
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
      const to = raises ? 'whoever answers it' : 'those who raised it';
      const goesTo = `What you wrote about escalation ${escalation.reference} goes to ${to}.`;
      return answers && escalation.waitingSince
        ? explanation('Answer sent', goesTo, 'The days for an answer to you are counted again.')
        : explanation('Added', goesTo);
    },
  }),
});

/** What those who raised it were asked last. */
async function questionOn({ store }: Context, { escalation }: Subject): Promise<Entry | undefined> {
  const [question] = await store.escalations.questions([escalation.id]);
  return question;
}

/** Whether somebody speaks for those who raised it. */
async function speaks({ store, person }: Context, { escalation }: Subject, parts: Set<Part>): Promise<boolean> {
  if (speaksForRaisers(parts)) return true;
  if (!escalation.waitingSince || !parts.has('colleague')) return false;
  return askedIn(await store.escalations.entries(escalation.id)).includes(person.key);
}
