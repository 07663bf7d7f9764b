import { test as base, type Page } from '@playwright/test'
import { type App, startApp } from './engines/app'
import { connectDocker, type Docker } from './engines/docker'

export { expect } from '@playwright/test'

interface Fixtures {
  /** Address of the app that has no daemon and no registry: it shows the bundled sample. */
  readonly sampleUrl: string
  /** Starts an app without a daemon and a registry that opens this snapshot, as `npm start -- --open` does. */
  readonly openedApp: (file: string) => Promise<App>
  /** `host:port` of the registry (with a folder, on a given one): repositories are `${prefix}/docker-layer-linked`. */
  readonly prefix: string
  /** The engine that the app at `baseURL` reads, for specs that push or build while a page is open. */
  readonly docker: Docker
}

/** `baseURL` is the app that reads a real engine and a real registry, with the articles' strategies on both. */
export const test = base.extend<Fixtures>({
  baseURL: async ({ browserName: _ }, use) => use(given('STRATA_E2E_LIVE')),
  page: async ({ page }, use) => {
    for (const load of ['goto', 'reload'] as const) {
      const loaded = page[load].bind(page) as (...question: unknown[]) => ReturnType<Page['reload']>
      page[load] = async (...question: unknown[]) => {
        const answer = await loaded(...question)
        await untilItListens(page)
        return answer
      }
    }
    await use(page)
  },
  sampleUrl: async ({ browserName: _ }, use) => use(given('STRATA_E2E_SAMPLE')),
  openedApp: async ({ browserName: _ }, use) => {
    const apps: App[] = []
    await use(async (file) => {
      const app = await startApp({ open: [file] })
      apps.push(app)
      return app
    })
    await Promise.all(apps.map((app) => app.stop()))
  },
  prefix: async ({ browserName: _ }, use) => use(given('STRATA_E2E_PREFIX')),
  docker: async ({ browserName: _ }, use) => {
    const docker = connectDocker(given('STRATA_E2E_DOCKER'))
    await use(docker)
    await docker.stop()
  },
})

/**
 * What is pressed before React has taken over a page is lost; a person is slower than that. What is far below waits for
 * somebody to be there, which a key says that does nothing else. The tour, whose buttons are not React's, may be there already.
 */
async function untilItListens(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))
    return [...document.querySelectorAll('button:not(.driver-popover *)')].every((button) =>
      Object.keys(button).some((key) => key.startsWith('__reactProps')),
    )
  })
}

function given(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: global-setup.ts sets it.`)
  return value
}
