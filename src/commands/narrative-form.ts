import { choice, form, longText, type Predicate, page, rows, text } from '../views/form.ts';
import { COUNTYWIDE, type Countywide } from '../views/narrative-words.ts';
import { about } from './report-form.ts';

const HEADLINE = 140;

const needsCounty: Predicate = ({ countywide }) => countywide === 'yes';

/** What has changed, where a headline could say it. */
function firstWords({ changed }: Parameters<Predicate>[0]): string | undefined {
  const what = typeof changed === 'string' ? changed.trim() : '';
  return what && !what.includes('\n') && [...what].length <= HEADLINE ? what : undefined;
}

/** A community safety partnership's narrative. The names of its fields are those of what is kept of it. */
export const narrativeForm = form({
  title: 'Narrative',
  send: ({ send }) => send || 'Send the narrative',
  audience:
    'OFFICIAL. The performance group, the board and the secretariat will see this. Leave out names and details of cases.',
  checked: true,
  about,
  pages: {
    local: page({
      title: 'What has changed locally',
      fields: {
        changed: longText({
          label: 'What has changed locally',
          hint: 'In this period, for people and places',
          missing: 'Enter what has changed locally',
          limit: 1_500,
        }),
      },
    }),
    county: page({
      title: 'Headline and countywide consideration',
      fields: {
        inShort: text({
          label: 'Headline',
          hint: `One line for the performance group, ${HEADLINE} characters or less`,
          missing: 'Enter a headline for the performance group',
          limit: HEADLINE,
          offer: firstWords,
        }),
        countywide: choice({
          label: 'Does anything need countywide consideration?',
          hint: 'If so, you are offered to escalate it once this is sent',
          missing: 'Select whether anything needs countywide consideration',
          options: (Object.entries(COUNTYWIDE) as [Countywide, string][]).map(([value, label]) => ({ value, label })),
        }),
        consider: text({
          label: 'What needs it',
          hint: 'One line of 100 characters or less, needed where something does',
          missing: 'Enter what needs countywide consideration',
          required: false,
          requiredWhen: needsCounty,
          limit: 100,
        }),
      },
    }),
    emerging: page({
      title: 'Emerging risks and issues',
      optional: 'Add emerging risks and issues',
      fields: {
        emerging: rows({
          label: 'Emerging risks and issues',
          rowName: 'risk or issue',
          min: 0,
          max: 5,
          fields: {
            what: longText({ label: 'Risk or issue', missing: 'Enter the risk or issue', limit: 500 }),
          },
        }),
      },
    }),
    doing: page({
      title: 'What we are doing about risks',
      optional: 'Add what you do about risks',
      fields: {
        doing: longText({ label: 'What we are doing about them', required: false, limit: 1_500 }),
      },
    }),
    applied: page({
      title: 'County priorities here',
      optional: 'Add how county priorities are applied here',
      fields: {
        applied: longText({ label: 'How county priorities are applied here', required: false, limit: 1_500 }),
      },
    }),
    practice: page({
      title: 'Good practice',
      optional: 'Add good practice',
      fields: {
        practice: longText({ label: 'Good practice that others could use', required: false, limit: 1_500 }),
      },
    }),
  },
});
