import { defineConfig } from 'vitest/config'

/** Tests with a browser against real nodes, one after another. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: 'e2e/setup.ts',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
})
