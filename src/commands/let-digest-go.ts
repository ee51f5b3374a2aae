import { z } from 'zod';
import { workingCalendar } from '../partnership/calendar.ts';
import { instantAt } from '../partnership/contact.ts';
import { formatLongDay } from '../partnership/day.ts';
import { MORNING } from '../partnership/openings.ts';
import { digestOn } from '../partnership/periods.ts';
import { deedWords, postedAlready } from '../views/digest-hands.ts';
import { digestRule } from '../views/digest-posts.ts';
import { explained } from '../views/explain.ts';
import { command } from './command.ts';
import { forManagers } from './managing.ts';
import { NO_DIGEST } from './post-digest.ts';
import { digestRows, digestState, holdReturns, lastDeed, postDigestTo } from './posted-digest.ts';

export const letDigestGo = command({
  name: 'let-digest-go',
  help: 'let a digest go that was held back',
  may: forManagers,
  input: z.object({ period: z.string().max(100) }),
  async run({ period: id }, context) {
    const { store, register, person, now } = context;
    const period = await store.periods.lock(id);
    const rows = period && (await digestRows(context, period));
    if (!period || !rows) return { kind: 'message', message: NO_DIGEST };
    const state = await digestState(context, period);
    if (state.kind === 'posted') return { kind: 'message', message: postedAlready(register, state.deed) };
    if (state.kind === 'coming' && period.closedAt) return { kind: 'message', message: NO_DIGEST };
    if (state.kind === 'coming') {
      const before = await lastDeed(store, 'digest.let-go', period);
      const who = before ? ` It was let go: ${deedWords(register, before)}.` : '';
      return { kind: 'message', message: explained('Not held back', `The digest is not held back.${who}`) };
    }
    await store.periods.holdDigest(id, null);
    await store.events.add({ at: now, by: person.key, what: 'digest.let-go', subject: `period/${id}`, detail: {} });
    store.askJobs();
    const calendar = workingCalendar(register);
    const on = digestOn(period.dueOn, calendar);
    if (now < instantAt(on, MORNING, 0, calendar.timeZone)) {
      const words = `The digest is not held back any more. It is posted at 9am on ${formatLongDay(on)}.`;
      return { kind: 'message', message: explained('Let go', words) };
    }
    // Its time has passed: nothing else would post it.
    await holdReturns(context, period);
    const fresh = (await digestRows(context, period)) ?? rows;
    return { kind: 'message', message: await postDigestTo(context, fresh, digestRule(register, fresh)) };
  },
});
