import { defineConfig } from 'vitest/config';

/** What is too slow for `npm test`: the program as a process, long stories, and whatever may happen. */
export default defineConfig({
  test: {
    include: ['tests/**/*.slow.ts'],
    globalSetup: ['tests/support/server.ts'],
    // A machine that others share may be slow for a while: what fails twice is wrong.
    retry: process.env.CI ? 1 : 0,
    // They wait for other processes more than they compute.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
