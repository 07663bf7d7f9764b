// Longer than most: the four cards of one page, read from the same facts.
import { describe, expect, it } from 'vitest'
import { downloadsReport, pullReport } from '../../../analysis/compare/downloads'
import type { CompareFacts } from '../../../analysis/compare/facts'
import { valueOfCell } from '../../../analysis/judge'
import { loadPage } from '../../../link/pages'
import type { LayerFacts } from '../../../oci/facts'
import type { CardDocument, CardTable } from '../../document'
import { pullChoice } from '../../downloads/pull-choice'
import { namedReport } from '../../words/named-report'
import { wordsOf } from '../../words/words'
import { type CardDefinition, documentOf } from '../card'
import { factsOf, lackingFacts, QUESTION, sampleFacts, sampleImages, seriesOf } from '../sample-facts.testing'
import { matrixCard } from './matrix'
import { pullCard } from './pull'
import { rolloutCard } from './rollout'
import { storageCard } from './storage'

const words = wordsOf('en')

function reportOf(facts: CompareFacts, question = QUESTION) {
  const { compare, strategies } = downloadsReport(question, facts)
  return { compare: namedReport(words('kind'), compare), strategies }
}

function pulled(facts: CompareFacts, search = ''): CardDocument {
  const report = reportOf(facts)
  const state = loadPage('downloads', new URLSearchParams(`rule=classic&${search}`))
  const choice = pullChoice(report, state)!
  const series = facts.series.slice(choice.position, choice.position + 1)
  const pull = pullReport(choice.input, { ...facts, series })!
  return documentOf(pullCard, { ...state, report, choice, pull, words })!
}

const DEFAULTS = loadPage('downloads', new URLSearchParams())
const read = (
  card: CardDefinition<'downloads'>,
  report: ReturnType<typeof reportOf>,
  state = DEFAULTS,
  speaking = words,
) => documentOf(card, { ...state, report, words: speaking })!

/** The texts of a table's lines. */
const linesOf = (table: CardTable | undefined) =>
  (table?.rows ?? []).map((row) => row.map(({ values }) => values.map(({ text }) => text).join(' / ')))

/** Every line has a cell for every column, and every column of strategies a value for each. */
function expectWhole({ tables, legend }: CardDocument): void {
  for (const { columns, rows, totals = [] } of tables) {
    expect(rows.length).toBeGreaterThan(0)
    for (const row of [...rows, ...totals]) {
      expect(row).toHaveLength(columns.length)
      for (const [place, cell] of row.entries()) {
        if (columns[place]?.perStrategy && cell.values.length > 0) {
          expect(cell.values).toHaveLength(legend.length)
        }
      }
    }
  }
}

describe('matrixCard', () => {
  it('has every figure of the report, from nothing first', () => {
    const report = reportOf(sampleFacts(), { ...QUESTION, basis: 'unpacked' })
    const document = read(matrixCard, report)
    expectWhole(document)
    expect(document.tables.map(({ caption }) => caption)).toEqual(['Chained', 'Fixed base'])
    for (const [index, { matrix }] of report.strategies.entries()) {
      const figures = document.tables[index]!.rows.map((row) =>
        row.slice(1).map(({ values: [value] }) => (value?.cell ? valueOfCell(value.cell) : undefined)),
      )
      expect(figures).toEqual(matrix.bytes)
    }
    expect(linesOf(document.tables[0])[1]).toEqual(['0.0.1', '0B', '8.85MB', '26.5MB', '26.5MB'])
    expect(document.source).toContain('Docker 20.10.24, classic store')
  })

  it('says why a figure is not known', () => {
    const { tables } = read(matrixCard, reportOf(lackingFacts()))
    const fresh = tables[0]?.rows[0]?.[2]?.values[0]
    expect(fresh?.text).toBe('—')
    expect(fresh?.cell?.kind).toBe('unknown')
    expect(fresh?.why).toContain('No registry says how it stores a layer')
  })

  it.each([
    {
      name: 'an inferred pairing',
      code: 'inferred',
      reason: 'Paired with layers by inference.',
      edit: (layer: LayerFacts): LayerFacts => ({
        ...layer,
        unpacked: layer.unpacked && { ...layer.unpacked, exactness: 'estimated' as const },
      }),
    },
    {
      name: 'reuse that was judged by chainIDs alone',
      code: 'no-blobs',
      reason: "Reuse was judged by chainID alone: the blobs' digests are not known.",
      edit: (layer: LayerFacts): LayerFacts => ({ ...layer, blob: undefined }),
    },
  ])('gives $name as the reason, and so do the rollout and the table of tags', ({ code, reason, edit }) => {
    const sample = sampleImages('docker-layer-linked')
    const images = sample.map((image) => ({ ...image, layers: image.layers.map(edit) }))
    const report = reportOf(factsOf([seriesOf('docker-layer-linked', images)]), {
      ...QUESTION,
      basis: 'unpacked',
    })
    const document = read(matrixCard, report)
    expect(document.remarks).toEqual([`Chained: ≈ ${reason}`])
    const update = document.tables[0]?.rows[1]?.[2]?.values[0]
    expect(update).toMatchObject({ text: expect.stringMatching(/^≈/), why: reason })
    expect(update?.cell).toEqual(report.compare.strategies[0]?.tags[1]?.cells['cached:unpacked'])
    const [rollout] = read(rolloutCard, report).tables
    expect(rollout?.rows[1]?.[1]?.values[0]).toMatchObject({ why: reason, cell: { why: { code } } })
  })

  it('names a series without tags, and has no empty table of it', () => {
    const facts = sampleFacts()
    const series = facts.series.map((one, at) => (at === 0 ? { ...one, tags: [] } : one))
    const document = read(matrixCard, reportOf({ ...facts, series }))
    expect(document.tables).toHaveLength(1)
    expect(document.remarks[0]).toContain('No tag of it could be read.')
    expectWhole(document)
  })
})

describe('pullCard', () => {
  it('has a line and a lane per layer, and sums to what is downloaded', () => {
    const document = pulled(sampleFacts(), 'pt=0.0.3')
    expectWhole(document)
    const [summary, layers] = document.tables
    const fetched = layers!.rows.filter((row) => row[3]?.values[0]?.text === 'downloaded')
    const bytes = fetched.reduce((sum, row) => sum + (valueOfCell(row[2]?.values[0]?.cell) ?? 0), 0)
    const downloads = summary!.rows.find(([name]) => name?.values[0]?.text === 'Downloads')
    expect(valueOfCell(downloads?.[1]?.values[0]?.cell)).toBe(bytes)
    const [chart] = document.charts
    expect(chart?.kind === 'timeline' && chart.lanes.map(({ reused }) => reused)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  it('is of the cell that the link chooses', () => {
    const [summary] = pulled(sampleFacts(), 'ps=1&pt=0.0.2&pf=0.0.1').tables
    expect(linesOf(summary).slice(0, 3)).toEqual([
      ['Strategy', 'Fixed base'],
      ['Pull', '0.0.2'],
      ['Already on the host', '0.0.1'],
    ])
  })

  it('tells no time while the length of a blob is not known', () => {
    const document = pulled(lackingFacts(), 'pt=0.0.2&cache=none')
    expect(document.charts).toEqual([])
    expect(document.remarks[0]).toBe('No registry gives the length of 1 blob: no time can be estimated.')
    expect(linesOf(document.tables[0]).find(([name]) => name === 'Time')).toEqual(['Time', '—'])
    expectWhole(document)
  })
})

describe('rolloutCard', () => {
  const state = loadPage('downloads', new URLSearchParams('hosts=200&price=0.09'))

  it('sums releases to the last line, and marks the smallest', () => {
    const document = read(rolloutCard, reportOf(sampleFacts()), state)
    expectWhole(document)
    const [table] = document.tables
    expect(table!.columns.map(({ id }) => id)).toEqual(['version', 'total', 'worst', 'time', 'sum', 'cost'])
    for (const strategy of [0, 1]) {
      const bytes = table!.rows.map((row) => valueOfCell(row[1]?.values[strategy]?.cell) ?? Number.NaN)
      const all = valueOfCell(table!.totals?.[0]?.[1]?.values[strategy]?.cell)
      expect(all).toBe(bytes.reduce((sum, count) => sum + count))
      expect(valueOfCell(table!.rows.at(-1)?.[4]?.values[strategy]?.cell)).toBe(all)
    }
    expect(table!.rows[1]?.[1]?.values.map(({ best }) => best ?? false)).toEqual([true, false])
    expect(document.remarks[0]).toContain('200 hosts')
  })

  it('says why sums are not known, from the release on that lacks its bytes', () => {
    const { tables, charts } = read(rolloutCard, reportOf(lackingFacts()), state)
    const total = tables[0]!.rows[0]![1]!.values[0]
    expect(total).toMatchObject({ text: '—', cell: { kind: 'unknown', why: { code: 'no-registry' } } })
    expect(total?.why).toBe('The bytes of a pull are not known.')
    expect(charts[0]?.kind === 'lines' && charts[0].lines[0]?.values).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('has nothing but words when no tag could be read', () => {
    const facts = { ...sampleFacts(), series: [] }
    const document = read(rolloutCard, reportOf(facts), state)
    expect(document.tables).toEqual([])
    expect(document.charts).toEqual([])
    expect(document.remarks).toContain('No tag could be read, so there is nothing to roll out.')
  })
})

describe('storageCard', () => {
  it('has every figure of growth and retention', () => {
    const report = reportOf(sampleFacts())
    const document = read(storageCard, report)
    expectWhole(document)
    const [growth, ahead, retention] = document.tables
    for (const [strategy, { storage }] of report.strategies.entries()) {
      const cells = growth!.rows.map((row) => row[1]?.values[strategy]?.cell)
      expect(cells).toEqual(storage.points.map(({ registryBytes }) => registryBytes))
      expect(retention!.rows[strategy]?.[2]?.values[0]?.cell).toEqual(storage.retention.registryFreed)
    }
    expect(ahead!.caption).toBe('10 releases ahead')
    expect(ahead!.rows[0]?.[1]?.values[0]?.text).toMatch(/^≈/)
    expect(ahead!.rows[0]?.[1]?.beside?.[0]?.text).toContain('a release, mean of the last 3')
  })

  it('draws what lies ahead as a straight line without gaps', () => {
    const [chart] = read(storageCard, reportOf(sampleFacts())).charts
    if (chart?.kind !== 'lines') throw new Error('lines expected')
    // As far apart as releases are, so that the line ahead is no steeper than it is.
    expect(chart.places).toHaveLength(4 + 10)
    expect(chart.places.at(-1)).toBe('+10')
    const ahead = chart.lines.filter(({ name }) => name.endsWith('ahead'))
    expect(ahead).toHaveLength(4)
    for (const { values } of ahead) {
      expect(values.slice(0, 3)).toEqual([undefined, undefined, undefined])
      expect(values[13]).toBeGreaterThanOrEqual(values[3]!)
      expect(values[8]! - values[7]!).toBeCloseTo(values[13]! - values[12]!)
    }
  })

  it('says when the layers of an image run out', () => {
    const { remarks } = read(storageCard, reportOf(sampleFacts()))
    expect(remarks.join(' ')).toContain('Chained has 5 layers and adds 1 a release on average')
  })

  it('leaves out what was not asked for', () => {
    const report = reportOf(sampleFacts(), { ...QUESTION, ahead: 0, drop: 0 })
    expect(read(storageCard, report).tables).toHaveLength(1)
  })
})

describe('every document of the page', () => {
  it('says the same figures in Korean', () => {
    const report = reportOf(sampleFacts())
    const state = loadPage('downloads', new URLSearchParams())
    const korean = wordsOf('ko')
    for (const [english, other] of [
      [read(matrixCard, report), read(matrixCard, report, state, korean)],
      [read(rolloutCard, report, state), read(rolloutCard, report, state, korean)],
      [read(storageCard, report), read(storageCard, report, state, korean)],
    ] as const) {
      expect(other.title).toMatch(/[가-힣]/)
      const cells = ({ tables }: CardDocument) =>
        tables.map(({ rows }) => rows.map((row) => row.map(({ values }) => values.map(({ cell }) => cell))))
      expect(cells(other)).toEqual(cells(english))
    }
  })
})
