import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exact } from '../../analysis/cell'
import { MEASURES } from '../../analysis/measures'
import { CHARTS, type ChartSpec } from '../../analysis/measures/charts'
import type { Measure } from '../../analysis/measures/measure'
import type { Note } from '../../analysis/report'
import { compareTable } from '../cards/compare-table'
import { groupsOf } from '../compare/bars'
import { rowsOf } from '../compare/rows'
import type { SeriesChart } from '../document'
import { sampleReport } from '../sample.testing'
import { readingsAt } from '../words/series-words'
import { wordsOf } from '../words/words'
import { cardChart, type FigureContext, figureOfCard, inView, seriesChart } from './figure-chart'

const report = sampleReport()
const words = wordsOf('en')
const rows = rowsOf(report, { key: 'version', descending: false })
const context: FigureContext = { report, rows, words, units: 'decimal' }
const textsOf = (chart: SeriesChart, line: number) =>
  chart.places.map((_, place) =>
    readingsAt(chart, chart.lines[line]!, place, 'decimal', words).map(({ text }) => text),
  )

/** As many rows as a test wants, all of them the sample's last. */
const long = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ label: `1.0.${at}`, tags: rows.at(-1)!.tags }))

describe('the charts of figures', () => {
  it('are there for every column that holds numbers, on each card that has it', () => {
    for (const measure of MEASURES as readonly Measure[]) {
      if (measure.unit === 'images') continue
      for (const card of measure.cards) {
        const found = CHARTS.filter(
          ({ of, cards }: ChartSpec) => of.some((id) => id === measure.id) && cards.includes(card),
        )
        expect(found, `${measure.id} on ${card}`).toHaveLength(1)
      }
    }
  })

  it('reads as the articles’ tables do', () => {
    const sizes = seriesChart('sizes', context)
    expect(sizes.places).toEqual(['0.0.1', '0.0.2', '0.0.3', '0.0.4'])
    expect(textsOf(sizes, 0)).toEqual([
      ['788MB', '606.83MB'],
      ['797MB', '608.79MB'],
      ['814MB', '612.70MB'],
      ['814MB', '612.70MB'],
    ])
    expect(textsOf(seriesChart('download', context), 1)).toEqual([
      ['788MB', '788MB', '0B'],
      ['561MB', '792MB', '231MB'],
      ['570MB', '801MB', '231MB'],
      ['552MB', '783MB', '231MB'],
    ])
    expect(textsOf(seriesChart('stored', context), 1).at(-1)).toEqual(
      ['2.18GB', '2.47GB'].map((text) => expect.stringContaining(text.slice(0, 4))),
    )
  })

  it.each(['total', 'cached', 'uncached'] as const)(
    'says what the table of %s says, cell by cell',
    (card) => {
      const cols = ['disk', 'share', 'left', 'growth', 'registrySoFar', 'hostSoFar', 'compression'] as const
      const { columns, rows: lines } = compareTable(card, { ...context, cols, report }, rows)
      for (const spec of CHARTS as readonly ((typeof CHARTS)[number] & ChartSpec)[]) {
        if (!spec.cards.includes(card)) continue
        const chart = seriesChart(spec.id, context)
        for (const [part, id] of spec.of.entries()) {
          const measure: Measure = MEASURES.find((one) => one.id === id)!
          const column = columns.findIndex((one) => one.id === measure.column)
          if (!measure.cards.includes(card)) continue
          const said = lines.map((line) => line[column]?.values.map(({ text }) => text))
          const read = chart.places.map((_, place) =>
            chart.lines.map((_, at) => textsOf(chart, at)[place]?.[part]),
          )
          expect(read, spec.id).toEqual(said)
        }
      }
    },
  )

  it('shows the tags of a range, either way round, whole again when one is gone', () => {
    expect(inView({ rows, zoom: { from: '0.0.3', to: '0.0.2' } })).toEqual({ first: 1, count: 2 })
    expect(inView({ rows, zoom: { from: '0.0.3', to: 'gone' } })).toEqual({ first: 0, count: 4 })
    const zoom = { from: '0.0.2', to: '0.0.3' }
    expect(seriesChart('layers', { ...context, zoom })).toMatchObject({
      places: ['0.0.2', '0.0.3'],
      first: 1,
      all: 4,
    })
    const bars = cardChart('total', { ...context, zoom })
    expect(bars).toMatchObject({ kind: 'bars', groups: groupsOf(report, rows.slice(1, 3), 'total') })
  })

  it('fills the room between both downloads where it is of one strategy, and says so there', () => {
    const [all, alone] = [seriesChart('download', context), seriesChart('download', { ...context, only: 1 })]
    expect(all.interval).toBe(false)
    expect(all.note).not.toContain('Between them')
    expect(alone.interval).toBe(true)
    expect(alone.note).toContain('Between them: what the cache saves.')
  })

  it('shows one strategy alone, and all where there is none of that position', () => {
    expect(seriesChart('layers', { ...context, only: 1 }).lines.map(({ strategy }) => strategy)).toEqual([1])
    expect(seriesChart('layers', { ...context, only: 5 }).lines).toHaveLength(2)
    const bars = cardChart('cached', { ...context, only: 1 })
    expect(
      bars.kind === 'bars' && bars.groups.map((group) => group.bars.map((bar) => bar?.strategy)),
    ).toEqual([[1], [1], [1], [1]])
  })

  it('draws lines where bars could not be read, and says so', () => {
    expect(figureOfCard('total', { ...context, rows: long(30) })).toBe('bars')
    expect(figureOfCard('total', { ...context, rows: long(31) })).toBe('sizes')
    expect(figureOfCard('cached', { ...context, rows: long(31) })).toBe('download')
    expect(figureOfCard('uncached', context)).toBe('first')
    expect(figureOfCard('total', { ...context, rows: long(31), tfig: 'layers' })).toBe('layers')
    const lines = cardChart('total', { ...context, rows: long(31) })
    expect(lines).toMatchObject({ forced: true })
    // A picture cannot be zoomed into: its page says that it can.
    expect(lines.note).toMatch(/Too many tags for bars that can be read: drawn as lines\.$/)
    expect(cardChart('uncached', context).note).not.toContain('Too many')
  })

  it('says so where nothing of a figure is known', () => {
    const of = sampleReport({ basis: 'transfer' })
    const bare = of.strategies.map((one) => ({
      ...one,
      tags: one.tags.map((tag) => ({ ...tag, cells: {} })),
    }))
    const report = { ...of, strategies: bare }
    const rows = rowsOf(report, { key: 'version', descending: false })
    const { note, lines } = seriesChart('sizes', { ...context, report, rows })
    expect(note).toContain('No figure of it is known.')
    expect(lines[0]?.cells.flat().every((cell) => cell === undefined)).toBe(true)
  })

  it('keeps what is said of a tag with its place', () => {
    const of = sampleReport({ basis: 'transfer' })
    const noteOf = (strategy: number, tag: number): Note => ({
      ...{ code: 'chain-broke', strategy, tag, basis: 'transfer', data: { kept: 1, of: 2 } },
      figure: exact(1000, 'bytes'),
    })
    const report = { ...of, notes: [noteOf(0, 1), noteOf(0, 3), noteOf(1, 2)] }
    const rows = rowsOf(report, { key: 'version', descending: false })
    const zoom = { from: '0.0.3', to: '0.0.4' }
    const placesOf = (only: number | null) => {
      const own = { ...context, report, rows, zoom, only, tfig: 'bars' } as const
      const [lines, bars] = [seriesChart('sizes', own).notes, cardChart('total', own).notes]
      expect(bars).toEqual(lines)
      return lines?.map(({ number, strategy, place }) => [number, strategy, place])
    }
    expect(placesOf(null)).toEqual([
      [2, 0, 1],
      [3, 1, 0],
    ])
    // Of a strategy that is not shown nothing is marked.
    expect(placesOf(1)).toEqual([[3, 1, 0]])
  })

  it('has every place of the view once, in the order of the rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(299), fc.nat(299), (count, a, b) => {
        const all = long(count)
        const zoom = { from: `1.0.${a % count}`, to: `1.0.${b % count}` }
        const { places, first } = seriesChart('layers', { ...context, rows: all, zoom })
        const ends = [a % count, b % count].toSorted((x, y) => x - y)
        expect(first).toBe(ends[0])
        expect(places).toEqual(all.slice(ends[0], ends[1]! + 1).map(({ label }) => label))
      }),
    )
  })
})
