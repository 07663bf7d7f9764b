import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hypothesis, PLAN_STRATEGIES } from '../analysis/planner/plan'
import { formatPlan, parsePlan } from './plan-param'
import { formatStrategy, parseStrategy } from './strategy-param'

describe('a plan as a parameter', () => {
  it('comes back as it was written, in a strategy too', () => {
    const count = fc.nat(100_000)
    const ratio = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100)
    const plan = fc.record({
      strategy: fc.constantFrom(...PLAN_STRATEGIES),
      baseBytes: count,
      packagesBytes: count,
      appBytes: count,
      releases: count,
      ratio: fc.record({ base: ratio, packages: ratio, app: ratio }),
      app: fc.constantFrom('adds' as const, 'replaces' as const),
      baseEvery: count,
      packagesEvery: count,
      removeAtEnd: fc.boolean(),
    })
    fc.assert(
      fc.property(plan, (one) => {
        expect(parsePlan(formatPlan(one))).toEqual(one)
        expect(parseStrategy(formatStrategy({ reference: formatPlan(one) })).reference).toBe(formatPlan(one))
      }),
    )
  })

  it('is none when it names no strategy, and keeps a number that is none for the form to name', () => {
    expect(parsePlan('localhost:5000/app')).toBeUndefined()
    expect(parsePlan('plan:odd,base=1')).toBeUndefined()
    expect(parsePlan('plan:chained,base=many')?.baseBytes).toBeNaN()
    expect(parsePlan('plan:chained,base=,packages=1=2,=3')).toEqual({
      ...{ strategy: 'chained', baseBytes: Number.NaN, packagesBytes: 1, appBytes: 0, releases: 0 },
      ...{ ratio: { base: 0.4, packages: 0.4, app: 0.4 }, app: 'adds' },
      ...{ baseEvery: 0, packagesEvery: 0, removeAtEnd: false },
    })
    expect(parsePlan('plan:chained,ratio=0.1/0/0.3')?.ratio).toEqual({ base: 0.1, packages: 0, app: 0.3 })
    expect(parsePlan(formatPlan(hypothesis('chained')))?.baseBytes).toBe(231_000_000)
  })
})
