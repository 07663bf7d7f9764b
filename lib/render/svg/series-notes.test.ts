import { describe, expect, it } from 'vitest'
import type { SeriesNote } from '../../document/document'
import { sizedChart } from './chart'
import { legendOf, madeSeries } from './documents.testing'
import { placedTexts } from './placed-texts.testing'

const of = { strategies: 2, tags: 12 }
const drawn = (notes: readonly SeriesNote[], width = 700) => {
  const chart = { ...madeSeries(of), notes }
  const options = { theme: 'light', units: 'decimal', legend: legendOf(of), width, names: false } as const
  return sizedChart(chart, options).svg
}
const note = (place: number, text = `0.0.${place}: +9MB`): SeriesNote => ({ place, strategy: 0, text })
const wordsOf = (svg: string) => placedTexts(svg).filter(({ text }) => text.includes('+9MB'))

describe('what stands out, on a chart', () => {
  it('is named beside its tag, and at the last one before it', () => {
    expect(wordsOf(drawn([note(1), note(11)])).map(({ text }) => text)).toEqual([
      '0.0.1: +9MB',
      '0.0.11: +9MB',
    ])
    const [first, last] = wordsOf(drawn([note(1), note(11)]))
    expect(first!.right).toBeLessThan(last!.left)
    expect(last!.right).toBeLessThan(700)
  })

  it('is a triangle alone where its words would stand on others', () => {
    const notes = [0, 1, 2, 3, 4, 5].map((place) => note(place))
    const svg = drawn(notes, 360)
    expect(svg.match(/h8l-4 7z/g)).toHaveLength(6)
    const words = wordsOf(svg).toSorted((a, b) => a.left - b.left)
    expect(words.length).toBeLessThan(6)
    for (const [at, { left }] of words.entries()) {
      if (at > 0) expect(left).toBeGreaterThanOrEqual(words[at - 1]!.right)
    }
    expect(wordsOf(drawn([note(3, `+9MB ${'x'.repeat(300)}`)]))).toEqual([])
  })
})
