import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,scripts,e2e}/**/*.test.{ts,tsx}'],
    environment: 'node',
    // Two cores are the machine this has to be comfortable on.
    maxWorkers: 2,
    testTimeout: 20_000,
    // Hooks start real servers; on a busy machine that takes a while.
    hookTimeout: 60_000,
  },
});
