import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

export const alias = {
  '@': fileURLToPath(new URL('.', import.meta.url)),
  // `server-only` throws outside of a React server build; its empty twin stands in for it here.
  'server-only': fileURLToPath(new URL('./node_modules/server-only/empty.js', import.meta.url)),
}

/** Files of integration that take longest: what comes last alone keeps the level from its end. */
const LONGEST = [
  'pulls-classic',
  'pulls-podman',
  'buildkit',
  'pulls-containerd',
  'odd-images',
  'figures',
  'daemon-holds',
  'cli',
  'layers',
  'snapshots',
].map((name) => `/integration/${name}.test.ts`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((end) => moduleId.endsWith(end))
      return place < 0 ? LONGEST.length : place
    }
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

export default defineConfig({
  resolve: { alias },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{lib,components,app,scripts}/**/*.test.{ts,tsx}'],
          environment: 'node',
          // Files share what they import, which halves their time: each leaves globals as it found them.
          pool: 'threads',
          maxWorkers: '100%',
          // For what hangs: a test that is to be quick asserts its time itself.
          testTimeout: 15_000,
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          include: ['e2e/integration/**/*.test.ts'],
          environment: 'node',
          // Each file starts engines of its own, unless one is given to all.
          maxWorkers: process.env.STRATA_TEST_DOCKER_HOST || process.env.STRATA_TEST_REGISTRY ? 1 : 3,
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
