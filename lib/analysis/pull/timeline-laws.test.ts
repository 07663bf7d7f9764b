import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNPACK_ORDERS } from './profiles'
import type { Link, TimedLayer } from './timeline'
import { timesOf } from './timeline.testing'

const lastDownload = ({ layers }: ReturnType<typeof timesOf>) =>
  Math.max(0, ...layers.map(({ downloadToMs = 0 }) => downloadToMs))

describe('every pull', () => {
  const layer = fc.record<TimedLayer>({
    way: fc.constantFrom('download', 'download', 'download', 'content', 'repeat', 'reuse'),
    transferBytes: fc.nat(5000),
    unpackedBytes: fc.nat(9000),
  })
  const someLayers = fc.array(layer, { maxLength: 9 }).map((layers) => {
    const original = layers.findIndex(({ way }) => way === 'download')
    return layers.map((one, index) =>
      one.way === 'repeat' && original !== -1 && original < index ? { ...one, repeats: original } : one,
    )
  })
  const links = fc.record<Link>({
    bandwidth: fc.integer({ min: 1, max: 5000 }),
    latencyMs: fc.nat(200),
    concurrency: fc.integer({ min: 1, max: 5 }),
    unpackBytesPerSecond: fc.integer({ min: 1, max: 9000 }),
    manifestRequests: fc.nat(3),
    partBytes: fc.option(fc.integer({ min: 100, max: 5000 }), { nil: undefined }),
    lanes: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    order: fc.constantFrom(...UNPACK_ORDERS, undefined),
  })
  /** More than there are requests in any pull here. */
  const WIDE = 1000
  /** Links under which a pull never suffers from being given more. */
  const tameLinks = links.chain((link) =>
    fc.constantFrom<Link>(
      { ...link, latencyMs: 0 },
      { ...link, concurrency: 1 },
      { ...link, concurrency: WIDE },
    ),
  )
  const SLACK = 1 + 1e-9

  it('is never faster than the network or the disk alone, and downloads what it says', () => {
    fc.assert(
      fc.property(someLayers, links, (layers, link) => {
        const timeline = timesOf(layers, link)
        const unpacked = layers.reduce(
          (sum, { way, unpackedBytes }) => sum + (way === 'reuse' ? 0 : unpackedBytes),
          0,
        )
        const fetched = layers.reduce(
          (sum, { way, transferBytes }) => sum + (way === 'download' ? transferBytes : 0),
          0,
        )
        expect(timeline.downloadedBytes).toBe(fetched)
        expect(timeline.totalMs * SLACK).toBeGreaterThanOrEqual((fetched / link.bandwidth) * 1000)
        const disk = link.unpackBytesPerSecond * (link.lanes ?? 1)
        expect(timeline.totalMs * SLACK).toBeGreaterThanOrEqual((unpacked / disk) * 1000)
      }),
    )
  })

  /** The most of the spans that are open at one time. */
  const atOnce = (spans: readonly (readonly [number | undefined, number | undefined])[]) => {
    const known = spans.flatMap(([from, to]) =>
      from === undefined || to === undefined ? [] : [{ from, to }],
    )
    return Math.max(
      0,
      ...known.map(({ from }) => known.filter((other) => other.from <= from && other.to > from).length),
    )
  }

  it('never has more downloads at a time than it may, nor more layers unpacking than lanes, each after its blob', () => {
    fc.assert(
      fc.property(someLayers, links, (layers, link) => {
        const times = timesOf(layers, link).layers
        // Layers that take turns for their parts are all under way at once.
        if (link.order !== 'arrival' || link.partBytes === undefined) {
          expect(
            atOnce(times.map(({ downloadFromMs, downloadToMs }) => [downloadFromMs, downloadToMs])),
          ).toBeLessThanOrEqual(link.concurrency)
        }
        const unpacked = times.map(({ unpackFromMs, unpackToMs }) => [unpackFromMs, unpackToMs] as const)
        expect(atOnce(unpacked)).toBeLessThanOrEqual(link.lanes ?? 1)
        let last = 0
        for (const [index, { unpackFromMs, downloadToMs }] of times.entries()) {
          if (unpackFromMs === undefined) continue
          const original = times[layers[index]!.repeats ?? index]
          expect(unpackFromMs).toBeGreaterThanOrEqual(downloadToMs ?? original?.downloadToMs ?? 0)
          if (link.order === 'arrival' || (link.lanes ?? 1) > 1) continue
          expect(unpackFromMs).toBeGreaterThanOrEqual(last)
          last = times[index]!.unpackToMs!
        }
      }),
    )
  })

  it('is never slower with one more lane, and where there are lanes enough waits for no other layer', () => {
    fc.assert(
      fc.property(someLayers, links, (layers, link) => {
        const more = timesOf(layers, { ...link, lanes: (link.lanes ?? 1) + 1 })
        expect(more.totalMs).toBeLessThanOrEqual(timesOf(layers, link).totalMs * SLACK)
        const wide = timesOf(layers, { ...link, lanes: layers.length + 1 })
        const start = link.manifestRequests * link.latencyMs
        for (const [index, { unpackFromMs, downloadToMs }] of wide.layers.entries()) {
          const original = wide.layers[layers[index]!.repeats ?? index]?.downloadToMs
          if (unpackFromMs !== undefined) expect(unpackFromMs).toBe(downloadToMs ?? original ?? start)
        }
      }),
    )
  })

  it('asks once for a layer that is no longer than a part', () => {
    fc.assert(
      fc.property(someLayers, links, (layers, link) => {
        expect(timesOf(layers, { ...link, partBytes: 5000 })).toEqual(
          timesOf(layers, { ...link, partBytes: undefined }),
        )
      }),
    )
  })

  it('is never slower with a faster disk, and on tame links with more bandwidth or fewer bytes', () => {
    fc.assert(
      fc.property(
        someLayers,
        links,
        tameLinks,
        fc.double({ min: 1, max: 20, noNaN: true }),
        (layers, link, tame, times) => {
          const disk = { ...link, unpackBytesPerSecond: link.unpackBytesPerSecond * times }
          expect(timesOf(layers, disk).totalMs).toBeLessThanOrEqual(timesOf(layers, link).totalMs * SLACK)
          const total = timesOf(layers, tame).totalMs * SLACK
          expect(timesOf(layers, { ...tame, bandwidth: tame.bandwidth * times }).totalMs).toBeLessThanOrEqual(
            total,
          )
          // Other layers first: several lanes may then be taken worse (Graham's anomalies of scheduling).
          if (tame.order === 'arrival' && (tame.lanes ?? 1) > 1) return
          for (const index of layers.keys()) {
            const less = layers.with(index, {
              ...layers[index]!,
              transferBytes: layers[index]!.transferBytes / times,
            })
            expect(timesOf(less, tame).totalMs).toBeLessThanOrEqual(total)
            const spared = layers.with(index, { ...layers[index]!, way: 'reuse' })
            expect(timesOf(spared, tame).totalMs).toBeLessThanOrEqual(total)
          }
        },
      ),
    )
  })

  it('without latency ends its last download after all bytes at full bandwidth, in any order and however many at a time', () => {
    fc.assert(
      fc.property(someLayers, links, (layers, { latencyMs: _, ...link }) => {
        const bytes = timesOf(layers, { ...link, latencyMs: 0 }).downloadedBytes
        for (const order of [layers, layers.toReversed()]) {
          expect(lastDownload(timesOf(order, { ...link, latencyMs: 0 }))).toBeCloseTo(
            (bytes / link.bandwidth) * 1000,
            3,
          )
        }
      }),
    )
  })

  it('fetches each layer in the same time in any order when none has to wait', () => {
    fc.assert(
      fc.property(someLayers, links, (layers, link) => {
        const wide = { ...link, concurrency: WIDE }
        const [one, other] = [timesOf(layers, wide), timesOf(layers.toReversed(), wide)]
        for (const [index, { downloadToMs }] of other.layers.toReversed().entries()) {
          expect(downloadToMs ?? 0).toBeCloseTo(one.layers[index]!.downloadToMs ?? 0, 3)
        }
      }),
    )
  })
})
