import { setTimeout as sleep } from 'node:timers/promises'
import { startApp } from '../../e2e/engines/app'
import { filledRegistry } from './fixture'
import { check, inTurn, note, timed } from './limit'
import { started } from './started'

const RUNS = 5
/** Tags are asked for again after this time. */
const TAGS_KEPT_MS = 4500

/** The page's own question to the built app about 200 tags × 30 layers: the first time, again, and after a while. */
export async function benchAnswer(): Promise<void> {
  const registry = await filledRegistry(200, 30)
  const app = await started(startApp())
  const ask = () => timed(() => app.get(`/api/compare?s=${registry.host}/bench/app`))
  // The first answer of a process also loads the code.
  await app.get('/api/compare?source=sample')
  const first = await ask()
  const [times = []] = await inTurn(RUNS, ask)
  const again = Math.min(...times)
  await sleep(TAGS_KEPT_MS)
  const later = await ask()
  note(
    `GET /api/compare: ${first.toFixed(0)} ms, again ${again.toFixed(0)} ms, after ${TAGS_KEPT_MS} ms ${later.toFixed(0)} ms`,
  )
  check('GET /api/compare again against the first time', first / again, 10, '×', true)
}
