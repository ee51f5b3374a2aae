import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log, Outcome, PlatformPort } from '../bot/platform.ts';
import type { Claimed } from '../store/store.ts';
import { inPartnership } from '../views/message.ts';
import type { Route } from './destination.ts';

/** Machine time. A lease outlives an attempt (10 s at the edge) by so much that a repeat comes 30 s after it. */
export const LEASE_SECONDS = 30;
/** An edge answers within 10 s by its own timeout; one that does not is not waited for. */
export const ATTEMPT_MS = 14_000;
/** The longest pause between attempts, and how many there are: about a day in all. */
const LONGEST_PAUSE_SECONDS = 3_600;
export const MOST_ATTEMPTS = 36;

/** Makes one attempt at a delivery. It never rejects: what went wrong is a reason to try again. */
export async function attempt(port: PlatformPort, claimed: Claimed, route: Route, log: Log): Promise<Outcome> {
  const workspace = route.connection.externalId;
  const message = inPartnership(route.message, claimed.partnershipId);
  const late = new AbortController();
  try {
    const call =
      route.action === 'post'
        ? port.post(workspace, route.to, message, claimed.id, claimed.repeated)
        : route.action === 'update'
          ? port.update(workspace, route.at, message)
          : port.remove(workspace, route.at);
    const timeout = sleep(ATTEMPT_MS, undefined, { signal: late.signal }).then(
      (): Outcome => ({
        kind: 'retry',
        seconds: LEASE_SECONDS,
        reason: 'The chat tool did not answer in time',
        unsure: true,
      }),
    );
    timeout.catch(() => {});
    return await Promise.race([call, timeout]);
  } catch (error) {
    log.error({ error, delivery: claimed.id }, 'The edge of a platform failed');
    return {
      kind: 'retry',
      seconds: LEASE_SECONDS,
      reason: 'This program met an error while sending it',
      unsure: true,
    };
  } finally {
    late.abort();
  }
}

/**
 * Seconds before the next attempt, where the platform wished for less: none after the first, then doubling, with up to
 * half of it taken off so that many do not come back together.
 */
export function backoff({ id, attempts }: Claimed): number {
  if (attempts <= 1) return 0;
  const pause = Math.min(LONGEST_PAUSE_SECONDS, 2 ** Math.min(attempts - 1, 12));
  // From the delivery itself, so that a rehearsal draws nothing from the source of its ids by chance.
  const fraction = createHash('sha256').update(`${id}/${attempts}`).digest().readUInt32BE() / 2 ** 32;
  return pause * (1 - fraction / 2);
}
