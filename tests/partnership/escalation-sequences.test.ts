import { test } from 'vitest';
import { sequences } from './escalation-life.ts';

test('whatever is done, in whatever order: nothing is closed before what came of it reached all, no clock runs backwards, somebody is waited for', () => {
  sequences({ seed: 5, runs: 40 });
});
