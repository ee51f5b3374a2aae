/** Most calls in so many seconds. */
type Window = readonly [most: number, seconds: number];

/** Per conversation, as Teams documents them for one bot in one thread. */
const SENDING: readonly Window[] = [
  [7, 1],
  [8, 2],
  [60, 30],
  [1_800, 3_600],
];
const READING: readonly Window[] = [
  [14, 1],
  [16, 2],
  [120, 30],
  [3_600, 3_600],
];
/** For an app in a tenant, whatever it does. */
const TENANT: readonly Window[] = [[50, 1]];

/** Counts calls in machine time, and says how many seconds to wait where there were too many. */
export function throttle(clock: () => number = Date.now) {
  const calls = new Map<string, number[]>();

  const wait = (key: string, windows: readonly Window[], now: number): number => {
    const made = calls.get(key) ?? [];
    const waits = windows.map(([most, seconds]) => {
      const within = made.filter((at) => at > now - seconds * 1000);
      const oldest = within.at(-most);
      return oldest === undefined ? 0 : Math.ceil((oldest + seconds * 1000 - now) / 1000);
    });
    return Math.max(0, ...waits);
  };
  const count = (key: string, now: number): void => {
    const made = (calls.get(key) ?? []).filter((at) => at > now - 3_600_000);
    calls.set(key, [...made, now]);
  };

  return {
    /** Seconds until this call may be made; 0 where it was taken. */
    take(kind: 'send' | 'read', conversation: string): number {
      const now = clock();
      const key = `${kind} ${conversation}`;
      const seconds = Math.max(wait('tenant', TENANT, now), wait(key, kind === 'send' ? SENDING : READING, now));
      if (seconds > 0) return seconds;
      count('tenant', now);
      count(key, now);
      return 0;
    },
  };
}
