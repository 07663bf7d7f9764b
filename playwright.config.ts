import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './scripts/programs.mjs'

const executablePath = findBrowser()

export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/global-setup.ts',
  outputDir: 'test-results',
  // Specs share one engine and one registry, and wait more than they work.
  workers: 3,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  projects: [
    {
      name: 'e2e',
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 1440, height: 900 },
        locale: 'en-GB',
        // One window for all tests of a worker, emptied between them: making one costs more than most tests do.
        reuseContext: true,
        permissions: ['clipboard-read', 'clipboard-write'],
        screenshot: 'only-on-failure',
        // A trace of each test costs as much as the test: `--trace retain-on-failure` asks for it.
        trace: 'off',
        launchOptions: {
          // Playwright's own browser when this machine has none.
          ...(executablePath ? { executablePath } : {}),
          args: [
            '--disable-background-networking',
            '--disable-quic',
            '--disable-component-update',
            '--disable-gpu',
          ],
        },
      },
    },
  ],
})
