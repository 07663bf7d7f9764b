import { defineConfig } from 'vitest/config'
import { alias } from '../../vitest.config'

export default defineConfig({
  resolve: { alias },
  test: {
    include: ['lib/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 300_000,
    setupFiles: ['scripts/mutate/clock.ts'],
  },
})
