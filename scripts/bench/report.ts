import { chromium } from '@playwright/test'
import { startApp } from '../../e2e/engines/app'
import { findProgram } from '../programs.mjs'
import { filledRegistry } from './fixture'
import { check, inTurn, middle } from './limit'
import { started } from './started'

const STRATEGIES = 6
const TAGS = 50
const LAYERS = 30

/** The report of 6 strategies × 50 tags: from the question until it is drawn, the code and the tags read once before. */
export async function benchReport(): Promise<void> {
  const registry = await filledRegistry(TAGS, LAYERS)
  const app = await started(startApp())
  const executablePath = findProgram(process.env.STRATA_TEST_CHROMIUM, 'chromium', 'chromium-browser')
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--disable-background-networking'],
  })
  await started({ stop: () => browser.close() })
  const strategies = Array.from(
    { length: STRATEGIES },
    (_, index) => `s=${registry.host}/bench/app;name=Strategy+${index + 1}`,
  )
  const address = `${app.url}/report?${strategies.join('&')}`
  await (await fetch(address)).text()
  const [times = []] = await inTurn(3, async () => {
    const page = await browser.newPage()
    await page.goto(address, { waitUntil: 'commit' })
    await page.locator('#method').waitFor()
    const time = await page.evaluate(() => performance.now())
    await page.close()
    return time
  })
  const name = `report of ${STRATEGIES} strategies × ${TAGS} tags × ${LAYERS} layers, until it is drawn`
  check(name, middle(times), 3000, ' ms')
}
