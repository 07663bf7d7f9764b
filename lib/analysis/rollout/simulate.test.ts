import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Figure } from './figure'
import { DEFAULT_FLEET, type Fleet } from './fleet'
import { anyMatrix, chained, fixedBase, madeMatrix } from './matrices.testing'
import { MOST_SKIPS } from './pulls'
import { simulateRollout } from './simulate'

const fleet = (fields: Partial<Fleet>): Fleet => ({
  ...DEFAULT_FLEET,
  hosts: 10,
  emptyShare: 0,
  skipShare: 0,
  bandwidth: 100,
  ...fields,
})
const value = (figure: Figure | undefined) => (figure?.kind === 'known' ? figure.value : Number.NaN)
const anyFleet = fc.record({
  hosts: fc.integer({ min: 1, max: 5000 }),
  emptyShare: fc.double({ min: 0, max: 1, noNaN: true }),
  skipShare: fc.double({ min: 0, max: 1, noNaN: true }),
  bandwidth: fc.integer({ min: 1, max: 1e9 }),
  registryBandwidth: fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined }),
  egressPrice: fc.double({ min: 0, max: 10, noNaN: true }),
})

describe('simulateRollout', () => {
  it('lets every host pull the first release whole and each later one as an update', () => {
    const { releases, totalBytes } = simulateRollout(chained(3), fleet({}))
    expect(releases.map((release) => value(release.totalBytes))).toEqual([11_000, 1000, 1000])
    expect(releases.map((release) => value(release.emptyBytes))).toEqual([11_000, 0, 0])
    expect(releases.map((release) => value(release.seconds))).toEqual([11, 1, 1])
    expect(totalBytes).toEqual({ kind: 'known', value: 13_000 })
  })

  it('lets the share of empty hosts pull every release whole', () => {
    const { releases } = simulateRollout(chained(2), fleet({ emptyShare: 0.2 }))
    expect(releases[1]).toMatchObject({
      emptyPulls: 2,
      updatePulls: 8,
      emptyBytes: { value: 2400 },
      updateBytes: { value: 800 },
      worstHostBytes: { value: 1200 },
    })
  })

  it('lets a host that skipped come from two tags back', () => {
    const { releases } = simulateRollout(chained(3), fleet({ skipShare: 0.5 }))
    expect(releases[1]).toMatchObject({ updatePulls: 5, updateBytes: { value: 500 } })
    // Half of the five that are up to date, and half of the five that are not.
    expect(releases[2]).toMatchObject({ updatePulls: 5, updateBytes: { value: 2.5 * 100 + 2.5 * 200 } })
  })

  it('has a host update after the most skips in a row even when all skip', () => {
    const { releases } = simulateRollout(chained(MOST_SKIPS + 3), fleet({ skipShare: 1 }))
    const updates = releases.map(({ updatePulls }) => updatePulls)
    expect(updates).toEqual([...Array(MOST_SKIPS + 1).fill(0), 10, 0])
  })

  it('costs what the decimal gigabytes cost, and nothing is said without a price', () => {
    const priced = simulateRollout(fixedBase(2, 1e9, 1e8), fleet({ egressPrice: 0.09 }))
    expect(value(priced.cost)).toBeCloseTo((11 + 1) * 0.09)
    expect(value(priced.releases[1]?.cumulativeCost)).toBeCloseTo((11 + 1) * 0.09)
    expect(simulateRollout(fixedBase(2), fleet({}))).not.toHaveProperty('cost.kind')
  })

  it('does not take an unknown download for 0, and knows the figures that do not need it', () => {
    const matrix = madeMatrix(
      4,
      () => 1000,
      (_, release) => (release === 2 ? undefined : 10),
    )
    const { releases, totalBytes } = simulateRollout(matrix, fleet({ emptyShare: 0.1 }))
    expect(releases[2]).toMatchObject({
      emptyBytes: { kind: 'known', value: 1000 },
      updateBytes: { kind: 'unknown', lacking: 1 },
      totalBytes: { kind: 'unknown', lacking: 1 },
      seconds: { kind: 'unknown', lacking: 1 },
    })
    expect(releases[3]).toMatchObject({ totalBytes: { kind: 'known' }, cumulativeBytes: { kind: 'unknown' } })
    expect(totalBytes).toEqual({ kind: 'unknown', lacking: 1 })
    expect(simulateRollout(matrix, fleet({ emptyShare: 1 })).totalBytes.kind).toBe('known')
  })

  it('counts an unknown first pull once', () => {
    const matrix = madeMatrix(
      1,
      () => undefined,
      () => 0,
    )
    expect(simulateRollout(matrix, fleet({ emptyShare: 0.5 })).totalBytes).toEqual({
      kind: 'unknown',
      lacking: 1,
    })
  })

  it('has nothing to say of no releases', () => {
    expect(simulateRollout({ tags: [], bytes: [[]] }, fleet({}))).toMatchObject({
      releases: [],
      totalBytes: { value: 0 },
    })
  })

  it('leaves an update that less than half a host makes out of the worst host', () => {
    const { releases } = simulateRollout(chained(9), fleet({ skipShare: 0.1 }))
    expect(value(releases[8]?.worstHostBytes)).toBe(200)
  })

  it('adds up to the byte, whatever the shares', () => {
    fc.assert(
      fc.property(anyMatrix(12), anyFleet, (matrix, some) => {
        const { releases, totalBytes, cost } = simulateRollout(matrix, some)
        let sum = 0
        for (const release of releases) {
          sum += value(release.totalBytes)
          expect(value(release.emptyBytes) + value(release.updateBytes)).toBe(value(release.totalBytes))
          expect(value(release.cumulativeBytes)).toBe(sum)
          expect(Number.isInteger(value(release.totalBytes))).toBe(true)
          expect(value(release.emptyBytes)).toBeGreaterThanOrEqual(0)
          expect(value(release.updateBytes)).toBeGreaterThanOrEqual(0)
        }
        expect(value(totalBytes)).toBe(sum)
        expect(value(cost)).toBeCloseTo((sum / 1e9) * some.egressPrice, 3)
      }),
    )
  })

  it('is within a byte of the unrounded sum, however many releases there are', () => {
    const { totalBytes } = simulateRollout(fixedBase(1000, 1000, 1), fleet({ hosts: 1, emptyShare: 1 / 3 }))
    expect(Math.abs(value(totalBytes) - (1001 + 999 * (1001 / 3 + 2 / 3)))).toBeLessThanOrEqual(1)
  })

  it('follows ten thousand releases', () => {
    const releases = 10_000
    const tags = Array.from({ length: releases }, (_, release) => `${release}`)
    const rows = tags.map((_, from) => {
      const row: number[] = []
      for (let release = from + 1; release <= from + MOST_SKIPS + 1; release++) row[release] = release - from
      return row
    })
    const matrix = { tags, bytes: [tags.map(() => 50), ...rows] }
    const { totalBytes } = simulateRollout(matrix, fleet({ skipShare: 0.2, emptyShare: 0.5 }))
    // Skipped or not, a steady host downloads a byte a release in the end.
    expect(Math.abs(value(totalBytes) - (500 + 9999 * 5 * 51))).toBeLessThanOrEqual(5 * MOST_SKIPS)
  })

  it('is never quicker than the wire of one host or that of the registry', () => {
    fc.assert(
      fc.property(anyMatrix(6), anyFleet, (matrix, some) => {
        for (const release of simulateRollout(matrix, some).releases) {
          const worst = value(release.worstHostBytes)
          const seconds = value(release.seconds)
          expect(seconds).toBeGreaterThanOrEqual((worst / some.bandwidth) * (1 - 1e-9))
          const registry = some.registryBandwidth ?? Number.POSITIVE_INFINITY
          expect(seconds).toBeGreaterThanOrEqual((worst / registry) * (1 - 1e-9))
        }
      }),
    )
  })
})
