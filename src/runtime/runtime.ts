import { type ScheduledTask, schedule } from 'node-cron';
import type { Log, PlatformPort } from '../bot/platform.ts';
import type { Job } from '../jobs/job.ts';
import type { Database } from '../store/store.ts';
import type { Clock } from './clock.ts';
import { createDeliveryLoop, type DeliveryLoop } from './deliveries.ts';
import { createJobRunner, type JobRunner, type JobRunnerOptions } from './jobs.ts';

export interface RuntimeOptions {
  database: Database;
  jobs: readonly Job[];
  ports: readonly PlatformPort[];
  clock: Clock;
  id(): string;
  /** Brings up to date what follows from what the clock did. */
  follow?: JobRunnerOptions['follow'];
  log: Log;
}

/** What moves by itself: the jobs each minute, and the deliveries as they are queued. */
export interface Runtime {
  runner: JobRunner;
  deliveries: DeliveryLoop;
  /** Does what is due and sends what can be sent at the calendar's present time: what follows after the calendar was moved. */
  settle(): Promise<void>;
  /** Something was written that may have to be sent or done now. */
  wake(): void;
  start(): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

export function createRuntime({ database, jobs, ports, clock, id, follow, log }: RuntimeOptions): Runtime {
  const runner = createJobRunner({ database, jobs, clock, id, log, ...(follow ? { follow } : {}) });
  const deliveries = createDeliveryLoop({ database, ports, clock, log });
  let alarm: ScheduledTask | undefined;

  async function tick(): Promise<void> {
    await runner.tick();
    deliveries.wake();
  }

  return {
    runner,
    deliveries,
    async settle() {
      await runner.tick();
      await deliveries.drain();
    },
    wake: deliveries.wake,
    start() {
      deliveries.start();
      // Only an alarm. UTC has no hour that is skipped or repeated, and a missed minute is made up by the next.
      alarm ??= schedule('* * * * *', tick, { timezone: 'UTC', name: 'jobs', suppressMissedWarning: true });
      void tick();
    },
    async stop() {
      await alarm?.destroy();
      alarm = undefined;
      await runner.idle();
      await deliveries.stop();
    },
  };
}
