import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePlans, values } from './compare-plans.testing'
import { PLAN_STRATEGIES } from './plan'
import { planProblems } from './problems'
import { plannedSeries } from './series'

describe('plannedSeries', () => {
  const plans = fc.record({
    strategy: fc.constantFrom(...PLAN_STRATEGIES),
    baseBytes: fc.nat(1e9),
    packagesBytes: fc.nat(1e9),
    appBytes: fc.nat(1e7),
    app: fc.constantFrom('adds' as const, 'replaces' as const),
    baseEvery: fc.nat(5),
    packagesEvery: fc.nat(5),
    removeAtEnd: fc.boolean(),
    releases: fc.integer({ min: 1, max: 12 }),
    ratio: fc.constant({ base: 0.3, packages: 0.9, app: 0.2 }),
  })

  it('is the same for the same plan, and every tag but a chain holds what the release is made of', () => {
    fc.assert(
      fc.property(plans, (one) => {
        fc.pre(planProblems(one).length === 0)
        const series = plannedSeries(one, 'x')
        expect(plannedSeries(one, 'x')).toEqual(series)
        expect(series.tags).toHaveLength(one.releases)
        for (const [index, { snapshot }] of series.tags.entries()) {
          const deleted = one.removeAtEnd && index > 0 && index + 1 === one.releases
          const app = deleted ? 0 : one.appBytes * (one.app === 'adds' ? index + 1 : 1)
          const local = snapshot!.layers.reduce((sum, { unpacked }) => sum + unpacked!.bytes, 0)
          if (one.strategy === 'chained')
            expect(local).toBeGreaterThanOrEqual(one.baseBytes + one.packagesBytes + app)
          else expect(local).toBe(one.baseBytes + one.packagesBytes + app)
        }
      }),
    )
  })

  it('never lets a chain download more than a fixed base for an update, nor a custom base', () => {
    fc.assert(
      fc.property(plans, (one) => {
        fc.pre(planProblems(one).length === 0)
        const report = comparePlans([
          { ...one, strategy: 'chained' },
          { ...one, strategy: 'custom-base' },
          { ...one, strategy: 'fixed-base' },
        ])
        const [chained, custom, fixed] = [0, 1, 2].map((index) => values(report, index, 'cached:unpacked'))
        for (const [index, bytes] of fixed!.entries()) {
          expect(chained![index]).toBeLessThanOrEqual(bytes)
          expect(custom![index]).toBeLessThanOrEqual(bytes)
        }
      }),
    )
  })
})
