import { kindIn, wordsFor } from '../views/called.ts';
import { saysTheSame } from '../views/earlier.ts';
import {
  choice,
  date,
  form,
  given,
  longText,
  money,
  type Predicate,
  page,
  type Raw,
  type RawRow,
  rows,
  text,
} from '../views/form.ts';
import { offeredRow, rowsIn } from '../views/forms/raw.ts';
import { paragraph, strong } from '../views/message.ts';
import { DIRECTIONS, NEEDED, OUTCOMES, RATINGS } from '../views/report-words.ts';

const AUDIENCE = 'OFFICIAL. The board and the secretariat will see this. Leave out names and details of cases.';
const HEADLINE = 140;

/** What a report is about, at the top of every page. */
export function about(carried: Record<string, string>) {
  if (!carried.title) return [];
  const facts = [paragraph(strong(carried.title), `, ${carried.period}. ${carried.due}`)];
  const more = [carried.correcting, carried.draft, carried.approval].filter((one) => !!one);
  return [...facts, ...more.map((one) => paragraph(one as string))];
}

function options<V extends string>(words: Record<V, string>): { value: V; label: string; hint?: string }[] {
  return (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }));
}

const needsReason: Predicate = ({ rating }, { previousRating }) =>
  rating === 'amber' || rating === 'red' || (!!previousRating && !!rating && rating !== previousRating);
const asksSomething: Predicate = ({ needed }) => needed === 'decide' || needed === 'discuss';

/**
 * Next steps that are carried on stand as next steps of this report, where they can be changed. One that turns out to be
 * done or dropped is taken out again, unless it was changed.
 */
function carryOn(raw: Raw): Raw {
  const steps = rowsIn(raw, 'steps');
  const isCarried = ({ outcome }: RawRow) => outcome === 'carried';
  const kept = rowsIn(raw, 'next').filter(
    ({ what = '' }) => !steps.some((step) => !isCarried(step) && saysTheSame(step.what, what)),
  );
  const wanted = steps
    .filter(isCarried)
    .filter((step) => !kept.some(({ id, what }) => id === step.id || saysTheSame(step.what, what)));
  const written = kept.filter(({ what = '', who = '', by = '' }) => `${what}${who}${by}`.trim() !== '');
  const offered = wanted.map(({ outcome: _, ...step }) => offeredRow(step as RawRow));
  const next = [...offered, ...written];
  return {
    ...raw,
    next:
      next.length > 0
        ? next
        : rowsIn(raw, 'next')
            .slice(0, 1)
            .map(({ id }) => ({ id })),
  };
}

/** The first achievement, where a headline could say it. */
function firstAchievement({ achieved }: Parameters<Predicate>[0]): string | undefined {
  const what = Array.isArray(achieved) ? achieved[0]?.what?.trim() : undefined;
  return what && !what.includes('\n') && [...what].length <= HEADLINE ? what : undefined;
}

/** A lead's progress report on a priority. The names of its fields are those of what is kept of it. */
export const reportForm = form({
  title: 'Progress report',
  send: ({ send }) => send || 'Send report to the board',
  audience: AUDIENCE,
  checked: true,
  about,
  pages: {
    steps: page({
      title: 'From your last report',
      change: 'Change what became of it',
      onward: carryOn,
      fields: {
        steps: rows({
          label: 'What you said you would do',
          hint: 'What is carried on is offered again as a next step of this report',
          rowName: 'next step',
          when: ({ steps }) => Array.isArray(steps) && steps.length > 0,
          fixed: true,
          min: 0,
          max: 5,
          fields: {
            what: given('You said'),
            who: given('Who'),
            by: given('By'),
            outcome: choice({
              label: 'What became of it',
              missing: 'Select what became of it',
              options: options(OUTCOMES),
            }),
          },
        }),
      },
    }),
    rating: page({
      title: 'Rating',
      fields: {
        rating: choice({
          label: 'Rating',
          hint: 'Of delivery: is the work on track?',
          missing: 'Select a rating',
          options: options(RATINGS),
        }),
        reason: longText({
          label: 'Reason for the rating',
          hint: 'Needed when the rating is amber or red, or is not what it was last time',
          missing: 'Enter the reason for the rating',
          required: false,
          requiredWhen: needsReason,
          limit: 300,
        }),
        direction: choice({
          label: 'Direction',
          hint: 'Compared with the last period',
          missing: 'Select a direction',
          options: options(DIRECTIONS),
        }),
      },
    }),
    achieved: page({
      title: 'What you achieved',
      fields: {
        achieved: rows({
          label: 'What you achieved in this period',
          rowName: 'achievement',
          min: 1,
          max: 5,
          fields: {
            what: longText({
              label: 'What you achieved',
              missing: 'Enter what you achieved in this period',
              limit: 1_500,
            }),
            difference: longText({
              label: 'What difference it made',
              hint: 'For people and places, rather than what was done',
              required: false,
              limit: 1_500,
            }),
          },
        }),
      },
    }),
    next: page({
      title: 'What happens next',
      fields: {
        next: rows({
          label: 'What you will do in the next period',
          rowName: 'next step',
          min: 1,
          max: 5,
          fields: {
            what: longText({
              label: 'What you will do',
              missing: 'Enter what you will do in the next period',
              limit: 500,
            }),
            who: text({ label: 'Who will do it', hint: 'A post or an organisation', required: false, limit: 100 }),
            by: date({ label: 'Date it will be done by', required: false }),
          },
        }),
      },
    }),
    board: page({
      title: 'Headline and what you need',
      fields: {
        headline: text({
          label: 'Headline',
          hint: `One line for the board, ${HEADLINE} characters or less`,
          missing: 'Enter a headline for the board',
          limit: HEADLINE,
          offer: firstAchievement,
        }),
        needed: choice({
          label: 'What you need from the board',
          missing: 'Select what you need from the board',
          options: options(NEEDED),
        }),
        ask: longText({
          label: 'What you ask the board',
          hint: 'Needed when you ask for a decision or a discussion',
          missing: 'Enter what you ask the board',
          required: false,
          requiredWhen: asksSomething,
          limit: 500,
        }),
      },
    }),
    risks: page({
      title: 'Risks and blockages',
      optional: 'Add risks and blockages',
      fields: {
        risks: rows({
          label: 'Risks and blockages',
          rowName: 'risk or blockage',
          min: 0,
          max: 5,
          fields: {
            what: longText({ label: 'Risk or blockage', missing: 'Enter the risk or blockage', limit: 500 }),
            action: longText({ label: 'What is being done about it', required: false, limit: 500 }),
          },
        }),
      },
    }),
    money: page({
      title: 'Money',
      optional: 'Add money',
      fields: {
        budget: money({ label: 'Budget', required: false }),
        spent: money({ label: 'Spent so far', required: false }),
        forecast: money({ label: 'Forecast for the year', required: false }),
        moneyNote: longText({ label: 'About the money', required: false, limit: 500 }),
      },
    }),
    goodPractice: page({
      title: 'Good practice',
      optional: 'Add good practice',
      fields: {
        goodPractice: longText({ label: 'Good practice to share', required: false, limit: 1_500 }),
      },
    }),
  },
});

/** Nothing but its sending: two taps. */
export const nothingToReportForm = form({
  title: 'Nothing to report',
  send: ({ send }) => send || 'Send nothing to report',
  audience: 'OFFICIAL. Those who read the reports, and the secretariat, will see this.',
  about: (carried) => [
    ...about(carried),
    paragraph(
      `The ${wordsFor(kindIn(carried.kind).report).reader} will see that there is nothing to report for this period.`,
    ),
  ],
  pages: {},
});
