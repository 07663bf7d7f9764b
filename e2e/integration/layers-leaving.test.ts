import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTar } from '@/lib/layerfs/tar-writer.testing'
import { type App, startApp } from '../engines/app'
import { pushImage } from '../engines/push'
import { type Registry, startRegistry } from '../engines/registry'
import { type SlowRegistry, slowRegistry } from '../engines/slow-registry'
import { noise } from '../engines/strategies'
import { chainOf, parseEvents, scanAll } from './layer-oracle'

let registry: Registry
let slow: SlowRegistry
let app: App
beforeAll(async () => {
  registry = await startRegistry()
  slow = await slowRegistry(registry.host, 4_000_000)
  app = await startApp({ registries: [slow.host] })
})
afterAll(async () => {
  await Promise.all([app?.stop(), slow?.stop(), registry?.stop()])
})

describe('reading that a viewer leaves', () => {
  const pushSlow = async (name: string) => {
    const tar = makeTar([{ name: 'big', content: noise(10_000_000, name) }])
    const layers = [{ tar, compression: 'none' }] as const
    const { reference } = await pushImage(registry, `slow/${name}`, '1', { layers })
    return reference.replace(registry.host, slow.host)
  }

  it('goes on for the other viewer, from one blob that is fetched once', async () => {
    const reference = await pushSlow('two-viewers')
    const [leaving, staying] = [view(reference), view(reference)]
    await leaving.progressed()
    leaving.leave()
    expect(await staying.last()).toEqual({ kind: 'done', problems: [] })
    expect((await chainOf(app, reference)).files).toMatchObject({ known: 1, layers: 1 })
    expect(slow.blobs().map(({ bytes }) => bytes)).toEqual([expect.toSatisfy((bytes) => bytes > 10_000_000)])
  })

  it('ends when the last has left, and starts again when it is asked for again', async () => {
    const reference = await pushSlow('all-leave')
    const before = slow.blobs().length
    const viewers = [view(reference), view(reference)]
    await Promise.all(viewers.map((viewer) => viewer.progressed()))
    for (const viewer of viewers) viewer.leave()
    await expect.poll(() => slow.blobs()[before]?.closed, { timeout: 2000 }).toBe(true)
    expect(slow.blobs()[before]?.bytes).toBeLessThan(10_000_000)
    expect((await chainOf(app, reference)).problems).toEqual([])
    await scanAll(app, [reference])
  })

  it('is done again by the next server where one was killed in the middle', async () => {
    const reference = await pushSlow('killed')
    const cache = mkdtempSync(path.join(tmpdir(), 'strata-killed-'))
    const start = () => startApp({ registries: [slow.host], env: { STRATA_CACHE_DIR: cache } })
    try {
      const first = await start()
      const viewer = view(reference, first)
      await viewer.progressed()
      process.kill(first.pid!, 'SIGKILL')
      await viewer.last().catch(() => undefined)
      await first.stop()
      const second = await start()
      expect((await chainOf(second, reference)).files).toMatchObject({ known: 0, layers: 1 })
      await scanAll(second, [reference])
      expect((await chainOf(second, reference)).files).toMatchObject({ known: 1, layers: 1 })
      await second.stop()
    } finally {
      rmSync(cache, { recursive: true, force: true })
    }
  })

  function view(reference: string, of: App = app) {
    const stop = new AbortController()
    let text = ''
    const read = async () => {
      const { body } = await fetch(`${of.url}/api/scan?reference=${reference}`, { signal: stop.signal })
      for await (const chunk of body!.pipeThrough(new TextDecoderStream())) text += chunk
    }
    const done = read().catch((error) => {
      if (!stop.signal.aborted) throw error
    })
    return {
      leave: () => stop.abort(),
      progressed: () =>
        expect
          .poll(() => parseEvents(text).some((event) => event.kind === 'progress' && event.readBytes > 0), {
            timeout: 10_000,
          })
          .toBe(true),
      last: async () => {
        await done
        return parseEvents(text).at(-1)
      },
    }
  }
})
