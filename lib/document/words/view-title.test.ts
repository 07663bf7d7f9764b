import { describe, expect, it } from 'vitest'
import { exact, unknown } from '../../analysis/cell'
import type { CompareReport, StrategyReport, Verdict } from '../../analysis/report'
import { compareTitle } from './view-title'
import { wordsOf } from './words'

const kind = {
  kind: 'chained',
  sharedLayers: 0,
  chainedPairs: 0,
  pairs: 0,
  changesAt: [],
  bases: [],
} as const
const strategies = (count: number, name = 'Strategy') =>
  Array.from({ length: count }, (_, index): StrategyReport => {
    const tag = { tag: '1', reference: 'a:1', failures: [], cells: {} }
    const reference = `localhost:5000/app-${index}`
    return {
      input: { reference },
      name: `${name} ${index}`,
      colour: index,
      kind,
      cells: {},
      tags: [tag],
      tagsFound: 1,
      problems: [],
    }
  })

function report(shown: readonly StrategyReport[], figures?: Verdict['figures']): CompareReport {
  return {
    at: '',
    source: 'live',
    rule: 'classic',
    ruleFrom: 'default',
    cache: 'earlier',
    basis: 'transfer',
    strategies: shown,
    rows: [],
    layers: [],
    notes: [],
    verdicts: figures ? [{ code: 'update', data: {}, figures, tied: [], absent: [] }] : [],
  }
}

const figure = (strategy: number, bytes: number) => ({ strategy, cell: exact(bytes, 'bytes') })
const title = (given: CompareReport, locale: 'en' | 'ko' = 'en') =>
  compareTitle(wordsOf(locale)('links'), given, 'decimal')

describe('compareTitle', () => {
  it('names who is compared and what the next update costs each', () => {
    const two = report(strategies(2), [figure(0, 17_700_000), figure(1, 570_000_000)])
    expect(title(two)).toBe('Strategy 0 vs Strategy 1: next update 17.70MB vs 570.00MB')
    expect(title(two, 'ko')).toBe('Strategy 0 vs Strategy 1: 다음 업데이트 17.70MB vs 570.00MB')
  })

  it('names one by its repository', () => {
    expect(title(report(strategies(1), [figure(0, 104)]))).toBe('localhost:5000/app-0: next update 104B')
  })

  it('names up to three', () => {
    const figures = [figure(0, 1), figure(1, 2), figure(2, 3)]
    expect(title(report(strategies(3), figures))).toBe(
      'Strategy 0 vs Strategy 1 vs Strategy 2: next update 1B vs 2B vs 3B',
    )
    expect(title(report(strategies(4), figures))).toBe('4 strategies: next update 1B to 3B, 1 not known')
    const other = { code: 'fresh-host', data: {}, figures: [figure(0, 9)], tied: [], absent: [] } as const
    const both = report(strategies(1), [figure(0, 1)])
    expect(title({ ...both, verdicts: [other, ...both.verdicts] })).toContain('next update 1B')
  })

  it('counts many and tells the range', () => {
    const figures = [
      figure(0, 5000),
      figure(2, 10),
      { strategy: 3, cell: unknown('bytes', { code: 'no-registry' }) },
    ]
    expect(title(report(strategies(6), figures))).toBe('6 strategies: next update 10B to 5.00kB, 4 not known')
  })

  it('says nothing that is not known', () => {
    expect(title(report(strategies(2)))).toBe('Strategy 0 vs Strategy 1')
    expect(title(report(strategies(2), [figure(1, 10)]))).toBe(
      'Strategy 0 vs Strategy 1: next update — vs 10B',
    )
    expect(title(report([]))).toBeUndefined()
  })

  it('keeps a hostile name to one short line', () => {
    const [first] = strategies(1, `a\u202E\n${'x'.repeat(5000)}`)
    const second = { ...strategies(2)[1]!, name: 'b' }
    expect(title(report([first!, second]))?.length).toBeLessThan(60)
  })
})
