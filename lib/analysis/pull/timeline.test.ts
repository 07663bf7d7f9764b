import { describe, expect, it } from 'vitest'
import { type Link, simulatePull, type TimedLayer } from './timeline'
import { timesOf } from './timeline.testing'

const LINK: Link = {
  bandwidth: 1000,
  latencyMs: 0,
  concurrency: 3,
  unpackBytesPerSecond: 1000,
  manifestRequests: 0,
}

/** Layers as transfer/unpacked bytes; a letter before them is the way: reuse, content, repeat. */
const layersOf = (...texts: string[]): TimedLayer[] =>
  texts.map((text) => {
    const ways = { r: 'reuse', c: 'content', R: 'repeat' } as const
    const [transfer, unpacked] = text
      .replace(/^[rcR]/, '')
      .split('/')
      .map(Number)
    return { way: ways[text[0] as 'r'] ?? 'download', transferBytes: transfer!, unpackedBytes: unpacked! }
  })

describe('simulatePull', () => {
  it('takes nothing but the manifest when every layer is reused', () => {
    expect(simulatePull(layersOf('r9/9', 'r9/9'), { ...LINK, latencyMs: 50, manifestRequests: 2 })).toEqual({
      ok: true,
      layers: [{}, {}],
      totalMs: 100,
      downloadedBytes: 0,
    })
  })

  it('shares the bandwidth equally and unpacks from the base up, each after its download and the layer below', () => {
    const { layers, totalMs, downloadedBytes } = timesOf(layersOf('2000/1000', '1000/500'), LINK)
    expect(layers).toEqual([
      { downloadFromMs: 0, downloadToMs: 3000, unpackFromMs: 3000, unpackToMs: 4000 },
      { downloadFromMs: 0, downloadToMs: 2000, unpackFromMs: 4000, unpackToMs: 4500 },
    ])
    expect([totalMs, downloadedBytes]).toEqual([4500, 3000])
  })

  it('starts a further download when one ends, in the order of the layers', () => {
    const { layers } = timesOf(layersOf('100/0', '300/0', '100/0'), {
      ...LINK,
      concurrency: 2,
      latencyMs: 10,
    })
    // From 10 ms 0.5 a ms each; from 210 ms the second alone while the third waits; from 220 ms both again.
    expect(layers.map(({ downloadFromMs, downloadToMs }) => [downloadFromMs, downloadToMs])).toEqual([
      [0, 210],
      [0, 510],
      [210, 420],
    ])
  })

  it('unpacks what the content store has and what repeats, without fetching it', () => {
    const { layers, downloadedBytes } = timesOf(layersOf('r9/9', 'c500/100', '100/100', 'R100/100'), LINK)
    expect(layers.map(({ unpackFromMs }) => unpackFromMs)).toEqual([undefined, 0, 100, 200])
    expect(layers.map(({ downloadToMs }) => downloadToMs)).toEqual([undefined, undefined, 100, undefined])
    expect(downloadedBytes).toBe(100)
  })

  it('fetches a layer in parts, as many at a time as there may be requests', () => {
    const link = { ...LINK, concurrency: 2, partBytes: 100 }
    // A part each of both layers at 0.5 a ms; the last part of the base alone.
    const spans = (more: Partial<Link>) =>
      timesOf(layersOf('300/0', '100/0'), { ...link, ...more }).layers.map((one) => [
        one.downloadFromMs,
        one.downloadToMs,
      ])
    expect(spans({})).toEqual([
      [0, 400],
      [200, 400],
    ])
    // In turn: one part of each layer, then the others of the base.
    expect(spans({ order: 'arrival' })).toEqual([
      [0, 400],
      [0, 200],
    ])
    // Each part waits for its own answer.
    expect(spans({ concurrency: 1, latencyMs: 10 })).toEqual([
      [0, 330],
      [330, 440],
    ])
    const huge = simulatePull(layersOf('1e15/0'), { ...link, partBytes: 1e-9 })
    expect(huge.ok && huge.totalMs).toBeCloseTo(1e15, -3)
  })

  it('unpacks in lanes that are taken from the base up, or by the layers that are there', () => {
    const layers = layersOf('600/100', '100/500', '100/100', '100/400')
    const spans = (more: Partial<Link>) =>
      timesOf(layers, { ...LINK, concurrency: 4, lanes: 2, ...more }).layers.map(
        ({ unpackFromMs, unpackToMs }) => [unpackFromMs, unpackToMs],
      )
    // The base holds one lane while its blob is under way: until 900 ms the other one takes all.
    expect(spans({})).toEqual([
      [900, 1000],
      [400, 900],
      [900, 1000],
      [1000, 1400],
    ])
    expect(spans({ order: 'arrival' })).toEqual([
      [900, 1000],
      [400, 900],
      [400, 500],
      [500, 900],
    ])
  })

  it('unpacks a repeated blob after the layer that fetches it', () => {
    const layers = layersOf('300/0', '100/0', 'R0/100').with(2, {
      ...{ way: 'repeat', transferBytes: 0, unpackedBytes: 100, repeats: 0 },
    })
    expect(timesOf(layers, { ...LINK, lanes: 3 }).layers[2]).toEqual({ unpackFromMs: 400, unpackToMs: 500 })
  })

  it('names the input that makes no sense', () => {
    for (const absurd of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      const problem = (change: Partial<Link>) => simulatePull(layersOf('1/1'), { ...LINK, ...change })
      expect(problem({ bandwidth: absurd })).toEqual({ ok: false, problem: 'bandwidth' })
      expect(problem({ unpackBytesPerSecond: absurd })).toEqual({ ok: false, problem: 'unpack' })
      expect(problem({ concurrency: absurd })).toEqual({ ok: false, problem: 'concurrency' })
      expect(problem({ partBytes: absurd })).toEqual({ ok: false, problem: 'parts' })
      expect(problem({ lanes: absurd })).toEqual({ ok: false, problem: 'lanes' })
      if (absurd === 0) continue
      expect(problem({ latencyMs: absurd })).toEqual({ ok: false, problem: 'latency' })
      expect(problem({ manifestRequests: absurd })).toEqual({ ok: false, problem: 'latency' })
      expect(simulatePull(layersOf(`${absurd}/1`), LINK)).toEqual({ ok: false, problem: 'bytes' })
    }
    expect(simulatePull([], { ...LINK, concurrency: 1.5 })).toEqual({ ok: false, problem: 'concurrency' })
    expect(simulatePull(layersOf('1/1'), { ...LINK, bandwidth: 5e-324 })).toEqual({
      ok: false,
      problem: 'bandwidth',
    })
    expect(simulatePull(layersOf('1/1'), { ...LINK, unpackBytesPerSecond: 5e-324 })).toEqual({
      ok: false,
      problem: 'unpack',
    })
  })

  it('is slower with more downloads at a time when upper layers take bandwidth from the base', () => {
    const layers = layersOf('1000/1000', '1000/1000')
    expect(timesOf(layers, { ...LINK, concurrency: 1 }).totalMs).toBe(3000)
    expect(timesOf(layers, { ...LINK, concurrency: 2 }).totalMs).toBe(4000)
  })

  it('may be slower with a shorter latency, fewer bytes, a layer spared or more bandwidth when layers queue', () => {
    const total = (layers: readonly TimedLayer[], link: Partial<Link>) =>
      timesOf(layers, { ...LINK, concurrency: 2, unpackBytesPerSecond: 4, ...link }).totalMs
    const one = layersOf('8/9', '41/19', '1/2', '10/0')
    const slow = { bandwidth: 5, latencyMs: 2976 }
    expect(total(one, { ...slow, latencyMs: 2678 })).toBeGreaterThan(total(one, slow))

    const [more, less] = ['10/6', '4/6'].map((base) => layersOf(base, '3/18', '9/11', '10/5', '11/19'))
    const link = { bandwidth: 3, latencyMs: 2249 }
    expect(total(less!, link)).toBeGreaterThan(total(more!, link))

    const [all, spared] = ['0/5', 'r0/5'].map((base) => layersOf(base, '11/8', '10/7'))
    expect(total(spared!, { ...link, unpackBytesPerSecond: 5 })).toBeGreaterThan(
      total(all!, { ...link, unpackBytesPerSecond: 5 }),
    )

    const wide = { latencyMs: 200, unpackBytesPerSecond: 1000 }
    const five = layersOf('0/0', '290/0', '0/0', '100/1000', '240/0')
    expect(total(five, { ...wide, bandwidth: 1100 })).toBeGreaterThan(
      total(five, { ...wide, bandwidth: 1000 }),
    )
  })
})

describe('the time of a layer beyond its bytes', () => {
  it('is added once for each layer that is unpacked', () => {
    const link = {
      bandwidth: 1000,
      latencyMs: 0,
      concurrency: 3,
      unpackBytesPerSecond: 1000,
      manifestRequests: 0,
    }
    const layers = [
      { way: 'reuse' as const, transferBytes: 0, unpackedBytes: 0 },
      { way: 'download' as const, transferBytes: 1000, unpackedBytes: 1000 },
      { way: 'download' as const, transferBytes: 0, unpackedBytes: 0 },
    ]
    const without = simulatePull(layers, link)
    const withIt = simulatePull(layers, { ...link, layerMs: 60 })
    if (!without.ok || !withIt.ok) throw new Error('these inputs make sense')
    expect(withIt.totalMs - without.totalMs).toBeCloseTo(120)
    expect(simulatePull(layers, { ...link, layerMs: -1 })).toEqual({ ok: false, problem: 'unpack' })
  })
})
