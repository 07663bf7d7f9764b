import { startApp } from '../../e2e/engines/app'
import { openBrowser } from './browser'
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
  const browser = await openBrowser()
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
