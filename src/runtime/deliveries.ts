import { setTimeout as sleep } from 'node:timers/promises';
import type { Log, PlatformPort } from '../bot/platform.ts';
import { localDay } from '../partnership/contact.ts';
import type { Claimed, Database } from '../store/store.ts';
import { ATTEMPT_MS, attempt, backoff, LEASE_SECONDS, MOST_ATTEMPTS } from './attempt.ts';
import type { Clock } from './clock.ts';
import { contactOf } from './contact.ts';
import { routeOf } from './destination.ts';
import { type Failure, giveUp, sayDelayed } from './undelivered.ts';

export interface DeliveryLoopOptions {
  database: Database;
  ports: readonly PlatformPort[];
  clock: Clock;
  log: Log;
  /** How many calls are in flight at once, over all conversations. */
  atOnce?: number;
  /** How long `drain` waits for a platform that asked to be called again later. */
  patienceSeconds?: number;
}

export interface DeliveryLoop {
  /** Sends until nothing more can be sent at the calendar's present time. Rejects where the database cannot be reached. */
  drain(): Promise<void>;
  /** Something may have been queued: look now rather than at the next poll. */
  wake(): void;
  start(): void;
  /** Takes nothing more, and waits for the calls in flight. */
  stop(): Promise<void>;
}

/** Past this age a claim is given back unsent: the call might outlive the lease. */
const STALE_MS = 15_000;
const POLL_MS = 1_000;
/** What is urgent does not wait for others: so many more calls are in flight at once for it. */
const URGENT_AT_ONCE = 4;
/** After about an hour, or a minute, the programme manager is told that something has not been delivered yet. */
const [LONG_ATTEMPTS, LONG_URGENT_ATTEMPTS] = [12, 6];

export function createDeliveryLoop(options: DeliveryLoopOptions): DeliveryLoop {
  const { database, ports, clock, log, atOnce = 8, patienceSeconds = 60 } = options;
  const running = new Set<Promise<void>>();
  /** Those of them that are urgent. */
  const urgent = new Set<Promise<void>>();
  /** The end of what is being sent to each conversation: they are served one at a time. */
  const tails = new Map<string, Promise<void>>();
  /** Machine times until which a conversation is left alone, because its platform asked for it. */
  const busy = new Map<string, number>();
  /** Machine times at which deliveries may be tried again, by delivery. */
  const retries = new Map<string, number>();
  let failures: (Failure & { at: number })[] = [];
  let claiming: Promise<unknown> = Promise.resolve();
  /** How many attempts have ended. */
  let ended = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let bell = newBell();

  /** Claims as many as there is room for and starts to send them. Resolves with how many there were. */
  function fill(): Promise<number> {
    const filled = claiming.then(async () => {
      const room = atOnce - (running.size - urgent.size);
      const urgentRoom = URGENT_AT_ONCE - urgent.size;
      if (stopped || (room <= 0 && urgentRoom <= 0)) return 0;
      const claimedAt = performance.now();
      const batch = await database.delivery.claim(clock.now(), room, LEASE_SECONDS, urgentRoom);
      for (const claimed of batch) {
        retries.delete(claimed.id);
        const work = begin(claimed, claimedAt).catch((error) => {
          log.error({ error, delivery: claimed.id }, 'A delivery was left as it stood, and is taken up again');
        });
        running.add(work);
        if (claimed.urgent) urgent.add(work);
        void work.finally(() => {
          running.delete(work);
          urgent.delete(work);
          ended += 1;
        });
      }
      return batch.length;
    });
    claiming = filled.catch(() => {});
    return filled;
  }

  /** Sends one delivery in its conversation's turn. Turns are taken in the order of the calls. */
  function begin(claimed: Claimed, claimedAt: number): Promise<void> {
    const { addressKind, addressKey } = claimed.posting;
    const conversation = claimed.mode === 'pilot' ? 'pilot' : `${addressKind}/${addressKey}`;
    const turn = `${claimed.partnershipId}/${conversation}`;
    const work = (tails.get(turn) ?? Promise.resolve()).then(async () => {
      const wait = (busy.get(turn) ?? 0) - performance.now();
      if (wait > 0 || performance.now() - claimedAt > STALE_MS) return giveBack(claimed, Math.max(0, wait) / 1000);
      busy.delete(turn);
      await deliver(claimed, turn);
    });
    const tail = work.catch(() => {});
    tails.set(turn, tail);
    void tail.then(() => {
      if (tails.get(turn) === tail) tails.delete(turn);
    });
    return work;
  }

  async function deliver(claimed: Claimed, turn: string): Promise<void> {
    const now = clock.now();
    const { register, mode } = await database.read(claimed.partnershipId, async (reader) => ({
      register: await reader.register(),
      mode: (await reader.state()).mode,
    }));
    // Paused, or going to others, since it was claimed while another was being sent: it is claimed anew, or waits.
    if (mode !== claimed.mode && claimed.posting.addressKind !== 'home')
      return database.delivery.postpone(claimed, { seconds: 0 });
    const contact = contactOf(claimed, register, now);
    if (contact.kind === 'later') return database.delivery.postpone(claimed, { until: contact.until });
    if (contact.kind === 'never') return database.delivery.suppressed(claimed, contact.reason);
    const route = routeOf(claimed, register, localDay(now, register.partnership.timeZone));
    if ('problem' in route) return fail(claimed, route.problem);
    const port = ports.find(({ platform }) => platform === route.connection.platform);
    if (!port) return fail(claimed, 'This program is not connected to the chat tool it was to be sent on.');

    const outcome = await attempt(port, claimed, route, log);
    switch (outcome.kind) {
      case 'sent': {
        const { conversation, messageId } = outcome;
        const placed = { connectionKey: route.connection.key, conversation, messageId };
        return database.delivery.sent(claimed, placed, clock.now());
      }
      case 'refused':
        return fail(claimed, outcome.reason, route.action !== 'post' && outcome.gone);
      case 'retry': {
        if (claimed.attempts >= MOST_ATTEMPTS) {
          return fail(claimed, `It was tried for a day, and the last answer was: ${outcome.reason}`);
        }
        const seconds = Math.max(outcome.seconds, backoff(claimed));
        log.warn(
          { delivery: claimed.id, about: claimed.about, attempts: claimed.attempts, seconds, reason: outcome.reason },
          'A delivery did not go through, and is tried again',
        );
        if (claimed.attempts === (claimed.urgent ? LONG_URGENT_ATTEMPTS : LONG_ATTEMPTS)) {
          await sayDelayed(database, { claimed, reason: outcome.reason }, clock.now());
        }
        busy.set(turn, performance.now() + outcome.seconds * 1000);
        await database.delivery.retry(claimed, seconds, outcome.reason, outcome.unsure);
        retries.set(claimed.id, performance.now() + seconds * 1000);
      }
    }
  }

  /** For later, without having been tried. */
  async function giveBack(claimed: Claimed, seconds: number): Promise<void> {
    await database.delivery.postpone(claimed, { seconds });
    retries.set(claimed.id, performance.now() + seconds * 1000);
  }

  function fail(claimed: Claimed, reason: string, gone = false): void {
    log.warn({ delivery: claimed.id, about: claimed.about, reason }, 'A delivery could not be made');
    failures.push({ claimed, reason, gone, at: performance.now() });
  }

  /** Gives up what failed, each partnership's together: its programme manager gets one message about them. */
  async function flush(): Promise<void> {
    const taken = failures;
    failures = [];
    for (const partnershipId of new Set(taken.map(({ claimed }) => claimed.partnershipId))) {
      const own = taken.filter(({ claimed }) => claimed.partnershipId === partnershipId);
      await giveUp(database, partnershipId, own, clock.now());
    }
  }

  /** Sends until nothing can be sent, waiting at most so long for what a platform asked to have later. */
  async function run(patienceMs: number): Promise<void> {
    for (;;) {
      const rung = bell.rung;
      const [endedBefore, lookedAt] = [ended, performance.now()];
      const taken = await fill();
      const oldest = failures[0]?.at ?? Number.POSITIVE_INFINITY;
      if (failures.length > 0 && (running.size === 0 || performance.now() - oldest > ATTEMPT_MS / 2)) {
        await flush();
      } else if (running.size > 0) {
        await Promise.race([...running, rung]);
      } else if (taken === 0 && ended === endedBefore) {
        // Had one ended meanwhile, what waited for it might have been missed.
        const wait = untilRetry(lookedAt);
        if (stopped || wait === null || wait > patienceMs) return;
        await Promise.race([sleep(wait + 10), rung]);
      }
    }
  }

  /** Milliseconds until something may be tried again, when it was last looked then; null where nothing waits. */
  function untilRetry(lookedAt: number): number | null {
    // One that was not claimed when its time had come has gone elsewhere: another program has it, or it was withdrawn.
    for (const [id, at] of retries) if (at < lookedAt - 1_000) retries.delete(id);
    return retries.size === 0 ? null : Math.max(0, Math.min(...retries.values()) - performance.now());
  }

  let background: Promise<void> | undefined;
  let isCutOff = false;
  function look(): void {
    if (stopped || background) return;
    background = run(0)
      .then(
        () => {
          if (isCutOff) log.info({}, 'Deliveries go on');
          isCutOff = false;
        },
        (error) => {
          // Said once: it is looked again every second.
          if (!isCutOff) log.error({ error }, 'Deliveries could not be taken from the database. It is tried again');
          isCutOff = true;
        },
      )
      .finally(() => {
        background = undefined;
      });
  }

  function ring(): void {
    const old = bell;
    bell = newBell();
    old.ring();
  }

  return {
    drain: () => run(patienceSeconds * 1000),
    wake() {
      ring();
      if (timer) look();
    },
    start() {
      stopped = false;
      timer ??= setInterval(look, POLL_MS);
      look();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      timer = undefined;
      ring();
      await background;
      await claiming;
      await Promise.all(running);
      await flush().catch((error) =>
        log.error({ error }, 'Failed deliveries could not be recorded, and are tried again'),
      );
    },
  };
}

function newBell() {
  let ring = () => {};
  const rung = new Promise<void>((resolve) => {
    ring = resolve;
  });
  return { rung, ring };
}
