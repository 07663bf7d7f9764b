import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hypothesis, MAX_RELEASES, type Plan, type PlanStrategy } from './plan'
import { planProblems } from './problems'
import { plannedSeries } from './series'

describe('planProblems', () => {
  const good = hypothesis('chained')

  it('finds nothing wrong with the articles', () => expect(planProblems(good)).toEqual([]))

  it.each([
    [{ releases: 0 }, { code: 'no-releases' }],
    [{ releases: 10_001 }, { code: 'too-large', field: 'releases', most: MAX_RELEASES }],
    [{ releases: 1.5 }, { code: 'not-whole', field: 'releases' }],
    [{ baseBytes: -1 }, { code: 'negative', field: 'baseBytes' }],
    [{ appBytes: Number.NaN }, { code: 'not-a-number', field: 'appBytes' }],
    [{ packagesBytes: '5' as unknown as number }, { code: 'not-a-number', field: 'packagesBytes' }],
    [{ ratio: { base: 0, packages: 1, app: 1 } }, { code: 'ratio-out-of-range', field: 'ratio.base' }],
    [{ ratio: { base: 1, packages: 1.01, app: 1 } }, { code: 'ratio-out-of-range', field: 'ratio.packages' }],
    [{ baseBytes: 0, packagesBytes: 0, appBytes: 0 }, { code: 'nothing-in-it' }],
    [{ strategy: 'toString' as PlanStrategy }, { code: 'unknown-strategy' }],
  ])('finds %j', (more, problem) => {
    const plan = { ...good, ...more }
    expect(planProblems(plan)).toEqual([problem])
    expect(plannedSeries(plan, 'x')).toMatchObject({ tags: [], problems: [{ code: 'no-tags' }] })
  })

  it('never throws', () => {
    const anything = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.constant(undefined))
    fc.assert(
      fc.property(anything, anything, anything, (releases, baseBytes, ratio) => {
        const plan = { ...good, releases, baseBytes, ratio } as unknown as Plan
        expect(() => planProblems(plan)).not.toThrow()
      }),
    )
  })
})
