/**
 * Calendar time: periods, due dates, working hours, not-before. A rehearsal moves it. Machine time (leases, throttles,
 * timeouts) never comes from here.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
