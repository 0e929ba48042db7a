import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { defineConfig } from 'vitest/config'

/** Files by name: later ones look at what earlier ones made. */
class ByName extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve([...files].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1)))
  }
}

/** Tests with a browser against real nodes, one after another. */
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    sequence: { sequencer: ByName },
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
