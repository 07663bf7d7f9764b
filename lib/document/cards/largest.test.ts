import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareReport } from '../../analysis/compare/report'
import { valueOfCell } from '../../analysis/judge'
import type { CompareReport } from '../../analysis/report'
import { loadPage } from '../../link/pages'
import { sampleReport } from '../sample.testing'
import { wordsOf } from '../words/words'
import { documentOf } from './card'
import { largestCard } from './largest'
import { lackingFacts, QUESTION, sampleFacts } from './sample-facts.testing'

const VIEW = loadPage('compare', '')
const saidOf = (report: CompareReport) => documentOf(largestCard, { ...VIEW, report, words: wordsOf('en') })!
const linesOf = (report: CompareReport) =>
  saidOf(report).tables.flatMap(({ rows }) =>
    rows.map((row) => row.map(({ values }) => values.map(({ text }) => text).join())),
  )

describe('largestCard', () => {
  it('names the recorded series’ largest layers, what made them, and the tags that hold them', () => {
    const lines = linesOf(sampleReport({ basis: 'unpacked' }))
    expect(lines.map(([, , bytes, tags]) => [bytes, tags])).toEqual([
      ['570MB', 'Fixed base: 0.0.3'],
      ['561MB', 'Fixed base: 0.0.2'],
      ['557MB', 'Chained: 0.0.1 ~ 0.0.4'],
      ['557MB', 'Fixed base: 0.0.1'],
      ['552MB', 'Fixed base: 0.0.4'],
      ['231MB', 'Chained: 0.0.1 ~ 0.0.4; Fixed base: 0.0.1 ~ 0.0.4'],
      ['17.7MB', 'Chained: 0.0.3 ~ 0.0.4'],
      ['8.85MB', 'Chained: 0.0.2 ~ 0.0.4'],
      ['0B', 'Chained: 0.0.4'],
    ])
    expect(lines[2]?.[1]).toBe('COPY dir:4876f39eeefc… in .')
    expect(lines.map(([place]) => place)).toEqual(lines.map((_, index) => String(index + 1)))
  })

  it('says so where no step tells what made a layer', () => {
    const report = sampleReport()
    const layers = report.layers.map(({ createdBy: _, ...layer }) => layer)
    expect(linesOf({ ...report, layers })[0]?.[1]).toBe(wordsOf('en')('largest')('unknownStep'))
  })

  it('draws a bar for each strategy that holds a layer, as tall as the figure in its line', () => {
    const { tables, charts } = saidOf(sampleReport())
    const [chart] = charts
    if (chart?.kind !== 'bars') throw new Error('bars expected')
    const figures = tables[0]!.rows.map((row) => valueOfCell(row[2]!.values[0]!.cell))
    for (const [index, { bars }] of chart.groups.entries()) {
      const drawn = bars.filter((bar) => bar !== undefined)
      expect(drawn.length).toBeGreaterThan(0)
      expect(drawn.map(({ figure }) => figure)).toEqual(drawn.map(() => figures[index]))
    }
  })

  it('is in falling order and leaves out what is not known, which it counts', () => {
    for (const facts of [sampleFacts(), lackingFacts()]) {
      const report = compareReport(QUESTION, facts)
      const { tables, remarks } = saidOf(report)
      const figures = (tables[0]?.rows ?? []).map((row) => valueOfCell(row[2]!.values[0]!.cell) ?? Number.NaN)
      expect(figures).toEqual(figures.toSorted((a, b) => b - a))
      const unknown = report.layers.filter(({ transferBytes }) => transferBytes === undefined).length
      expect(remarks.length).toBe(unknown > 0 ? 1 : 0)
      if (unknown > 0) expect(remarks[0]).toContain(String(unknown))
    }
  })

  it('names each tag that holds a layer in exactly one run', () => {
    const report = sampleReport()
    const [strategy] = report.strategies
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(3), { minLength: 1 }), (places) => {
        const held = new Set(places)
        const tags = strategy!.tags.map((tag, place) => ({
          ...tag,
          image: tag.image && { ...tag.image, layers: held.has(place) ? [0] : [] },
        }))
        const [line] = linesOf({ ...report, strategies: [{ ...strategy!, tags }] })
        const named = (line?.[3] ?? '').split(', ').flatMap((run) => {
          const [from = '', to = from] = run.split(' ~ ')
          const at = (name: string) => tags.findIndex(({ tag }) => tag === name)
          return tags.slice(at(from), at(to) + 1).map((_, index) => at(from) + index)
        })
        expect(named).toEqual([...places].sort((a, b) => a - b))
      }),
    )
  })
})
