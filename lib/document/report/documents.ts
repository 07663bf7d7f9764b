import { exact } from '../../analysis/cell'
import type { DownloadsReport } from '../../analysis/downloads-report'
import type { TagReport } from '../../analysis/report'
import type { DownloadsState } from '../../link/downloads-state'
import { cardsOf } from '../cards'
import { type CardContexts, type CardDefinition, documentOf } from '../cards/card'
import { comparisonRemarks } from '../cards/comparison'
import type { Bar } from '../compare/bars'
import type { CardChart, CardDocument, CardRow, CardTable, CardValue, SeriesLine } from '../document'
import { assumptionTexts } from '../words/rollout-words'
import { sourceText } from '../words/source-text'
import type { Words } from '../words/words'
import { chainDocument, lastTags } from './chain-document'

export interface ReportCard extends Pick<CardDefinition, 'slides'> {
  readonly document: CardDocument
}

export interface ReportDocuments {
  readonly cards: readonly ReportCard[]
  /** One per chosen tag that could be read. */
  readonly chains: readonly CardDocument[]
  /** What could not be read: said once, not below each card. */
  readonly problems: readonly string[]
  /** What the simulation of the rollout takes for granted. */
  readonly assumptions: readonly string[]
  /** Where everything comes from, in one line. */
  readonly source: string
}

/**
 * Everything that a report says in tables, charts and sentences, from one reading of the sources.
 *
 * @param report  with its strategies named
 * @param tags    references whose chains are shown; the last tag of each strategy when there are none
 */
export function reportDocuments(
  report: DownloadsReport,
  state: DownloadsState,
  tags: readonly string[],
  words: Words,
): ReportDocuments {
  const { compare } = report
  const contexts: Partial<CardContexts> = {
    compare: { ...state, report: compare, words },
    answer: { ...state, report: compare, words },
    downloads: { ...state, report, words },
  }
  const problems = comparisonRemarks(compare, words)
  const source = sourceText(words('cards'), compare)
  return {
    cards: cardsOf('report').flatMap((card) => {
      const context = contexts[card.needs]
      const document = context && documentOf(card, context)
      return document ? { document: lightDocument(document, problems), slides: card.slides } : []
    }),
    chains: (tags.length > 0 ? tags : lastTags(compare)).flatMap(
      (reference) => chainDocument(compare, reference, source, { ...state, words }) ?? [],
    ),
    problems,
    assumptions: assumptionTexts(words('rollout')),
    source,
  }
}

/** The document without sentences that a report has elsewhere, and with no more of it than is drawn. */
function lightDocument(document: CardDocument, sentences: readonly string[]): CardDocument {
  return {
    ...document,
    remarks: document.remarks.filter((remark) => !sentences.includes(remark)),
    tables: document.tables.map(lightTable),
    charts: document.charts.map(lightChart),
  }
}

const NO_TAG: TagReport = { tag: '', reference: '', failures: [], cells: {} }
const NO_LAYERS: readonly [] = []

/** What a picture needs of bars: the layers behind each band would make a page many times as long. */
function lightChart(chart: CardChart): CardChart {
  if (chart.kind === 'series') return { ...chart, lines: chart.lines.map(lightLine) }
  if (chart.kind !== 'bars') return chart
  const names = new Map<string, string>()
  const nameOf = (id: string) => names.get(id) ?? names.set(id, String(names.size)).get(id)!
  const joins = chart.layout === 'ribbons'
  const lightBar = (bar: Bar | undefined) =>
    bar && {
      ...bar,
      tag: joins ? { ...NO_TAG, tag: bar.tag.tag } : NO_TAG,
      bands: bar.bands.map((band) => ({
        ...{ ...band, key: '', layers: NO_LAYERS },
        ids: joins ? band.ids.map(nameOf) : [],
      })),
    }
  return { ...chart, groups: chart.groups.map(({ label, bars }) => ({ label, bars: bars.map(lightBar) })) }
}

/** What is drawn of a line; why a figure is an estimate stands in the table. */
const lightLine = (line: SeriesLine): SeriesLine => ({
  ...line,
  cells: line.cells.map((cells) =>
    cells.map((cell) => (cell && cell.kind !== 'unknown' ? exact(cell.value, cell.unit) : undefined)),
  ),
})

/** What is read of a table: what a value is beside its text would make a page twice as long. */
const lightTable = (table: CardTable): CardTable => ({
  ...table,
  rows: table.rows.map(lightRow),
  totals: table.totals?.map(lightRow),
})

const lightValue = ({ text, why, best }: CardValue): CardValue => ({ text, why, best })

const lightRow = (row: CardRow): CardRow =>
  row.map((cell) => ({ ...cell, values: cell.values.map(lightValue), beside: cell.beside?.map(lightValue) }))
