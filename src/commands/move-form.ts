import { choice, date, form, longText, page } from '../views/form.ts';
import { paragraph, strong } from '../views/message.ts';
import { about } from './report-form.ts';

export const moveForm = form({
  title: 'Move a due date',
  send: 'Move the due date',
  audience: 'OFFICIAL. Those who are asked for it will see the date and the reason.',
  about: (carried) => [
    ...about(carried),
    ...(carried.warning ? [paragraph(strong('Before you move it'), ': ', carried.warning)] : []),
  ],
  pages: {
    move: page({
      title: 'New due date',
      fields: {
        dueOn: date({
          label: 'New due date',
          hint: 'A working day before the next period opens',
          missing: 'Enter the new due date',
        }),
        why: longText({ label: 'Reason', missing: 'Enter why it is moved', limit: 300 }),
        sure: choice({
          label: 'Move it all the same?',
          missing: 'Select that you move it all the same, or enter another date',
          options: [{ value: 'yes', label: 'Yes, move it to this date' }],
          when: ({ dueOn }, { warnedFor }) => !!warnedFor && dueOn === warnedFor,
        }),
      },
    }),
  },
});
