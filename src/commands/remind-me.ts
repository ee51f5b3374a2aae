import { z } from 'zod';
import { isRealDay } from '../partnership/day.ts';
import { explained } from '../views/explain.ts';
import { actions } from '../views/message.ts';
import { laterButton } from '../views/reminder.ts';
import { command } from './command.ts';
import { isReminded, NOTHING_TO_SNOOZE, remindable, snooze } from './snoozing.ts';

const day = z.string().refine(isRealDay);

/** The button on every reminder. */
export const remindMe = command({
  name: 'remind-me',
  help: 'be reminded again on the next but one working day',
  may: isReminded,
  input: z.object({ end: day, until: day }),

  async run({ end, until }, context) {
    const owed = await remindable(context, end);
    const [first] = owed;
    if (!first) return { kind: 'message', message: explained('Nothing is due', NOTHING_TO_SNOOZE) };
    const done = await snooze(context, owed, until);
    if ('message' in done) return { kind: 'message', message: done.message };
    const said = explained('Not put off', done.problem);
    const later = laterButton(context.register, first, context.today);
    return { kind: 'message', message: later ? { ...said, blocks: [...said.blocks, actions(later)] } : said };
  },
});
