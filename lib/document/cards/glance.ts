import type { Cell } from '../../analysis/cell'
import { MEASURES, tagCellId } from '../../analysis/measures'
import { CHARTS, type ChartId, type ChartSpec } from '../../analysis/measures/charts'
import { rowsOf, withoutEmpty } from '../compare/rows'
import type { CardTable, SeriesChart } from '../document'
import { seriesChart } from '../series/figure-chart'
import { figureCell, LEFT, RIGHT, textCell } from '../values'
import { formOf } from '../words/cell-text'
import { verdictConclusion } from '../words/conclusion'
import { sourceText } from '../words/source-text'
import type { CardDefinition, CompareContext } from './card'
import { legendOf } from './comparison'

/** What the small charts are of, in their order. */
const SHOWN: readonly ChartId[] = ['layers', 'sizes', 'download', 'stored']

/** The figures of a comparison at a glance: small charts along the same tags, and where each strategy has come to. */
export const glanceCard: CardDefinition<'compare'> = {
  id: 'glance',
  title: 'glance.title',
  pages: ['compare'],
  needs: 'compare',
  says(context) {
    const report = withoutEmpty(context.report)
    const t = context.words('glance')
    const charts = glanceCharts({ ...context, report })
    const update = verdictConclusion('update', context.report, report.strategies, context)
    return {
      // One of the figures that its charts show: it stands in the heading alone.
      ...(update && { conclusion: { ...update, figures: [] } }),
      note: t('note', { marked: String(report.notes.length > 0) }),
      legend: legendOf(report.strategies),
      tables: charts.length > 0 ? [lastTags({ ...context, report })] : [],
      charts,
      source: sourceText(context.words('cards'), report),
    }
  },
}

/** The small charts, all along the rows in view; none without a tag. @param context without empty strategies */
export function glanceCharts(context: CompareContext): readonly SeriesChart[] {
  const rows = rowsOf(context.report, context.sort)
  return rows.length === 0 ? [] : SHOWN.map((figure) => seriesChart(figure, { ...context, rows }))
}

/** A line a strategy: the figures of its last tag. */
function lastTags(context: CompareContext): CardTable {
  const { report, words } = context
  const t = words('glance')
  const measures = SHOWN.flatMap((shown) => {
    const { of, saving }: ChartSpec = CHARTS.find(({ id }) => id === shown) ?? CHARTS[0]
    return of.map((id) => ({ measure: MEASURES.find((measure) => measure.id === id)!, saving }))
  })
  return {
    columns: [
      { id: 'strategy', title: t('strategy'), ...LEFT },
      { id: 'tag', title: t('tag'), ...LEFT },
      ...measures.map(({ measure: { id, column }, saving }) => ({
        id,
        title: saving ? words('figures')(`parts.${id}`) : words('cards')(column),
        ...RIGHT,
      })),
    ],
    rows: report.strategies.map(({ name, tags }) => {
      const last = tags.at(-1)
      return [
        textCell(name),
        textCell(last?.tag ?? '—'),
        ...measures.map(({ measure }) => {
          const cell: Cell | undefined = last?.cells[tagCellId(measure, report.basis)]
          return figureCell(cell, context, formOf(measure, report.basis))
        }),
      ]
    }),
  }
}
