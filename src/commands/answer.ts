import { postsOf } from '../partnership/holding.ts';
import { postName } from '../partnership/roles.ts';
import { AS_ASKED } from '../views/escalation-words.ts';
import { explanation } from '../views/explain.ts';
import { choice, form, longText, page } from '../views/form.ts';
import { type Context, command } from './command.ts';
import { input, take, toRaisers, toStep } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { aboutEscalation, carriedFor, refusedWith } from './escalation-forms.ts';

export const answerForm = form({
  title: 'Answer',
  send: 'Send the answer',
  audience:
    'OFFICIAL. Those who raised it and those whom it concerns will see this. Leave out names and details of cases.',
  about: aboutEscalation,
  pages: {
    answer: page({
      title: 'Your answer',
      fields: {
        words: longText({ label: 'Your answer', missing: 'Enter your answer', limit: 1_500 }),
        next: longText({
          label: 'What happens next',
          hint: 'What, who and by when',
          missing: 'Enter what happens next',
          limit: 500,
        }),
        asAsked: choice({
          label: 'Is it what was asked?',
          missing: 'Select whether it is what was asked',
          options: (['yes', 'partly', 'no'] as const).map((value) => ({ value, label: AS_ASKED[value] })),
        }),
      },
    }),
  },
});

export const answer = command({
  name: 'answer',
  help: 'answer an escalation',
  may: answersAny,
  input,
  form: answerForm,

  async open(wanted, context) {
    const found = await toStep(context, wanted, 'answer');
    if ('instead' in found) return { kind: 'message', message: found.instead };
    return {
      kind: 'form',
      subject: `escalation/${wanted.escalation}`,
      carried: {},
      current: await carriedFor(context, found.subject),
      values: {},
    };
  },

  async run(wanted, { words, next, asAsked }, context) {
    const found = await toStep(context, wanted, 'answer');
    if ('instead' in found) return refusedWith('Not answered', found.instead);
    const { subject } = found;
    const { now, person } = context;
    const { outcomes, acknowledgedAt, reference } = subject.escalation;
    await take(context, subject, {
      step: 'answer',
      words,
      change: {
        state: 'answered',
        holderKey: person.key,
        acknowledgedAt: acknowledgedAt ?? now,
        waitingSince: null,
        outcome: { kind: 'answer', words, madeBy: withPost(context), on: context.today, next, asAsked },
        outcomes: outcomes + 1,
      },
      tell: [
        {
          to: toRaisers(subject),
          about: 'escalation.outcome',
          because: 'Everybody who raised an escalation is sent what came of it',
        },
      ],
    });
    return {
      kind: 'page',
      dialog: explanation(
        'Answered',
        `Your answer to escalation ${reference} goes to those who raised it, in your words.`,
        'It closes once they have it and say nothing more about it.',
      ),
    };
  },
});

/** "Helen Tranter, Chief Executive, Broxtowe Borough Council". */
function withPost({ register, person, today }: Context): string {
  const [post] = postsOf(register, person.key, today);
  return post ? `${person.name}, ${postName(register, post.key)}` : person.name;
}
