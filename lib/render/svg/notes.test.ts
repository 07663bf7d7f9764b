import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BarsChart, ChartNote } from '../../document/document'
import { sizedChart } from './chart'
import { legendOf, madeBars, madeSeries } from './documents.testing'
import { type PlacedText, placedTexts } from './placed-texts.testing'

const of = { strategies: 3, tags: 14 }
const legend = legendOf(of)
const note = (place: number, strategy: number, number: number, more?: Partial<ChartNote>): ChartNote => ({
  ...{ place, strategy, number, colour: strategy },
  ...{ text: `1.0.${place}: +9MB`, sentence: `(${number}) ${place}: +9MB. It grew most.` },
  ...more,
})
const drawn = (
  kind: 'bars' | 'side' | 'series',
  notes: readonly ChartNote[],
  { width = 700, tags = of.tags }: { readonly width?: number; readonly tags?: number } = {},
) => {
  const size = { ...of, tags }
  const layout = kind === 'side' ? kind : 'ribbons'
  const { groups } = madeBars(size)
  const series = { ...madeSeries(size), notes }
  const bars: BarsChart = { kind: 'bars', title: 'Bars', note: '', groups, layout, notes }
  const options = { theme: 'light', units: 'decimal', legend, width, names: false } as const
  return sizedChart(kind === 'series' ? series : bars, options)
}
const saidIn = (svg: string) => placedTexts(svg).filter(({ text }) => text.includes('+9MB'))
const meet = (a: PlacedText, b: PlacedText) =>
  a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5

describe.each(['bars', 'side', 'series'] as const)('what stands out, on a chart of %s', (kind) => {
  it('is named beside its mark where all have room, and in a list below where not', () => {
    const [few, many] = [[note(1, 0, 1)], [1, 2, 3, 4, 5].map((place) => note(place, place % 3, place))]
    expect(saidIn(drawn(kind, few, { width: 1200 }).svg).map(({ text }) => text)).toEqual(['1.0.1: +9MB'])
    const { svg, height } = drawn(kind, many, { width: 400 })
    const floor = height - drawn(kind, []).height
    expect(floor).toBeGreaterThan(0)
    expect(saidIn(svg).map(({ text }) => text)).toEqual(many.map(({ text }) => text))
    expect(svg.match(/<circle/g)).toHaveLength(2 * many.length)
    for (const { bottom } of saidIn(svg)) expect(bottom).toBeLessThanOrEqual(height)
    for (const { right } of saidIn(svg)) expect(right).toBeLessThanOrEqual(400)
  })

  it('stands on no other text, at any number of tags and in any width', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(4, 14, 20),
        fc.integer({ min: 330, max: 1400 }),
        fc.array(fc.record({ place: fc.nat(19), strategy: fc.nat(2) }), { maxLength: 9 }),
        (tags, width, places) => {
          const notes = places.map(({ place, strategy }, at) => note(place % tags, strategy, at + 1))
          const texts = placedTexts(drawn(kind, notes, { width, tags }).svg)
          const own = texts.filter(({ text }) => text.includes('+9MB') || /^\d$/.test(text))
          for (const one of own) {
            for (const other of texts) {
              if (one !== other) expect(meet(one, other), `${one.text} | ${other.text}`).toBe(false)
            }
          }
        },
      ),
      { numRuns: 25 },
    )
  })

  it('is a link where it leads somewhere, and plain where not', () => {
    expect(drawn(kind, [note(2, 1, 1)]).svg).not.toContain('<a ')
    const href = 'http://strata:3000/tag?ref=a&x="<'
    const { svg } = drawn(kind, [note(2, 1, 1, { href })])
    expect(svg).toContain('<a href="http://strata:3000/tag?ref=a&amp;x=&quot;&lt;"><title>(1) 2: +9MB. It')
  })
})
