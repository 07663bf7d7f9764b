import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import type { Entry } from '../layerfs/entry'
import { file, layerOf, whiteout } from '../layerfs/read.testing'
import { startSource } from '../sources/layers/worker.testing'
import { WorkerDesk } from './layer-desk'
import { deskHere } from './layer-desk-here'
import { markReported } from './unions'

const never = new AbortController().signal
const layers = [layerOf(file('etc/a', 3000), file('etc/b', 5)), layerOf(file('etc/c', 9), whiteout('etc/a'))]
const ROWS = {
  view: 'union',
  layer: 1,
  path: 'etc',
  sort: 'size',
  flat: false,
  query: '',
  hidden: true,
} as const
const page = { ...ROWS, offset: 0, limit: 100 }

const desk = new WorkerDesk(() => startSource(new URL('./layer-worker.ts', import.meta.url)))
afterAll(() => desk.close())

/** A thread that does this with whatever it is asked. */
const does = (code: string, resourceLimits = {}) => {
  const source = `const { parentPort } = require('node:worker_threads'); parentPort.on('message', () => { ${code} })`
  return () => new Worker(source, { eval: true, resourceLimits })
}

describe('WorkerDesk', () => {
  it('answers as this thread would, and keeps a list that a snapshot reports apart', async () => {
    const chain = await desk.ask('chain', layers, undefined, never)
    expect(chain).toEqual(await deskHere.ask('chain', layers, undefined, never))
    expect(chain.waste.hiddenBytes).toBe(3000)
    expect(await desk.ask('rows', layers, page, never)).toEqual(
      await deskHere.ask('rows', layers, page, never),
    )
    const reported = { ...layers[1]!, entries: layerOf(file('etc/d', 7)).entries }
    markReported(reported)
    const other = await desk.ask('rows', [layers[0]!, reported], page, never)
    expect(other).toMatchObject({ total: 3, bytes: 3012 })
  })

  it.each([
    [
      'memory',
      does('for (const kept = []; ; ) kept.push(Array(1000).fill().map(() => ({})))', {
        maxOldGenerationSizeMb: 16,
      }),
    ],
    ['time', does('for (;;) {}')],
  ])(
    'says that it is too much when it runs out of %s, and answers the next question',
    async (what, first) => {
      const starts = [first, does(`parentPort.postMessage({ kind: 'done', result: 'well' })`)]
      const own = new WorkerDesk(() => starts.shift()!(), what === 'time' ? 500 : 30_000)
      const ask = () => own.ask('chain', layers, undefined, never)
      const detail = expect.stringContaining(`more ${what} than`)
      await expect(ask()).rejects.toMatchObject({ problem: { code: 'limit', detail } })
      expect(await ask()).toBe('well')
      await own.close()
    },
  )

  it('lets many files keep no thread from few, and asks once what several ask at one time', async () => {
    const entry = layers[0]!.entries[0] as Entry
    const many = { ...layerOf(), entries: Array.from({ length: 100_001 }, () => entry) }
    let started = 0
    const own = new WorkerDesk(() => {
      started++
      const code = `parentPort.postMessage({ kind: 'done', result: Date.now() })`
      return does(started === 1 ? 'setTimeout(() => {}, 1e9)' : code)()
    })
    const stop = new AbortController()
    const waiting = own.ask('chain', [many], undefined, stop.signal).catch((error: Error) => error.message)
    const few = () => own.ask('chain', layers, undefined, never)
    const [one, other] = await Promise.all([few(), few()])
    expect([started, one]).toEqual([2, other])
    stop.abort(new Error('left'))
    expect(await waiting).toBe('left')
    await own.close()
  })
})
