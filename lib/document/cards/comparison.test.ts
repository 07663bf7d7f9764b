import { describe, expect, it } from 'vitest'
import { exact } from '../../analysis/cell'
import type { TagReport } from '../../analysis/report'
import { groupsOf } from '../compare/bars'
import { layoutOf } from '../compare/bars-layout'
import { rowsOf, withoutEmpty } from '../compare/rows'
import type { CardDocument, CardRow } from '../document'
import { READING, sampleReport } from '../sample.testing'
import { wordsOf } from '../words/words'
import { type CardDefinition, type CompareContext, documentOf } from './card'
import { cachedCard, totalCard, uncachedCard } from './comparison'
import { verdictsCard } from './verdicts'

const VIEW: Pick<CompareContext, 'units' | 'sort' | 'cols'> = {
  units: 'decimal',
  sort: { key: 'version', descending: false },
  cols: ['difference'],
}
const report = sampleReport()
const english = wordsOf('en')

/** A line as a person reads it. */
const read = (row: CardRow | undefined) =>
  row?.map(({ values, beside = [], besideLabel }) =>
    [values, beside]
      .map((some) => some.map(({ text }) => text).join(' / '))
      .filter(Boolean)
      .join(` | ${besideLabel ?? ''}`),
  )
const CARDS = [verdictsCard, totalCard, cachedCard, uncachedCard]
const only = (card: CardDefinition<'compare'>, of = report, view = VIEW, words = english) =>
  documentOf(card, { ...view, report: of, words })!
const documentsOf = (of = report) => CARDS.map((card) => only(card, of))
const columnsOf = ({ tables }: CardDocument) => tables[0]?.columns.map(({ id }) => id)

/** The last tag of the first strategy has other names. */
function withAliases(aliases: readonly string[]) {
  const [chained, fixed] = report.strategies
  const tags = chained!.tags.map((tag, index) => (index === 3 ? { ...tag, aliases } : tag))
  return { ...report, strategies: [{ ...chained!, tags }, fixed!] }
}

describe('the cards of a comparison', () => {
  it('says what the page says, in the articles’ form', () => {
    const [, total, cached, uncached] = documentsOf()
    expect(total?.tables[0]?.rows.map(read).at(-1)).toEqual([
      '0.0.4',
      '5 / 2',
      '814MB / 783MB',
      '612.70MB / 605.86MB',
      '6.85MB | 1.01×',
    ])
    expect(total?.tables[0]?.totals?.map(read)).toEqual([
      [
        'All tags',
        '',
        '814MB / 2.47GB | without sharing3.21GB / 3.16GB',
        '612.70MB / 2.18GB | without sharing2.44GB / 2.43GB',
        '',
      ],
    ])
    expect(read(cached?.tables[0]?.rows[2])).toEqual([
      '0.0.3',
      '4 / 2',
      '17.7MB / 570MB | 3.91MB / 525.31MB',
      '0.0.1 ~ 0.0.2 / base of 1 layer',
      '552MB | 32.2×',
    ])
    expect(uncached?.tables[0]?.totals).toEqual([])
    expect(total?.legend.map(({ name }) => name)).toEqual(['Chained', 'Fixed base'])
    for (const { source } of [total!, cached!]) expect(source).toContain('unpacked bytes')
  })

  it('puts the figures into the verdicts, and says which is the smallest', () => {
    const { remarks, tables } = only(verdictsCard)
    expect(remarks[0]).toBe('Updating 0.0.3 → 0.0.4 downloads Chained 0B (smallest), Fixed base 552MB')
    expect(tables).toEqual([])
  })

  it('has the columns that the page shows, in its order', () => {
    const all = {
      ...VIEW,
      cols: ['created', 'compression', 'growth', 'share', 'difference', 'left'] as const,
    }
    const total = only(totalCard, report, all)
    expect(columnsOf(total)).toEqual([
      'version',
      'layers',
      'local',
      'registry',
      'share',
      'left',
      'growth',
      'compression',
      'created',
      'difference',
    ])
    const cached = only(cachedCard, report, { ...VIEW, cols: [] })
    expect(columnsOf(cached)).toEqual(['version', 'layers', 'download', 'cachedImages'])
    for (const { tables } of [total, cached]) {
      for (const row of tables[0]?.rows ?? []) expect(row).toHaveLength(tables[0]!.columns.length)
    }
  })

  it('is sorted, in the units and in the language asked for', () => {
    const view = { ...VIEW, units: 'binary', sort: { key: 'layers', descending: true } } as const
    const { title, tables } = only(uncachedCard, report, view, wordsOf('ko'))
    expect(title).toBe('첫 다운로드(캐시되지 않은 경우)')
    expect(tables[0]?.rows.map(([label]) => label?.values[0]?.text)).toEqual([
      '0.0.4',
      '0.0.3',
      '0.0.2',
      '0.0.1',
    ])
    expect(tables[0]?.rows[0]?.[2]?.values[0]?.text).toBe('776.7MiB')
  })

  it('is sorted by a column that a person chose, what is not known last', () => {
    const view = { ...VIEW, cols: ['growth'], sort: { key: 'growth', descending: true } } as const
    const { tables } = only(totalCard, report, view)
    expect(tables[0]?.rows.map(read).map((row) => [row?.[0], row?.[4]])).toEqual([
      ['0.0.3', '+17.7MB / +8.85MB'],
      ['0.0.2', '+8.85MB / +4.42MB'],
      ['0.0.4', '0B / −17.7MB'],
      ['0.0.1', '— / —'],
    ])
  })

  it('joins neighbours by ribbons while tags are few, or where the link says so, on the total card alone', () => {
    const [row] = report.rows
    const many = { ...report, rows: Array.from({ length: 13 }, () => row!) }
    const layouts = [report, many, { ...report, rows: [row!] }].map((of) => layoutOf('total', {}, of))
    expect(layouts).toEqual(['ribbons', 'side', 'side'])
    expect([
      layoutOf('total', { bars: 'side' }, report),
      layoutOf('total', { bars: 'ribbons' }, many),
    ]).toEqual([...['side', 'ribbons']])
    expect(layoutOf('cached', { bars: 'ribbons' }, report)).toBe('side')
    expect(only(totalCard).charts).toMatchObject([
      { layout: 'ribbons', note: expect.stringContaining('cut') },
    ])
  })

  it('draws the bars of the page', () => {
    const { charts } = only(cachedCard)
    expect(charts).toMatchObject([
      { kind: 'bars', groups: groupsOf(report, rowsOf(report, VIEW.sort), 'cached') },
    ])
  })

  it('says what could not be read, and where a tag is when others are elsewhere', () => {
    const [chained, fixed] = report.strategies
    const failure = { code: 'denied', source: 'registry', at: 'localhost:5000' } as const
    const [first, second, ...others] = chained!.tags
    const { image, ...rest } = first!
    const local = { ...second!, image: { ...second!.image!, presentIn: ['daemon' as const] } }
    const broken = {
      ...report,
      strategies: [
        { ...chained!, tags: [{ ...rest, cells: {}, failures: [failure] }, local, ...others] },
        { ...fixed!, problems: [{ code: 'too-many-tags', found: 900, shown: 4 } as const] },
      ],
    }
    expect(image).toBeDefined()
    const { remarks, tables } = only(totalCard, broken)
    expect(remarks).toHaveLength(2)
    expect(remarks[0]).toMatch(/^localhost:5000\/docker-layer-linked:0\.0\.1: .*localhost:5000/)
    expect(remarks[1]).toMatch(/^Fixed base: .*900/)
    expect(read(tables[0]?.rows[0])?.[2]).toBe('— / 788MB')
    expect(tables[0]?.rows[1]?.[0]?.beside).toContainEqual({
      text: 'local',
      why: 'Only the daemon has this tag.',
    })
  })

  it('names what else an image is called beside its version, where any is', () => {
    const named = withAliases(['0.0', 'latest'])
    const { columns, rows } = only(totalCard, named).tables[0]!
    expect(columns[0]?.beside).toBe('other names, marks')
    expect(read(rows[3])?.[0]).toBe('0.0.4 | Chained: also 0.0, latest')
    expect(read(rows[2])?.[0]).toBe('0.0.3')
    expect(only(totalCard).tables[0]!.columns[0]?.beside).toBe('marks')
  })

  it('says what no image is, and what repositories hold beside images, apart from their figures', () => {
    const [chained, fixed] = report.strategies
    const artifact = {
      kind: 'helm-chart',
      mediaType: 'application/vnd.cncf.helm.config.v1+json',
      bytes: 12_000,
    } as const
    const failure = {
      code: 'unsupported',
      at: 'localhost:5000',
      mediaType: artifact.mediaType,
      artifact,
    } as const
    const [{ image: _, ...first }, ...others] = chained!.tags as [TagReport, ...TagReport[]]
    const other = [{ kind: 'signature', tags: 3, examples: [], bytes: exact(738, 'bytes') } as const]
    const tags = [{ ...first, cells: {}, failures: [failure] }, ...others]
    const of = { ...report, strategies: [{ ...chained!, tags, reading: { ...READING, other } }, fixed!] }
    expect(only(totalCard, of).remarks).toEqual([
      'localhost:5000/docker-layer-linked:0.0.1: localhost:5000 holds a Helm chart (12.00kB) here, not an image.',
      'What else is here in localhost:5000/docker-layer-linked: 3 signatures 738B. The table does not count it.',
    ])
    expect(only(cachedCard, of).remarks).toHaveLength(1)
    const [, , registry] = only(totalCard, of).tables[0]!.totals![0]!.slice(1)
    expect(registry).toEqual(only(totalCard).tables[0]!.totals![0]![3])
  })

  it('says so when there is nothing to show', () => {
    const nothing = { ...report, strategies: [], rows: [], verdicts: [] }
    const [verdicts, total] = documentsOf(nothing)
    expect(verdicts?.remarks).toHaveLength(1)
    expect(total).toMatchObject({ tables: [], charts: [], remarks: ['No tags to show.'] })
    expect(withoutEmpty(nothing)).toBe(nothing)
  })
})
