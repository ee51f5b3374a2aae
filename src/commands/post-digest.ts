import { z } from 'zod';
import { channelsOf } from '../partnership/accounts.ts';
import { localDay } from '../partnership/contact.ts';
import type { Day } from '../partnership/day.ts';
import type { Period } from '../partnership/returns.ts';
import type { Posting } from '../store/store.ts';
import { postedAlready } from '../views/digest-hands.ts';
import { postedAs, replacedMessage } from '../views/digest-posts.ts';
import { explained } from '../views/explain.ts';
import { type Context, command, type Reply } from './command.ts';
import { digestPreview } from './digest.ts';
import { forManagers } from './managing.ts';
import {
  digestPlaces,
  digestPostings,
  digestRows,
  holdReturns,
  lastDeed,
  postDigestTo,
  postWhereMissing,
  seenIn,
} from './posted-digest.ts';

const input = z.object({
  period: z.string().max(100),
  issue: z.string().max(10),
  /** What the preview showed. */
  seen: z.string().max(1_800),
  /** Whether it was posted already when the preview was made, and where it goes then: to all, or where it has not come. */
  again: z.enum(['yes', 'no', 'there']),
});

export const NO_DIGEST = explained(
  'No such digest',
  'This digest is not there any more. Type “digest” to see the newest.',
);

/** Reached from the preview alone, so nobody posts what they have not seen. */
export const postDigest = command({
  name: 'post-digest',
  help: 'post the digest before its time, or post it anew',
  may: forManagers,
  input,
  async run({ period: id, issue, seen, again }, context): Promise<Reply> {
    const { store, register } = context;
    const period = await store.periods.lock(id);
    if (!period || period.closedAt) return { kind: 'message', message: NO_DIGEST };
    const postings = await digestPostings(store, period);
    const isDone = again === 'there' ? (await digestPlaces(context, period)).without.length === 0 : again === 'no';
    if (issue !== String(period.digestIssue) || (isDone && postings.length > 0)) {
      return { kind: 'message', message: postedAlready(register, await lastDeed(store, 'digest.posted', period)) };
    }
    await holdReturns(context, period);
    const rows = await digestRows(context, period);
    if (!rows) return { kind: 'message', message: NO_DIGEST };
    if (seenIn(rows) !== seen) {
      const changed = 'Not posted yet: something has changed since you looked. This is how it stands now.';
      const preview = await digestPreview(context, period, { first: changed });
      return preview ? { kind: 'page', dialog: preview } : { kind: 'message', message: NO_DIGEST };
    }
    if (channelsOf(register, rows.obligation.owedToKey).length === 0) {
      const words = 'The body that asks for them has no channel on the register, so there is nowhere to post.';
      return { kind: 'message', message: explained('Nowhere to post', words) };
    }
    if (period.digestHeldAt) await store.periods.holdDigest(period.id, null);
    const { name } = context.person;
    if (postings.length === 0) {
      const message = await postDigestTo(context, rows, `${name} posted the digest from its preview`);
      return { kind: 'message', message };
    }
    if (again === 'there') {
      const why = `${name} posted the digest again where it had not come`;
      return { kind: 'message', message: await postWhereMissing(context, rows, why) };
    }
    const replaces = await retire(context, postings);
    const anew: Period = { ...period, digestIssue: await store.periods.nextDigestIssue(period.id) };
    const why = `${name} posted the digest anew`;
    return { kind: 'message', message: await postDigestTo(context, { ...rows, period: anew }, why, replaces) };
  },
});

/** Turns what stands into a word that a newer one was posted, and takes back what did not arrive. Its day, where it did. */
async function retire({ store, register, now, today }: Context, postings: Posting[]): Promise<Day | null> {
  let day: Day | null = null;
  for (const { addressKind: kind, addressKey: key, subject, messageId, data } of postings) {
    if (messageId === null) {
      await store.deliveries.withdraw({ subject, to: { kind, key } }, 'A newer digest was posted before this was sent');
      continue;
    }
    const posted = postedAs(data);
    if (posted) day = localDay(posted.at, register.partnership.timeZone);
    await store.deliveries.queue(
      {
        to: { kind, key },
        subject,
        message: replacedMessage(today),
        about: 'digest.replaced',
        because: 'A digest that was posted anew stands in one place only',
        dedupeKey: `${subject}/${kind}/${key}/replaced`,
        notBefore: now,
      },
      now,
    );
  }
  return day;
}
