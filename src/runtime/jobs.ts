import type { Log } from '../bot/platform.ts';
import type { Job, Occurrence } from '../jobs/job.ts';
import type { Database, Reader, Store } from '../store/store.ts';
import type { Clock } from './clock.ts';

export interface JobRunnerOptions {
  database: Database;
  jobs: readonly Job[];
  clock: Clock;
  id(): string;
  /** Brings up to date what follows from what the jobs did, from an import, and from the day. */
  follow?(store: Store, now: Date): Promise<void>;
  log: Log;
}

export interface JobRunner {
  /**
   * Does everything that should have happened by now and has not: safe to call at any time, twice, late, from several
   * programs, or after the clock went back. A call during a pass joins the next one. Never rejects.
   */
  tick(): Promise<void>;
  /** Resolves when no pass is under way. */
  idle(): Promise<void>;
}

type Due = Occurrence & { job: Job };

const DAY_MS = 24 * 60 * 60 * 1000;
/** No obligation is owed more often than monthly, so no job happens twice for one of them within a week. */
const STEP_DAYS = 7;
/** The longest cadence is a year; past it, and what follows a period's end, nothing is known. */
const HORIZON_DAYS = 60 * STEP_DAYS;

export function createJobRunner({ database, jobs, clock, id, log, follow }: JobRunnerOptions): JobRunner {
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;

  /** What should have happened by a time and was not claimed, in order. A job that cannot say is logged and left out. */
  async function unclaimed(reader: Reader, by: Date, cannotSay: Set<Job>): Promise<Due[]> {
    const found: Due[] = [];
    for (const job of jobs) {
      if (cannotSay.has(job)) continue;
      try {
        found.push(...(await job.due(reader, by)).map((occurrence) => ({ ...occurrence, job })));
      } catch (error) {
        cannotSay.add(job);
        log.error({ error, job: job.name, partnership: reader.partnershipId }, 'A job could not say what is due');
      }
    }
    const claimed = found.length > 0 ? await reader.occurrences.claimed(found.map(({ key }) => key)) : new Set();
    return found.filter(({ key, at }) => !claimed.has(key) && at <= by).sort(inOrder);
  }

  async function runOne(partnershipId: string, { job, ...occurrence }: Due, now: Date): Promise<void> {
    const ran = await database.transact(partnershipId, async (store) => {
      if (!(await store.occurrences.claim(occurrence.key, job.name, occurrence.at, now))) return false;
      await job.run(occurrence, { store, register: await store.register(), now, id });
      return true;
    });
    if (ran) log.info({ job: job.name, occurrence: occurrence.key, partnership: partnershipId }, 'A job was done');
  }

  async function partnership(partnershipId: string, now: Date): Promise<void> {
    const failed = new Set<string>();
    const cannotSay = new Set<Job>();
    // What one occurrence changes may decide whether the next is still wanted, so each is asked for anew.
    for (;;) {
      const due = await database.read(partnershipId, (reader) => unclaimed(remembering(reader), now, cannotSay));
      const next = due.find(({ key }) => !failed.has(key));
      if (!next) break;
      try {
        await runOne(partnershipId, next, now);
      } catch (error) {
        failed.add(next.key);
        log.error(
          { error, job: next.job.name, occurrence: next.key, partnership: partnershipId },
          'A job failed. It is tried again at the next tick',
        );
      }
    }
    await database.transact(partnershipId, async (store) => {
      // It takes escalations and reports, and as whoever takes a step on one does, it takes them before the partnership.
      await follow?.(store, now);
      // Taking the row before asking puts this behind or before whoever has the jobs asked again.
      await store.setNextDue(null);
      if (cannotSay.size === 0) await store.setNextDue(await nextTime(store, now));
    });
  }

  /** When something unclaimed is due next: in the past where it failed just now; the horizon where nothing is known. */
  async function nextTime(store: Reader, now: Date): Promise<Date> {
    const reader = remembering(store);
    const cannotSay = new Set<Job>();
    for (let days = STEP_DAYS; days <= HORIZON_DAYS; days += STEP_DAYS) {
      const by = new Date(now.getTime() + days * DAY_MS);
      const [next] = await unclaimed(reader, by, cannotSay);
      if (next) return next.at;
    }
    return new Date(now.getTime() + HORIZON_DAYS * DAY_MS);
  }

  async function pass(): Promise<void> {
    try {
      const now = clock.now();
      for (const partnershipId of await database.dueBy(now)) {
        try {
          await partnership(partnershipId, now);
        } catch (error) {
          log.error({ error, partnership: partnershipId }, 'The jobs of a partnership could not be run');
        }
      }
    } catch (error) {
      log.error({ error }, 'The database could not be asked what is due');
    }
  }

  function tick(): Promise<void> {
    if (!running) {
      running = pass().finally(() => {
        running = undefined;
      });
      return running;
    }
    waiting ??= running.then(() => {
      waiting = undefined;
      return tick();
    });
    return waiting;
  }

  return {
    tick,
    async idle() {
      while (running) await running;
    },
  };
}

/** A reader that asks the database each thing once: for asking the jobs about many weeks while nothing is written. */
export function remembering(reader: Reader): Reader {
  const kept = new Map<string, unknown>();
  const once = <F extends (...given: never[]) => unknown>(name: string, ask: F): F =>
    ((...given: Parameters<F>) => {
      const key = `${name} ${JSON.stringify(given)}`;
      if (!kept.has(key)) kept.set(key, ask(...given));
      return kept.get(key);
    }) as F;
  return {
    ...reader,
    register: once('register', reader.register),
    periods: {
      ...reader.periods,
      latest: once('latest', reader.periods.latest),
      open: once('open', reader.periods.open),
      closedHeld: once('closedHeld', reader.periods.closedHeld),
    },
    postings: {
      ...reader.postings,
      of: once('postings', reader.postings.of),
      speakingOf: once('speakingOf', reader.postings.speakingOf),
    },
    returns: { ...reader.returns, ofPeriods: once('ofPeriods', reader.returns.ofPeriods) },
    owed: { ...reader.owed, in: once('owed', reader.owed.in) },
    snoozes: { ...reader.snoozes, of: once('snoozes', reader.snoozes.of) },
    escalations: {
      ...reader.escalations,
      in: once('escalations', reader.escalations.in),
      raisers: once('raisers', reader.escalations.raisers),
      overdue: once('overdue', reader.escalations.overdue),
      outcomesSent: once('outcomesSent', reader.escalations.outcomesSent),
      // Whoever asks of a later week asks for some of what was found for the first.
      closedSince: (at) => once('closedSince', () => reader.escalations.closedSince(at))(),
    },
    occurrences: { ...reader.occurrences, claimed: once('claimed', reader.occurrences.claimed) },
    events: { ...reader.events, last: once('last', reader.events.last) },
  };
}

function inOrder(a: Due, b: Due): number {
  return a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}
