import { describe, expect, it } from 'vitest'
import { unpackText } from '../analysis/wire'
import { keepReports, packedText } from './kept-reports'

interface Facts {
  readonly at: string
  readonly tags: readonly string[]
}

const factsOf = (at: string, ...tags: readonly string[]): Facts => ({ at, tags })
const compute = (basis: string, { at, tags }: Facts) => ({ basis, at, tags })

describe('keepReports', () => {
  it('has one report for the same question about the same facts, whenever these were gathered', () => {
    const report = keepReports(compute)
    const first = report('transfer', factsOf('1', '0.0.1'))
    expect(report('transfer', factsOf('2', '0.0.1'))).toBe(first)
    expect(report('unpacked', factsOf('2', '0.0.1')).basis).toBe('unpacked')
    expect(report('transfer', factsOf('3', '0.0.1', '0.0.2')).tags).toHaveLength(2)
  })

  it('computes again after a while, so that a report says when it was made', () => {
    let now = 0
    const report = keepReports(compute, () => now)
    const atOf = (at: string) => report('', factsOf(at)).at
    expect(atOf('1')).toBe('1')
    now = 4000
    expect(atOf('2')).toBe('1')
    now = 6000
    expect(atOf('3')).toBe('3')
  })
})

describe('packedText', () => {
  it('packs again what has changed beside the figures', () => {
    const strategies = [{ name: 'Chained' }]
    const noted = (...notes: readonly string[]) => ({ strategies, notes })
    expect(packedText(noted())).toBe(packedText(noted()))
    expect(unpackText(packedText(noted('grew')))).toEqual(noted('grew'))
    expect(unpackText(packedText(noted()))).toEqual(noted())
  })
})
