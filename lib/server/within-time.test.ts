import { expect, it } from 'vitest'
import { withinTime } from './within-time'

it('answers what the work answers', () => {
  expect(withinTime(1000, () => ['a'])).toEqual(['a'])
})

it('cuts a regular expression off that backtracks for ever', () => {
  const started = performance.now()
  expect(withinTime(50, () => [/^((\w+))+!$/.test('a'.repeat(60))])).toBeUndefined()
  expect(performance.now() - started).toBeLessThan(1000)
})

it('lets an error through as it is', () => {
  const error = new TypeError('as it is')
  const fails = () => {
    throw error
  }
  expect(() => withinTime(1000, fails)).toThrow(error)
})
