import { type Day, formatLongDay } from '../partnership/day.ts';
import { bodiesFor } from '../partnership/escalation-routing.ts';
import type { Meeting } from '../partnership/register.ts';
import { AUDIENCE } from '../views/escalation-readers.ts';
import { explained, explanation } from '../views/explain.ts';
import { choiceFrom, form, page } from '../views/form.ts';
import { type Context, command } from './command.ts';
import { input, notRaising, take, tellRaisers, toManagers } from './escalating.ts';
import { answersAny } from './escalation.ts';
import { aboutEscalation, carriedOptions, withForm } from './escalation-forms.ts';
import type { Subject } from './escalation-telling.ts';

export const agendaForm = form({
  title: 'Put on the agenda',
  send: 'Put it on the agenda',
  audience: AUDIENCE,
  about: aboutEscalation,
  pages: {
    meeting: page({
      title: 'Which meeting',
      fields: {
        meeting: choiceFrom({
          label: 'Meeting',
          missing: 'Select a meeting',
          optionsFrom: carriedOptions('meetings'),
        }),
      },
    }),
  },
});

export const agenda = command({
  name: 'agenda',
  help: 'put an escalation on the agenda of a meeting of the board',
  may: answersAny,
  input,
  ...withForm({
    step: 'agenda',
    form: agendaForm,
    not: 'Not on the agenda',
    async offers(context, subject) {
      const meetings = comingFor(context, subject);
      if (meetings.length === 0)
        return explained(
          'No meeting is coming',
          'No other meeting of the board is known. Once its day is in the agreement’s file, it can be chosen here: tell the programme manager.',
        );
      return {
        meetings: JSON.stringify(
          meetings.map(({ key, date }) => ({
            value: key,
            label: `${formatLongDay(date)}${isTooLate(date, subject) ? ': after it is needed' : ''}`,
          })),
        ),
      };
    },
    async takes({ meeting: wanted }, context, { subject }) {
      const { now } = context;
      const { acknowledgedAt, neededBy, reference } = subject.escalation;
      const meeting = comingFor(context, subject).find(({ key }) => key === wanted);
      if (!meeting) return explained('Not on the agenda', 'That meeting is not coming any more. Choose another.');
      await take(context, subject, {
        step: 'agenda',
        change: { state: 'on_agenda', meetingKey: meeting.key, acknowledgedAt: acknowledgedAt ?? now },
        tell: [
          tellRaisers(context, subject),
          {
            to: notRaising(context, subject, toManagers(context)),
            about: 'escalation.passed',
            because: 'The programme manager keeps the agenda, and records what the board decides',
          },
        ],
      });
      return explanation(
        'On the agenda',
        `Escalation ${reference} is on the agenda for ${formatLongDay(meeting.date)}.${
          isTooLate(meeting.date, subject) ? ` It was needed by ${formatLongDay(neededBy!)}.` : ''
        } Those who raised it and the programme manager are told.`,
      );
    },
  }),
});

/** A decision at that meeting comes after the day by which those who raised it need one. */
const isTooLate = (date: Day, { escalation: { neededBy } }: Subject) => neededBy !== null && date > neededBy;

/** The meetings of the board that are still to come, and on whose agenda it is not. */
function comingFor({ register, today }: Context, { escalation }: Subject): Meeting[] {
  const boards = bodiesFor(register, escalation, 'board', today).map(({ key }) => key);
  return register.meetings
    .filter(
      (one) =>
        one.endedOn === null && boards.includes(one.bodyKey) && one.date >= today && one.key !== escalation.meetingKey,
    )
    .sort((one, other) => one.date.localeCompare(other.date));
}
