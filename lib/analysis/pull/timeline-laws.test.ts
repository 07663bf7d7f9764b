import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
  const someLayers = fc.array(layer, { maxLength: 9 })
  const links = fc.record<Link>({
    bandwidth: fc.integer({ min: 1, max: 5000 }),
    latencyMs: fc.nat(200),
    concurrency: fc.integer({ min: 1, max: 5 }),
    unpackBytesPerSecond: fc.integer({ min: 1, max: 9000 }),
    manifestRequests: fc.nat(3),
  })
  /** Links under which a pull never suffers from being given more. */
  const tameLinks = links.chain((link) =>
    fc.constantFrom<Link>(
      { ...link, latencyMs: 0 },
      { ...link, concurrency: 1 },
      { ...link, concurrency: 9 },
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
        expect(timeline.totalMs * SLACK).toBeGreaterThanOrEqual((unpacked / link.unpackBytesPerSecond) * 1000)
      }),
    )
  })

  it('never has more downloads at a time than it may, nor two layers unpacking', () => {
    fc.assert(
      fc.property(someLayers, links, (layers, link) => {
        const times = timesOf(layers, link).layers
        const downloads = times.flatMap(({ downloadFromMs: from, downloadToMs: to }) =>
          from === undefined || to === undefined ? [] : [{ from, to }],
        )
        for (const { from } of downloads) {
          const open = downloads.filter((other) => other.from <= from && other.to > from)
          expect(open.length).toBeLessThanOrEqual(link.concurrency)
        }
        let free = 0
        for (const { unpackFromMs, unpackToMs, downloadToMs } of times) {
          if (unpackFromMs === undefined || unpackToMs === undefined) continue
          expect(unpackFromMs).toBeGreaterThanOrEqual(Math.max(free, downloadToMs ?? 0))
          free = unpackToMs
        }
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
        const wide = { ...link, concurrency: 9 }
        const [one, other] = [timesOf(layers, wide), timesOf(layers.toReversed(), wide)]
        for (const [index, { downloadToMs }] of other.layers.toReversed().entries()) {
          expect(downloadToMs ?? 0).toBeCloseTo(one.layers[index]!.downloadToMs ?? 0, 3)
        }
      }),
    )
  })
})
