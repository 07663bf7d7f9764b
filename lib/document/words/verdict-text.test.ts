import { describe, expect, it } from 'vitest'
import { exact, unknown } from '../../analysis/cell'
import type { Verdict } from '../../analysis/report'
import { sampleReport } from '../sample.testing'
import { verdictFigures, verdictNotes, verdictValues } from './verdict-text'
import { wordsOf } from './words'

const { strategies, basis } = sampleReport()
const figure = (strategy: number, bytes: number) => ({ strategy, cell: exact(bytes, 'bytes') })
const verdict = (more: Partial<Verdict>): Verdict => ({
  ...{ code: 'update', data: {}, figures: [], tied: [], absent: [] },
  ...more,
})

describe('the values of a verdict', () => {
  it('are its data, with strategies by their names', () => {
    expect(verdictValues(verdict({ data: { strategy: 1 } }), strategies)).toEqual({ strategy: 1 })
    const of = (data: Verdict['data']) => verdictValues(verdict({ code: 'winner-changes', data }), strategies)
    expect(of({ from: 0, to: 1 })).toEqual({ from: 'Chained', to: 'Fixed base' })
    expect(of({ from: 9 })).toEqual({ from: '', to: '' })
    const limit = { code: 'layer-limit', data: { releases: 3 } } as const
    expect(verdictValues(verdict({ ...limit, figures: [figure(1, 3)] }), strategies)).toEqual({
      ...{ releases: 3, strategy: 'Fixed base' },
    })
    expect(
      verdictValues(verdict({ ...limit, figures: [figure(0, 3), figure(1, 3)] }), strategies),
    ).toMatchObject({
      strategy: 'Chained, Fixed base',
    })
  })
})

describe('what a verdict says of its strategies', () => {
  const lacking = { strategy: 1, cell: unknown('bytes', { code: 'no-registry', data: { layers: 2 } }) }

  it('is a figure each, the best marked, what is not known in words', () => {
    const context = { units: 'decimal', words: wordsOf('ko') } as const
    const figures = verdictFigures(
      verdict({ figures: [figure(0, 5000), lacking], best: 0 }),
      { strategies, basis },
      context,
    )
    expect(figures.map(({ name, value: { text, best } }) => [name, text, best])).toEqual([
      ['Chained', '5kB', true],
      ['Fixed base', '알 수 없음', false],
    ])
    expect(figures[1]?.value.why).toContain('레지스트리')
  })

  it.each([
    ['nothing where one wins', { figures: [figure(0, 1), figure(1, 9)], best: 0 }, []],
    [
      'who ties',
      { figures: [figure(0, 1), figure(1, 1)], tied: [0, 1] },
      ['Equal within 1%: Chained, Fixed base.'],
    ],
    [
      'whose figure is not known, and why',
      { figures: [figure(0, 1), lacking] },
      [expect.stringMatching(/^Not known for Fixed base: No registry says how it stores 2 layers/)],
    ],
    ['who has no such tag', { figures: [figure(0, 1)], absent: [1] }, ['Has no such tag: Fixed base.']],
  ])('ends with %s', (_, more, notes) => {
    expect(verdictNotes({ verdicts: [verdict(more)], strategies }, { words: wordsOf('en') })).toEqual([notes])
  })

  it('gives the same reason once', () => {
    const twice = {
      verdicts: [verdict({ figures: [lacking] }), verdict({ figures: [lacking], absent: [0] })],
      strategies,
    }
    const [first, second] = verdictNotes(twice, { words: wordsOf('en') })
    expect(first).toHaveLength(1)
    expect(second).toEqual(['Has no such tag: Chained.'])
  })
})
