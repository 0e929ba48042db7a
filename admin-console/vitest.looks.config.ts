import { defineConfig } from 'vitest/config'

/** How the pages look, at a node that is started for it. */
export default defineConfig({
  test: {
    include: ['e2e/looks/*.looks.ts'],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
})
