import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tiesWith } from '../judge'
import { breakEven } from './break-even'
import { DEFAULT_FLEET } from './fleet'
import { anyMatrix, chained, fixedBase, madeMatrix } from './matrices.testing'
import { simulateRollout } from './simulate'
import type { UpgradeBytes } from './upgrade-bytes'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const skipShare = fc.constantFrom(0, 0.1, 0.5, 0.9, 1)

/** Large enough a fleet that rounding to bytes does not show. */
function bytesAt(matrix: UpgradeBytes, emptyShare: number, skip: number): number {
  const { totalBytes } = simulateRollout(matrix, {
    ...DEFAULT_FLEET,
    hosts: 1_000_000,
    emptyShare,
    skipShare: skip,
  })
  return totalBytes.kind === 'known' ? totalBytes.value : Number.NaN
}

describe('breakEven', () => {
  it('finds where pulling all layers of a chain outweighs its small updates', () => {
    // Three releases, a host: chained 1100 + e (1200 + 1300) + (1 - e) 200, fixed 1150 + e 2300 + (1 - e) 300.
    const found = breakEven(chained(3), fixedBase(3), { skipShare: 0 })
    expect(found).toEqual({
      kind: 'at',
      share: expect.closeTo(0.5),
      cheaperBelow: 'a',
      releases: 3,
    })
  })

  it('names the cheaper one when the lines do not cross between 0 and 1', () => {
    const small = fixedBase(5, 1000, 10)
    expect(breakEven(fixedBase(5), small, { skipShare: 0.2 })).toEqual({
      kind: 'always',
      cheaper: 'b',
      releases: 5,
    })
    const alikeAtZero = madeMatrix(
      3,
      (release) => (release === 0 ? 1 : 9),
      () => 1,
    )
    const flat = madeMatrix(
      3,
      () => 1,
      () => 1,
    )
    const alike = { kind: 'always', cheaper: 'b', tie: 'updates' }
    expect(breakEven(alikeAtZero, flat, { skipShare: 0 })).toMatchObject(alike)
  })

  it('compares the releases that both have', () => {
    expect(breakEven(chained(9), chained(4), { skipShare: 0.3 })).toEqual({ kind: 'equal', releases: 4 })
  })

  it('does not know when a pull has no figure, or when there is no release', () => {
    const gap = madeMatrix(
      3,
      () => 1,
      (from) => (from === 1 ? undefined : 1),
    )
    expect(breakEven(gap, chained(3), { skipShare: 0 })).toEqual({ kind: 'unknown', lacking: 1 })
    expect(breakEven(chained(0), chained(3), { skipShare: 0 })).toEqual({ kind: 'unknown', lacking: 0 })
  })

  it('is equal to itself, and the same question turned round has the same answer turned round', () => {
    fc.assert(
      fc.property(anyMatrix(8), anyMatrix(8), skipShare, (a, b, skip) => {
        expect(breakEven(a, a, { skipShare: skip }).kind).toBe('equal')
        const [there, back] = [breakEven(a, b, { skipShare: skip }), breakEven(b, a, { skipShare: skip })]
        expect(back.kind).toBe(there.kind)
        if (there.kind === 'at' && back.kind === 'at') {
          expect(back.share).toBeCloseTo(there.share, 12)
          expect(back.cheaperBelow).not.toBe(there.cheaperBelow)
        }
        if (there.kind === 'always' && back.kind === 'always') expect(back.cheaper).not.toBe(there.cheaper)
      }),
    )
  })

  it('agrees with the rollout at every share of empty hosts', () => {
    fc.assert(
      fc.property(anyMatrix(8), anyMatrix(8), skipShare, share, (a, b, skip, empty) => {
        const found = breakEven(a, b, { skipShare: skip })
        const [left, right] = [bytesAt(a, empty, skip), bytesAt(b, empty, skip)]
        const near = Math.abs(left - right) <= 1e-9 * Math.max(left, right, 1)
        const tie = tiesWith(Math.max(left, right), Math.min(left, right) + 1)
        const cheaper = left < right ? 'a' : 'b'
        if (found.kind === 'always' && !tie) expect(found.cheaper).toBe(cheaper)
        if (found.kind === 'equal') expect(tie).toBe(true)
        if (found.kind === 'at') {
          expect(found.share).toBeGreaterThan(0)
          expect(found.share).toBeLessThan(1)
          if (!near) expect(cheaper === found.cheaperBelow).toBe(empty < found.share)
          const [one, other] = [bytesAt(a, found.share, skip), bytesAt(b, found.share, skip)]
          expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * one + 2)
        }
      }),
      { numRuns: 300 },
    )
  })
})
