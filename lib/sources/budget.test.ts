import { afterEach, expect, it, vi } from 'vitest'
import { Budget } from './budget'

afterEach(() => {
  vi.useRealTimers()
})

it('a budget is of time that passes: a wall clock that is set neither takes from it nor adds to it', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-01-01T00:00:00Z') })
  const budget = new Budget(60_000)
  const never = new AbortController().signal
  const late = () => new Error('late')
  for (const time of ['2036-01-01T00:00:00Z', '2016-01-01T00:00:00Z']) {
    const left = budget.spend(60_000, never, late, async ({ deadline }) => {
      vi.setSystemTime(Date.parse(time))
      return deadline - performance.now()
    })
    expect(await left).toBeGreaterThan(0)
    expect(await left).toBeLessThanOrEqual(60_000)
  }
})
