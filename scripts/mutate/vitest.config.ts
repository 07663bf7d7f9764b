import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'
import { alias } from '../../vitest.config'

/** A file that does not load has no test that fails: its error is one of the run, which counts as noticed. */
const loading: Reporter = {
  onTestModuleEnd(module) {
    for (const error of module.errors()) module.project.vitest.state.catchError(error, 'while loading')
  },
}

export default defineConfig({
  resolve: { alias },
  test: {
    include: process.env.STRATA_MUTATE_TESTS?.split(','),
    environment: 'node',
    reporters: [loading],
    testTimeout: 300_000,
    setupFiles: ['scripts/mutate/clock.ts'],
  },
})
