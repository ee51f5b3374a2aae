import { defineConfig } from 'vitest/config';

/** What is too slow for `npm test`: the program as a process, long stories, and whatever may happen. */
export default defineConfig({
  test: {
    include: ['tests/**/*.slow.ts'],
    globalSetup: ['tests/support/server.ts'],
    // Nothing is tried again: each test of a story goes on where the one before it stopped, so a second attempt would begin
    // from another world. Nor has it to be: nobody in these stories waits by the clock.
    // They wait for other processes more than they compute.
    maxWorkers: 2,
    // An end for what hangs, not a measure: whatever else the machine does, what goes on may take its time.
    testTimeout: 1_200_000,
    hookTimeout: 600_000,
  },
});
