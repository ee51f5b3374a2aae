import type { Database } from '../store/store.ts';
import type { Calendar } from './calendar.ts';

export interface Moving {
  calendar: Calendar;
  database: Database;
  /** Does what is due and sends what can be sent at the calendar's present time. */
  settle(): Promise<void>;
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
 * Moves the calendar forward to a time, stopping wherever something happens, so that everything happens at its own
 * time and in its own order. `before` is told of each stop.
 */
export async function advance(moving: Moving, to: Date, before: (stop: Date) => void = () => {}): Promise<void> {
  const { calendar, settle } = moving;
  for (;;) {
    await settle();
    const next = await nextTime(moving);
    const stop = next && next < to ? next : to;
    before(stop);
    calendar.set(stop);
    if (stop === to) return settle();
  }
}
