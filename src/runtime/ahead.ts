import type { Job } from '../jobs/job.ts';
import type { Pretended, Queued } from '../store/store.ts';
import { remembering } from './jobs.ts';

/** Far more than happens in the longest time that anybody asks about. */
const MOST_OCCURRENCES = 200;

/**
 * What would be sent from now until a time, if nobody did anything: the jobs are done, each at its own time, in a store
 * in which nothing stays.
 */
export function lookingAhead(
  jobs: readonly Job[],
): (store: Pretended, now: Date, until: Date) => Promise<(Queued & { at: Date })[]> {
  return async (store, now, until) => {
    const sent: (Queued & { at: Date })[] = [];
    const sends = async (by: Date) => {
      for (const one of await store.sends(by)) sent.push({ ...one, at: one.notBefore > now ? one.notBefore : now });
    };
    let made = 0;
    const id = () => `ahead-${++made}`;
    for (let done = 0; done < MOST_OCCURRENCES; done += 1) {
      const next = await nextOccurrence(jobs, store, until);
      if (!next) break;
      const at = next.at > now ? next.at : now;
      // What was queued before has been sent by then, so that a reminder knows that its prompt has arrived.
      await sends(at);
      await store.occurrences.claim(next.key, next.job.name, next.at, at);
      await next.job.run(next, { store, register: await store.register(), now: at, id });
    }
    await sends(until);
    return sent;
  };
}

async function nextOccurrence(jobs: readonly Job[], store: Pretended, until: Date) {
  const due = (
    await Promise.all(jobs.map(async (job) => (await job.due(store, until)).map((one) => ({ ...one, job }))))
  )
    .flat()
    .filter(({ at }) => at <= until);
  const claimed = await store.occurrences.claimed(due.map(({ key }) => key));
  return due
    .filter(({ key }) => !claimed.has(key))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1))[0];
}
