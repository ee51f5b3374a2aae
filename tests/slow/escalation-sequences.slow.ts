import { test } from 'vitest';
import { sequences } from '../partnership/escalation-life.ts';

test.each([1, 2, 3, 4])(
  'whatever is done, in whatever order: nothing is closed before what came of it reached all, no clock runs backwards, somebody is waited for: seed %i',
  (seed) => {
    sequences({ seed, runs: 500 });
  },
);
