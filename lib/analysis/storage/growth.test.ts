import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { madeImage } from '../compare/facts.testing'
import { localBytes } from '../measures/local-size'
import { registryBytes } from '../measures/registry-size'
import { SERIES_MEASURES } from '../measures/series'
import { RULE_IDS } from '../pull/rules'
import { extrapolate, PACE_RELEASES } from './extrapolate'
import { storageGrowth as growthOf } from './growth'
import { amountOf, anyReportedSeries, anySeries, madeSeries } from './storage.testing'

const storageGrowth = (images: Parameters<typeof growthOf>[0], keep: number) =>
  growthOf(images, keep, 'classic')

const chain = madeSeries(['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd'])
const values = (
  points: ReturnType<typeof storageGrowth>,
  figure: 'registryBytes' | 'registryNaive' | 'hostBytes',
) => points.map((point) => amountOf(point[figure]))

describe('storageGrowth', () => {
  it('stores each layer of a chain once, while the lines of the table count it in every tag', () => {
    const points = storageGrowth(chain, 2)
    expect(values(points, 'registryBytes')).toEqual([1, 3, 7, 15])
    expect(values(points, 'registryNaive')).toEqual([1, 4, 11, 26])
    expect(values(points, 'hostBytes')).toEqual([3, 9, 21, 45])
  })

  it('lets a host forget the layers of tags that it keeps no longer', () => {
    const points = storageGrowth(madeSeries(['a', 'b'], ['a', 'c'], ['a', 'd']), 1)
    expect(values(points, 'hostBytes')).toEqual([9, 15, 27])
    expect(points.map(({ kept }) => kept)).toEqual([1, 1, 1])
  })

  it('stores the same content over another parent again on a host, and once on a registry', () => {
    const [, last] = storageGrowth(madeSeries(['a', 'c'], ['b', 'c']), 2)
    expect([amountOf(last?.registryBytes), amountOf(last?.hostBytes)]).toEqual([7, 3 * 11])
  })

  it('is unknown with the reason and the layers while a tag lacks a figure, and known again without it', () => {
    const silent = madeImage('localhost/x:9', [{ name: 'q' }, { name: 'r' }])
    const points = storageGrowth([...chain.slice(0, 1), silent, ...chain.slice(1, 3)], 2)
    expect(points[1]?.registryBytes).toMatchObject({
      kind: 'unknown',
      why: { code: 'no-registry', data: { layers: 2 } },
    })
    expect(points[1]?.hostNaive).toMatchObject({
      kind: 'unknown',
      why: { code: 'not-local', data: { layers: 2 } },
    })
    expect(points[2]?.hostBytes.kind).toBe('unknown')
    expect([amountOf(points[3]?.hostBytes), amountOf(points[3]?.hostNaive)]).toEqual([21, 30])
    expect(points[3]?.registryBytes.kind).toBe('unknown')
  })

  it('is an estimate where two rulers meet in one sum', () => {
    const [one, other] = madeSeries(['a'], ['b'])
    const blocks = {
      ...other!,
      layers: other!.layers.map((layer) => ({
        ...layer,
        unpacked: layer.unpacked && { ...layer.unpacked, ruler: 'disk blocks' as const },
      })),
    }
    const points = storageGrowth([one!, blocks], 2)
    expect(points[1]?.hostBytes).toMatchObject({ kind: 'estimate', value: 9, why: { code: 'mixed-rulers' } })
    expect(points[1]?.hostNaive).toMatchObject({ kind: 'estimate', value: 9, why: { code: 'mixed-rulers' } })
    expect(storageGrowth([one!, blocks], 1)[1]?.hostBytes.kind).toBe('exact')
  })

  it('ends where the measures of the whole series stand', () => {
    const measure = (id: string) => SERIES_MEASURES.find((one) => one.id === id)
    fc.assert(
      fc.property(anyReportedSeries, fc.constantFrom(...RULE_IDS), (images, rule) => {
        fc.pre(images.length > 0)
        const last = growthOf(images, Number.POSITIVE_INFINITY, rule).at(-1)
        const cells = images.map((image) => ({ registry: registryBytes(image), local: localBytes(image) }))
        const context = { images, cells, missing: 0, rule }
        expect(last?.registryBytes).toEqual(measure('registry-disk')?.of(context))
        expect(last?.hostBytes).toEqual(measure('host-disk')?.of(context))
        expect(last?.registryNaive).toEqual(measure('naive-registry')?.of(context))
        expect(last?.hostNaive).toEqual(measure('naive-host')?.of(context))
        expect(last?.hostContent).toEqual(measure('host-content')?.of(context))
        expect(amountOf(last?.hostTotal)).toBe(amountOf(measure('host-total')?.of(context)))
      }),
    )
  })

  it('keeps on a containerd host the blobs beside the layers, until their last tag goes', () => {
    const points = growthOf(chain, 2, 'containerd')
    expect(points.map(({ hostContent }) => amountOf(hostContent))).toEqual([1, 3, 7, 15])
    expect(points.map(({ hostTotal }) => amountOf(hostTotal))).toEqual([4, 12, 28, 60])
    const [, , last] = growthOf(madeSeries(['a', 'b'], ['a', 'c'], ['a', 'd']), 1, 'containerd')
    expect(last?.hostContent).toMatchObject({ value: 9 })
    expect(storageGrowth(chain, 2)[3]).toMatchObject({ hostContent: { value: 0 }, hostTotal: { value: 45 } })
  })

  it('holds on a host what the last tags alone hold', () => {
    fc.assert(
      fc.property(anySeries, fc.nat(9), (images, keep) => {
        for (const [index, point] of storageGrowth(images, keep).entries()) {
          const window = images.slice(Math.max(0, index + 1 - keep), index + 1)
          const alone = storageGrowth(window, Number.POSITIVE_INFINITY).at(-1)
          expect(amountOf(point.hostBytes)).toBe(alone ? amountOf(alone.hostBytes) : 0)
          expect(amountOf(point.hostNaive)).toBe(alone ? amountOf(alone.hostNaive) : 0)
        }
      }),
    )
  })

  it('never shrinks on a registry, never passes the naive sum, and keeps no less on a host that keeps more', () => {
    fc.assert(
      fc.property(anySeries, fc.nat(9), (images, keep) => {
        const more = storageGrowth(images, keep + 1)
        let before = 0
        for (const [index, point] of storageGrowth(images, keep).entries()) {
          const now = amountOf(point.registryBytes)
          expect(now).toBeGreaterThanOrEqual(before)
          expect(now).toBeLessThanOrEqual(amountOf(point.registryNaive))
          expect(amountOf(point.hostBytes)).toBeLessThanOrEqual(amountOf(point.hostNaive))
          expect(amountOf(more[index]?.hostBytes)).toBeGreaterThanOrEqual(amountOf(point.hostBytes))
          before = now
        }
      }),
    )
  })
})

describe('extrapolate', () => {
  const steady = (releases: number) =>
    Array.from({ length: releases }, (_, index) =>
      madeImage(`localhost/x:${index}`, [
        { name: 'base', unpacked: 500, transfer: 100 },
        { name: `own ${index}`, unpacked: 30, transfer: 10 },
      ]),
    )

  it('goes on by the mean growth of the last releases', () => {
    const ahead = extrapolate(storageGrowth(steady(20), 3), 100)
    expect(ahead.registryBytes).toEqual({
      kind: 'estimate',
      value: 100 + 10 * 120,
      perRelease: 10,
      ofLast: PACE_RELEASES,
    })
    expect(ahead.hostBytes).toMatchObject({ value: 500 + 90, perRelease: 0, ofLast: PACE_RELEASES })
  })

  it('goes by what there is, and says how much', () => {
    expect(extrapolate(storageGrowth(steady(3), 1), 1).registryBytes).toMatchObject({ value: 140, ofLast: 2 })
    expect(extrapolate(storageGrowth(steady(1), 1), 1).registryBytes).toEqual({
      kind: 'unknown',
      why: 'few-releases',
    })
    expect(extrapolate([], 1).hostBytes).toEqual({ kind: 'unknown', why: 'few-releases' })
  })

  it('does not take the filling of a host for its growth', () => {
    const filling = storageGrowth(steady(4), 6)
    expect(extrapolate(filling, 2).hostBytes).toMatchObject({ kind: 'estimate', value: 500 + 180 })
    expect(extrapolate(filling, 3).hostBytes).toEqual({ kind: 'unknown', why: 'host-fills' })
    const everything = storageGrowth(steady(4), Number.POSITIVE_INFINITY)
    expect(extrapolate(everything, 3).hostBytes).toMatchObject({ value: 500 + 210 })
  })

  it('has no pace when the last figure is unknown', () => {
    const silent = madeImage('localhost/x:9', [{ name: 'q' }])
    expect(extrapolate(storageGrowth([...steady(3), silent], 1), 1).registryNaive).toEqual({
      kind: 'unknown',
      why: 'last-unknown',
    })
  })

  it('stands at the last point when it looks 0 releases ahead', () => {
    fc.assert(
      fc.property(anySeries, (images) => {
        fc.pre(images.length > 1)
        const points = storageGrowth(images, Number.POSITIVE_INFINITY)
        expect(extrapolate(points, 0).registryBytes).toMatchObject({
          value: amountOf(points.at(-1)?.registryBytes),
        })
      }),
    )
  })
})
