import { startApp } from '../../e2e/engines/app'
import { startRegistry } from '../../e2e/engines/registry'
import { fill } from './fill'
import { check } from './limit'

const TAGS = 200
const LAYERS = 30
const RUNS = 5
/** Tags are asked for again after this time. */
const TAGS_KEPT_MS = 4500

/** The page's own question to the built app about 200 tags × 30 layers: the first time, again, and after a while. */
export async function benchAnswer(): Promise<boolean> {
  const registry = await startRegistry()
  try {
    await fill(`http://${registry.host}`, TAGS, LAYERS)
    const app = await startApp()
    try {
      const ask = async () => {
        const start = performance.now()
        await app.get(`/api/compare?s=${registry.host}/bench/app`)
        return performance.now() - start
      }
      // The first answer of a process also loads the code.
      await app.get('/api/compare?source=sample')
      const first = await ask()
      const again = Math.min(...(await inTurn(RUNS, ask)))
      await new Promise((resolve) => setTimeout(resolve, TAGS_KEPT_MS))
      const later = await ask()
      console.log(
        `     GET /api/compare: ${first.toFixed(0)} ms, again ${again.toFixed(0)} ms, after ${TAGS_KEPT_MS} ms ${later.toFixed(0)} ms`,
      )
      return check('GET /api/compare again against the first time', first / again, 10, '×', true)
    } finally {
      await app.stop()
    }
  } finally {
    await registry.stop()
  }
}

async function inTurn(times: number, work: () => Promise<number>): Promise<number[]> {
  const results: number[] = []
  for (let run = 0; run < times; run++) results.push(await work())
  return results
}
