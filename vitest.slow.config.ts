import { defineConfig } from 'vitest/config';

/** The program as a process, one test at a time: what is too slow for `npm test`. */
export default defineConfig({
  test: {
    include: ['tests/slow/**/*.slow.ts'],
    globalSetup: ['tests/support/server.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
