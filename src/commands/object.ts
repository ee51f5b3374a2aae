import { answering } from '../partnership/escalation-answering.ts';
import { explanation } from '../views/explain.ts';
import { command } from './command.ts';
import { input, notRaising, take, tellRaisers, toManagers, toStandIns } from './escalating.ts';
import { raisedAny } from './escalation.ts';
import { withForm, wordsForm } from './escalation-forms.ts';

export const object = command({
  name: 'object',
  help: 'say that what came of your escalation is not what you asked',
  may: raisedAny,
  input,
  ...withForm({
    step: 'object',
    form: wordsForm({ title: 'Not what we asked', send: 'Send', label: 'What is missing' }),
    not: 'Not sent',
    async takes({ words }, context, { subject }) {
      const { register, now, today } = context;
      const { reference, neededBy } = subject.escalation;
      // It begins anew: whoever answered has the days for an answer once more.
      const change = {
        ...{ state: 'acknowledged' as const, acknowledgedAt: now, waited: 0, waitingSince: null, meetingKey: null },
        closedAt: null,
        neededBy: neededBy && neededBy < today ? null : neededBy,
      };
      const again = answering(register, { ...subject, escalation: { ...subject.escalation, ...change } }, today);
      await take(context, subject, {
        step: 'object',
        words,
        change,
        tell: [
          {
            to: notRaising(context, subject, [...again, ...toManagers(context)]),
            about: 'escalation.objected',
            because: 'What is not what was asked goes back to whoever answered, and the programme manager knows of it',
          },
          tellRaisers(context, subject),
          {
            to: notRaising(context, subject, toStandIns(context, subject)),
            about: 'escalation.changed',
            because: 'Whoever was sent an outcome in the place of a raiser knows that it is open again',
          },
        ],
      });
      return explanation(
        'Sent back to them',
        `Escalation ${reference} is open again. What you wrote goes to whoever answered it, and to the programme manager.`,
        'You hear what comes of it here.',
      );
    },
  }),
});
