import { defineConfig } from 'vitest/config';

/** `suite` is what `npm test` runs; `browser` needs a chromium (`npm run test:browser`). */
export default defineConfig({
  test: {
    // One fewer than the processors by default: on two that is one file at a time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'suite',
          // A process loads the modules once, not anew for each file: half a second a file. No test may replace a module for others.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
