import { describe, expect, it } from 'vitest'
import { exact, type NumberCell, unknown } from '../../analysis/cell'
import { figureOf } from '../values'
import { conclusionOf } from './conclusion'
import { wordsOf } from './words'

const english = wordsOf('en')
const value = (cell: NumberCell) => figureOf(cell, { units: 'decimal', words: english }, 'unpacked')
const bytes = (count: number) => value(exact(count, 'bytes'))
const lacking = value(unknown('bytes', { code: 'no-registry', data: { layers: 1 } }))

const said = (...values: readonly (ReturnType<typeof bytes> | undefined)[]) => {
  const names = ['Chained', 'Fixed base', 'Custom base'].slice(0, values.length)
  return conclusionOf({ topic: 'update', names, values, place: '0.0.3 → 0.0.4' }, english)
}

describe('what a card comes to', () => {
  it.each([
    [
      'a winner against the other',
      [bytes(104), bytes(521e6)],
      'Chained downloads least for an update: 104B against 521MB (0.0.3 → 0.0.4)',
    ],
    [
      'a winner against the range of the others',
      [bytes(521e6), bytes(104), bytes(978e3)],
      'Fixed base downloads least for an update: 104B against 978kB to 521MB (0.0.3 → 0.0.4)',
    ],
    [
      'a tie ahead of the rest, in the order of the legend',
      [bytes(613e6), bytes(2.18e9), bytes(612e6)],
      'Chained and Custom base are equal for an update: 612MB to 613MB against 2.18GB (0.0.3 → 0.0.4)',
    ],
    [
      'a tie of all',
      [bytes(0), bytes(0)],
      'Chained and Fixed base are equal for an update: 0B (0.0.3 → 0.0.4)',
    ],
    [
      'no winner over what is not known',
      [bytes(104), lacking],
      'No winner for an update: not known for Fixed base (0.0.3 → 0.0.4)',
    ],
    ['one figure', [bytes(104)], 'An update downloads 104B (0.0.3 → 0.0.4)'],
    [
      'who has no such tag',
      [bytes(104), undefined, bytes(978e3)],
      'Chained downloads least for an update: 104B against 978kB (0.0.3 → 0.0.4; not in Fixed base)',
    ],
    [
      'how many have no such tag',
      [bytes(104), undefined, undefined],
      'An update downloads 104B (0.0.3 → 0.0.4; 2 have no such tag)',
    ],
  ])('names %s', (_, values, text) => {
    expect(said(...values)?.text).toBe(text)
  })

  it('is nothing where no figure is known', () => {
    expect(said(lacking, lacking)).toBeUndefined()
    expect(said(undefined, undefined)).toBeUndefined()
    expect(said({ text: '—' })).toBeUndefined()
  })

  it('gives each strategy its figure as the card prints it, and marks the winner alone', () => {
    expect(said(bytes(104), undefined, bytes(978e3))?.figures).toEqual([
      { text: '104B', best: true },
      undefined,
      { text: '978kB', best: false },
    ])
    expect(said(bytes(104), lacking)?.figures).toEqual([
      { text: '104B', best: false },
      { text: '—', best: false },
    ])
    expect(said(bytes(1), bytes(1))?.figures.map((figure) => figure?.best)).toEqual([false, false])
  })

  it('is a sentence of each topic in both languages', () => {
    for (const locale of ['en', 'ko'] as const) {
      const texts = (['update', 'fresh', 'next', 'registry', 'host', 'rollout'] as const).map(
        (topic) =>
          conclusionOf(
            { topic, names: ['A', 'B'], values: [bytes(1), bytes(2)], place: '1' },
            wordsOf(locale),
          )?.text,
      )
      expect(new Set(texts).size).toBe(6)
      expect(texts.join()).not.toContain('conclusions.')
    }
  })
})
