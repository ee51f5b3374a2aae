/** Things that are handed out and may be used so often, for so long: triggers and response addresses. Machine time. */
export interface Tickets<T> {
  issue(holder: T): string;
  /** Uses one up. */
  use(id: string): { holder: T } | { refused: 'unknown' | 'expired' | 'used' };
}

export function tickets<T>(prefix: string, uses: number, lifeMs: number): Tickets<T> {
  const issued = new Map<string, { holder: T; at: number; left: number }>();
  let number = 0;
  return {
    issue(holder) {
      number += 1;
      const id = `${prefix}${Math.floor(Date.now() / 1000)}.${String(number).padStart(7, '0')}.${(number * 7919).toString(16)}`;
      issued.set(id, { holder, at: Date.now(), left: uses });
      return id;
    },
    use(id) {
      const ticket = issued.get(id);
      if (!ticket) return { refused: 'unknown' };
      if (Date.now() - ticket.at > lifeMs) return { refused: 'expired' };
      if (ticket.left === 0) return { refused: 'used' };
      ticket.left -= 1;
      return { holder: ticket.holder };
    },
  };
}

/** About one a second for each key, with a burst of a few. Answers the seconds to wait, or 0. */
export function throttle(burst: number, perSecond: number): (key: string) => number {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key) => {
    const now = Date.now();
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    const enough = tokens >= 1;
    buckets.set(key, { tokens: enough ? tokens - 1 : tokens, at: now });
    return enough ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };
}
