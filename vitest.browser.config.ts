import { defineConfig } from 'vitest/config';

/** The rehearsal page in a real browser, one test at a time: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['tests/browser/**/*.browser.ts'],
    setupFiles: ['tests/browser/nothing-wrong.ts'],
    // The program and its libraries are loaded once.
    isolate: false,
    fileParallelism: false,
    // A machine may be slow for a while. What waits for ever still fails, and what fails three times is wrong.
    retry: process.env.CI ? 2 : 0,
    testTimeout: 300_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
