import { gunzipSync } from 'node:zlib'
import type { Locator, Page } from '@playwright/test'
import { startApp } from '../../e2e/engines/app'
import { openBrowser } from './browser'
import { check, inTurn, middle } from './limit'
import { madeSnapshot } from './snapshot'
import { started } from './started'

const RUNS = 5
const SIZE = { series: 6, tags: 200, layers: 30 }

/** What is pressed, and where it shows that it was. */
const SWITCHES = [
  ['units', (page: Page) => page.getByRole('radio', { name: 'MiB' }), '#total tbody'],
  ['sort', (page: Page) => page.locator('#total thead button').first(), '#total thead'],
  ['basis', (page: Page) => page.getByRole('radio', { name: 'Unpacked' }), '#cached tbody'],
] as const

/** The Compare page of 6 strategies × 200 tags × 30 layers: its answer once all is known, and after a switch. */
export async function benchRedraw(): Promise<void> {
  const app = await started(startApp())
  const body = madeSnapshot(SIZE)
  const opened = await fetch(`${app.url}/api/snapshots?name=bench.strata.json`, { method: 'POST', body })
  const { name } = (await opened.json()) as { name: string }
  const address = `${app.url}/?source=snapshot:${name}&lang=en`
  const answer = async () => {
    const start = performance.now()
    const got = await fetch(address, { headers: { 'accept-encoding': 'gzip' } })
    const html = await got.text()
    return { time: performance.now() - start, html }
  }
  await answer()
  const [answers = []] = await inTurn(RUNS, answer)
  const what = `${SIZE.series} strategies × ${SIZE.tags} tags × ${SIZE.layers} layers`
  check(`page of ${what}, asked again`, middle(answers.map(({ time }) => time)), 400, ' ms')
  check(`page of ${what}, compressed`, (await compressedBytes(address)) / 1000, 500, ' kB')
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(address, { waitUntil: 'networkidle' })
  for (const [id, press, shows] of SWITCHES) {
    const time = await redrawn(press(page), shows)
    check(`figures of ${what} after a switch of ${id}`, time, 200, ' ms')
    await page.waitForTimeout(1000)
  }
}

async function compressedBytes(address: string): Promise<number> {
  const { request } = await import('node:http')
  const chunks = await new Promise<Buffer>((resolve, reject) => {
    const asked = request(address, { headers: { 'accept-encoding': 'gzip' } }, async (answer) => {
      const parts: Buffer[] = []
      for await (const part of answer) parts.push(part as Buffer)
      resolve(Buffer.concat(parts))
    })
    asked.on('error', reject).end()
  })
  gunzipSync(chunks)
  return chunks.length
}

/** Milliseconds from a press until what it changes is painted. */
async function redrawn(press: Locator, shows: string): Promise<number> {
  // No function within has a name: what compiles this file would call a helper that the page has not.
  return press.evaluate(async (button, shows) => {
    const before = document.querySelector(shows)?.innerHTML
    const start = performance.now()
    if (button instanceof HTMLElement) button.click()
    while (document.querySelector(shows)?.innerHTML === before && performance.now() - start < 10_000)
      await new Promise(requestAnimationFrame)
    // A frame after the one that draws it, it is on the screen.
    await new Promise(requestAnimationFrame)
    return performance.now() - start
  }, shows)
}
