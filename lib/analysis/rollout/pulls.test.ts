import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chained } from './matrices.testing'
import { MOST_SKIPS, pullsOf } from './pulls'

describe('pullsOf', () => {
  it('has every steady host update or skip, and loses none', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (skipShare) => {
        let held = 0
        for (const pulls of pullsOf(chained(200), skipShare)) {
          const steady = pulls.filter(({ empty }) => !empty).reduce((sum, { share }) => sum + share, 0)
          held += steady
          expect(steady).toBeLessThanOrEqual(1 + 1e-9)
          expect(pulls.length).toBeLessThanOrEqual(MOST_SKIPS + 2)
        }
        // A host updates at least every MOST_SKIPS + 1 releases.
        expect(held).toBeGreaterThanOrEqual(Math.floor(200 / (MOST_SKIPS + 1)) - 1e-6)
      }),
    )
  })

  it('looks at the ten figures of a release that it needs and no other', () => {
    const row = (from: number) =>
      Array.from({ length: 60 }, (_, release) => {
        if (from >= 0 && (release <= from || release - from > MOST_SKIPS + 1)) return undefined
        return 1
      })
    const bytes = Array.from({ length: 61 }, (_, index) => row(index - 1))
    const matrix = { tags: Array.from({ length: 60 }, (_, release) => `${release}`), bytes }
    expect([...pullsOf(matrix, 0.9)].flat().every(({ bytes: pulled }) => pulled !== undefined)).toBe(true)
  })
})
