import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Loading both platforms' libraries for each file would take longer than the tests. Nothing of ours is kept in modules.
    isolate: false,
    // Half of a test's time is the database's, which is another process.
    maxWorkers: '100%',
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/server.ts'],
    // A machine that others share may be slow for a while: what fails twice is wrong.
    retry: process.env.CI ? 1 : 0,
    // For what hangs: how long things take is not judged here.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
