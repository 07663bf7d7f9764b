import type { Browser } from '@playwright/test'
import { startApp } from '../../e2e/engines/app'
import { openBrowser } from './browser'
import { check } from './limit'
import { started } from './started'

const TAG = '/tag?source=sample&ref=localhost:5000/docker-layer-linked:0.0.4'

/** Pages, kB of scripts that are named in the HTML, and kB of all that come until the figures stand. */
const PAGES = [
  ['/', 270, 300],
  ['/downloads', 270, 250],
  ['/planner', 270, 250],
  ['/method', 227, 250],
  [TAG, 270, 250],
  ['/report', 253, 250],
  ['/present', 232, 250],
] as const
/** Charts are drawn by then, and nothing more comes. */
const QUIET_MS = 1500

/** JavaScript of each page as a browser receives it, compressed, on a first visit and before any click. */
export async function benchPage(): Promise<void> {
  const app = await started(startApp())
  const browser = await openBrowser()
  for (const [path, first, all] of PAGES) {
    const named = await namedScripts(app.url + path)
    const received = await scriptsOf(browser, app.url + path)
    const page = new URL(path, app.url).pathname
    const bytesOf = (wanted: (url: string) => boolean) =>
      [...received].reduce((sum, [url, bytes]) => sum + (wanted(url) ? bytes : 0), 0) / 1000
    check(
      `JavaScript of ${page}, named in its HTML`,
      bytesOf((url) => named.has(url)),
      first,
      ' kB',
    )
    check(
      `JavaScript of ${page}, until its figures stand`,
      bytesOf(() => true),
      all,
      ' kB',
    )
  }
}

async function namedScripts(address: string): Promise<ReadonlySet<string>> {
  const html = await (await fetch(address)).text()
  const tags = [...html.matchAll(/<script[^>]+src="([^"]+\.js)[^"]*"([^>]*)>/g)]
  return new Set(
    tags.flatMap(([, source = '', rest = '']) =>
      /nomodule/i.test(rest) ? [] : [new URL(source, address).pathname],
    ),
  )
}

/** Bytes on the network of each script, by its path. */
async function scriptsOf(browser: Browser, address: string): Promise<ReadonlyMap<string, number>> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const network = await context.newCDPSession(page)
  const paths = new Map<string, string>()
  const bytes = new Map<string, number>()
  network.on('Network.responseReceived', ({ requestId, response: { url, mimeType } }) => {
    if (mimeType.includes('javascript')) paths.set(requestId, new URL(url).pathname)
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const path = paths.get(requestId)
    if (path !== undefined) bytes.set(path, encodedDataLength)
  })
  await network.send('Network.enable')
  await page.goto(address)
  for (let before = -1; before < bytes.size; ) {
    before = bytes.size
    await page.waitForTimeout(QUIET_MS)
  }
  await context.close()
  return bytes
}
