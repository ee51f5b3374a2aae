import type { Ahead } from '../commands/command.ts';
import type { Job } from '../jobs/job.ts';
import type { Register } from '../partnership/register.ts';
import type { Pretended, Queued } from '../store/store.ts';
import { contactOf } from './contact.ts';
import { remembering } from './jobs.ts';

/** Twice what happens in a usual fortnight. More would take longer than somebody who asks is let wait. */
const MOST_OCCURRENCES = 60;

/**
 * What would be sent from now until a time, if nobody did anything: the jobs are done, each at its own time, in a store
 * in which nothing stays, and what they queue is sent to whoever may be contacted, when they may be. Where so much happens
 * that it would take too long, it is known until an earlier time.
 */
export function lookingAhead(
  jobs: readonly Job[],
  most = MOST_OCCURRENCES,
): (store: Pretended, now: Date, until: Date) => Promise<Ahead> {
  return async (store, now, until) => {
    const register = await store.register();
    const sent: Ahead['sent'] = [];
    const sends = async (by: Date) => {
      sent.push(...(await store.sends(by, (one) => contactTime(one, register, now))));
    };
    let made = 0;
    const id = () => `ahead-${++made}`;
    for (let done = 0; ; ) {
      const next = await nextOccurrences(jobs, store, until);
      const [first] = next;
      const at = first && first.at > now ? first.at : now;
      if (!first || (done > 0 && done + next.length > most)) {
        const known = first ? at : until;
        await sends(known);
        return { sent, until: known };
      }
      // What was queued before has been sent by then, so that a reminder knows that its prompt has arrived.
      await sends(at);
      for (const one of next) {
        await store.occurrences.claim(one.key, one.job.name, one.at, at);
        await one.job.run(one, { store, register, now: at, id });
      }
      done += next.length;
    }
  };
}

/** When a message would go out; null where it would not. */
function contactTime({ to, about, action, notBefore }: Queued, register: Register, now: Date): Date | null {
  let at = notBefore > now ? notBefore : now;
  for (;;) {
    const posting = { addressKind: to.kind, addressKey: to.key };
    const contact = contactOf({ about, action, posting }, register, at);
    if (contact.kind === 'now') return at;
    if (contact.kind === 'never') return null;
    at = contact.until;
  }
}

/** What one job does next at one moment, whatever it is about: a job sees again to whether each is still wanted. */
async function nextOccurrences(jobs: readonly Job[], store: Pretended, until: Date) {
  // They ask for the same rows, and nothing is written until one of them is done.
  const reader = remembering(store);
  const due: (Awaited<ReturnType<Job['due']>>[number] & { job: Job })[] = [];
  for (const job of jobs) due.push(...(await job.due(reader, until)).map((one) => ({ ...one, job })));
  const claimed = await store.occurrences.claimed(due.map(({ key }) => key));
  const wanted = due
    .filter(({ key, at }) => at <= until && !claimed.has(key))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
  const [first] = wanted;
  return wanted.filter(({ job, at }) => job === first?.job && +at === +first.at);
}
