import { localDay } from '../partnership/contact.ts';
import { formatDay } from '../partnership/day.ts';
import { bodiesFor } from '../partnership/escalation-routing.ts';
import { meetingOf } from '../partnership/meetings.ts';
import { AUDIENCE } from '../views/escalation-readers.ts';
import { explanation } from '../views/explain.ts';
import { date, form, longText, page, text } from '../views/form.ts';
import { command } from './command.ts';
import { input } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { aboutEscalation, withForm } from './escalation-forms.ts';
import { asAskedField, nextField, settle } from './settling.ts';

export const decideForm = form({
  title: 'Record the decision',
  send: 'Record the decision',
  audience: AUDIENCE,
  checked: true,
  about: aboutEscalation,
  pages: {
    decision: page({
      title: 'The decision',
      fields: {
        words: longText({
          label: 'The decision',
          hint: 'As the minutes will have it',
          missing: 'Enter the decision',
          limit: 1_500,
        }),
        madeBy: text({ label: 'Who made it', missing: 'Enter who made it', limit: 150 }),
        on: date({
          label: 'Date of the decision',
          missing: 'Enter the date of the decision',
          check: (day, { today, raisedOn }) => {
            if (today && day > today) return 'Date of the decision must be today or in the past';
            if (raisedOn && day < raisedOn)
              return `Date of the decision must be ${formatDay(raisedOn)}, when it was raised, or later`;
            return undefined;
          },
        }),
      },
    }),
    after: page({ title: 'What comes of it', fields: { next: nextField, asAsked: asAskedField } }),
  },
});

export const decide = command({
  name: 'decide',
  help: 'record what the board decided on an escalation',
  may: answersAny,
  input,
  ...withForm({
    step: 'decide',
    form: decideForm,
    not: 'Not recorded',
    async offers({ register }, { escalation }) {
      return { raisedOn: localDay(escalation.raisedAt, register.partnership.timeZone) };
    },
    values({ register, today }, { escalation }) {
      const [board] = bodiesFor(register, escalation, 'board', today);
      const meeting = meetingOf(register, escalation.meetingKey);
      return { madeBy: board?.name ?? '', on: meeting && meeting.date <= today ? meeting.date : '' };
    },
    async takes(decision, context, found) {
      await settle(context, found, { ...decision, kind: 'decision' });
      return explanation(
        'Decision recorded',
        `The decision on escalation ${found.subject.escalation.reference} goes to those who raised it, in these words.`,
        'It closes once they have it and say nothing more about it.',
      );
    },
  }),
});
