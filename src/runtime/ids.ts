import { createHash, randomUUID } from 'node:crypto';

/** A source of ids that nobody can guess. */
export function randomIds(): () => string {
  return () => randomUUID();
}

/**
 * A source of ids shaped like UUIDs: the same seed gives the same ids in the same order. A program that keeps its data
 * over a restart gives each start a seed of its own, or it would make the ids of its last run again.
 */
export function seededIds(seed: string): () => string {
  let made = 0;
  return () => {
    made += 1;
    const hash = createHash('sha256').update(`${seed}/${made}`).digest('hex');
    return [
      hash.slice(0, 8),
      hash.slice(8, 12),
      `8${hash.slice(13, 16)}`,
      `a${hash.slice(17, 20)}`,
      hash.slice(20, 32),
    ].join('-');
  };
}
