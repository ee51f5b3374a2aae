import { z } from 'zod';
import { formatLongDay } from '../partnership/day.ts';
import { called } from '../views/called.ts';
import { explained } from '../views/explain.ts';
import { askedAgainMessage, moveButton, toldBlocks } from '../views/managing.ts';
import { actions, paragraph } from '../views/message.ts';
import { inSentence } from '../views/words.ts';
import { command } from './command.ts';
import { excusedSubject, named } from './excuse.ts';
import { concerned, forManagers, tell } from './managing.ts';
import { bringUpToDate } from './owed.ts';
import { subjectOf } from './sending.ts';
import { whenTold } from './when-told.ts';

export const unExcuse = command({
  name: 'un-excuse',
  help: 'ask again for a report that was excused',
  may: forManagers,
  input: z.object({ return: z.string().max(100) }),

  async run({ return: id }, context) {
    const { store, person, now, today } = context;
    const subject = await subjectOf(context, await store.returns.lock(id));
    const excusedAt = subject?.owed.excusedAt;
    if (!subject || !excusedAt) {
      const words = 'It is not excused at present, so there is nothing to take back.';
      return { kind: 'message', message: explained('Not excused', words) };
    }
    const { owed, period, title } = subject;
    if (period.closedAt) {
      const words = 'The next period has opened, and nothing is asked for in this one any more.';
      return { kind: 'message', message: explained('This period is closed', words) };
    }
    await store.returns.excuse(owed.id, null);
    // Who has not seen yet that nothing is due does not have to hear that it is again.
    const excused = excusedSubject(owed.id, excusedAt);
    const unaware = await store.deliveries.waiting(excused);
    await store.deliveries.withdraw({ subject: excused }, 'It was taken back before it was sent');
    const told = concerned(context, owed).filter(({ key }) => !unaware.some((one) => one.key === key));
    const detail = { told: told.map(({ key }) => key) };
    await store.events.add({ at: now, by: person.key, what: 'report.unexcused', subject: `return/${owed.id}`, detail });
    await tell(context, told, {
      subject: `asked-again/${owed.id}/${now.toISOString()}`,
      message: askedAgainMessage({ ...subject, period: named(context, subject) }, person.name),
      about: 'report.unexcused',
      because: 'Those who were told that a report is excused are told when it is asked for again',
    });
    await bringUpToDate(context, (await store.returns.byId(owed.id))!, period, `unexcused/${now.toISOString()}`);
    const late = owed.dueOn < today ? ' That day has passed: move the date if they need time.' : '';
    return {
      kind: 'message',
      message: {
        summary: `Asked for again: ${inSentence(title)}`,
        blocks: [
          paragraph(`The ${called(subject)} is asked for again, due on ${formatLongDay(owed.dueOn)}.${late}`),
          ...toldBlocks(
            told.map(({ name }) => name),
            await whenTold(context),
          ),
          actions(moveButton(subject)),
        ],
      },
    };
  },
});
