import { z } from 'zod';
import { spokenDay } from '../partnership/spoken-day.ts';
import { explained, explanation } from '../views/explain.ts';
import { date, form, page } from '../views/form.ts';
import { command } from './command.ts';
import { isReminded, NOTHING_TO_SNOOZE, snooze as putOff, remindable } from './snoozing.ts';

const snoozeForm = form({
  title: 'Remind me later',
  send: 'Remind me on this day',
  audience: 'Only you see this. The due date stays as it is.',
  pages: {
    day: page({
      title: 'Day',
      fields: { until: date({ label: 'Remind me on', missing: 'Enter the day on which to be reminded' }) },
    }),
  },
});

export const snooze = command({
  name: 'snooze',
  help: 'be reminded of what is due from you on a later day',
  usage: 'snooze until 20 April',
  may: isReminded,
  input: z.object({ words: z.string().max(200).optional() }),
  parse: (words) => (words ? { words: words.replace(/^(until|till|to|on)\s+/i, '').slice(0, 200) } : {}),
  form: snoozeForm,

  async open({ words }, context) {
    const owed = await remindable(context);
    if (owed.length === 0) return { kind: 'message', message: explained('Nothing is due', NOTHING_TO_SNOOZE) };
    if (!words) return { kind: 'form', subject: `snooze/${context.today}`, carried: {}, values: {} };
    const said = spokenDay(words, context.today);
    const done = 'problem' in said ? said : await putOff(context, owed, said.day);
    return { kind: 'message', message: 'message' in done ? done.message : explained('Not put off', done.problem) };
  },

  async run(_, { until }, context) {
    const owed = await remindable(context);
    if (owed.length === 0) return { kind: 'refused', dialog: explanation('Nothing is due', NOTHING_TO_SNOOZE) };
    const done = await putOff(context, owed, until);
    if ('problem' in done) return { kind: 'wrong', page: 'day', errors: { until: done.problem } };
    return { kind: 'message', message: done.message };
  },
});
