import type { Database } from '../store/store.ts';
import type { Calendar } from './calendar.ts';

export interface Moving {
  calendar: Calendar;
  database: Database;
  /** Does what is due and sends what can be sent at the calendar's present time. */
  settle(): Promise<void>;
}

/** Something that somebody is going to do by themselves. */
export interface Plan {
  /** The same for as long as it is the same thing: it is done once. */
  key: string;
  at: Date;
  carryOut(): Promise<void>;
}

/**
 * When something will happen next by itself, later than now: a job, or a message that waits for its time. Null when
 * nothing is known.
 */
export async function nextTime({ calendar, database }: Omit<Moving, 'settle'>): Promise<Date | null> {
  const now = calendar.now();
  const times = [await database.nextDue(), await database.delivery.nextAt(now)].filter((at) => at !== null && at > now);
  return times.length > 0 ? new Date(Math.min(...times.map(Number))) : null;
}

/**
 * Moves the calendar forward to a time, stopping wherever something happens or somebody does something, so that
 * everything happens at its own time and in its own order. `before` is told of each stop.
 */
export async function advance(
  moving: Moving,
  to: Date,
  { plans = async () => [], before = () => {} }: { plans?(): Promise<Plan[]>; before?(stop: Date): void } = {},
): Promise<void> {
  const { calendar, settle } = moving;
  const done = new Set<string>();
  for (;;) {
    await settle();
    const planned = (await plans()).filter(({ key }) => !done.has(key));
    for (const plan of planned.filter(({ at }) => at <= calendar.now())) {
      done.add(plan.key);
      await plan.carryOut();
      await settle();
    }
    if (calendar.now() >= to) return;
    const next = await nextTime(moving);
    const times = [to, ...(next ? [next] : []), ...planned.map(({ at }) => at).filter((at) => at > calendar.now())];
    const stop = new Date(Math.min(...times.map(Number)));
    before(stop);
    calendar.set(stop);
  }
}
