import { defineConfig } from 'vitest/config';

/** Quick tests run side by side; those that start processes or a browser run one file at a time, on a machine that may have two cores. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'quick',
          include: ['test/{unit,property,adapters,storage,replay,security}/**/*.test.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'processes',
          // It asks for Electron itself, which in tests is a stand-in.
          server: { deps: { inline: ['electron-store'] } },
          include: ['test/{contract,crash,attack,cli,electron}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'window',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
