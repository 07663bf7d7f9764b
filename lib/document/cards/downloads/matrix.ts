import type { MatrixReport } from '../../../analysis/downloads-report'
import type { StrategyReport } from '../../../analysis/report'
import { formatBytes } from '../../../i18n/format'
import type { CardTable, HeatChart } from '../../document'
import { cellAt, estimateReasons } from '../../downloads/cells'
import { boundOf, type Scale, STEPS, scaleOf } from '../../downloads/scale'
import { aboutText, figureCell, figureOf, LEFT, RIGHT, textCell } from '../../values'
import { reasonText } from '../../words/cell-text'
import { conclusionOf } from '../../words/conclusion'
import { sourceText } from '../../words/source-text'
import type { CardDefinition, DownloadsContext } from '../card'

interface StrategyMap {
  readonly strategy: StrategyReport
  readonly matrix: MatrixReport
}

/** What going from any tag to any other costs: a table and a map per strategy. */
export const matrixCard: CardDefinition<'downloads'> = {
  id: 'matrix',
  title: 'matrix.title',
  pages: ['downloads', 'report'],
  needs: 'downloads',
  slides: ['chart'],
  says(context) {
    const { words } = context
    const { compare, strategies } = context.report
    const t = words('matrix')
    const all = strategies.flatMap(({ matrix }, position): readonly StrategyMap[] => {
      const strategy = compare.strategies[position]
      return strategy ? [{ strategy, matrix }] : []
    })
    const maps = all.filter(({ matrix }) => matrix.tags.length > 0)
    return {
      note: words('exportsMore')('matrixNote', { rule: words('rules')(compare.rule), basis: compare.basis }),
      conclusion: nextConclusion(maps, context),
      legend: maps.map(({ strategy: { name, colour } }) => ({ name, colour })),
      remarks: all.flatMap(({ strategy: { name }, matrix }) => [
        ...(matrix.tags.length === 0 ? [aboutText(words, name, t('noTags'))] : []),
        ...estimateReasons(matrix).map((why) =>
          aboutText(words, name, `≈ ${reasonText(words('reasons'), why)}`),
        ),
      ]),
      tables: maps.map((map) => tableOf(map, context)),
      charts: maps.length > 0 ? [chartOf(maps, context)] : [],
      source: sourceText(words('cards'), compare),
    }
  },
}

/** What the last step costs from one tag to the next, where all series made the same one. */
function nextConclusion(maps: readonly StrategyMap[], context: DownloadsContext) {
  const steps = maps.map(({ matrix: { tags } }) => tags.slice(-2))
  const [[from, to] = []] = steps
  if (from === undefined || to === undefined) return undefined
  if (steps.some((step) => step[0] !== from || step[1] !== to)) return undefined
  const values = maps.map(({ matrix }) => {
    const column = matrix.tags.length - 1
    return figureOf(cellAt(matrix, { row: column, column }), context, context.report.compare.basis)
  })
  const names = maps.map(({ strategy }) => strategy.name)
  const place = context.words('conclusions')('step', { from, to })
  return conclusionOf({ topic: 'next', names, values, place }, context.words)
}

function tableOf({ strategy, matrix }: StrategyMap, context: DownloadsContext): CardTable {
  const t = context.words('matrix')
  const { tags } = matrix
  return {
    caption: strategy.name,
    columns: [
      { id: 'from', title: t('corner'), ...LEFT },
      ...tags.map((tag) => ({ id: `to:${tag}`, title: tag, ...RIGHT })),
    ],
    rows: [t('nothing'), ...tags].map((from, row) => [
      textCell(from),
      ...tags.map((_, column) =>
        figureCell(cellAt(matrix, { row, column }), context, context.report.compare.basis),
      ),
    ]),
  }
}

function chartOf(maps: readonly StrategyMap[], { report, units, words }: DownloadsContext): HeatChart {
  const t = words('matrix')
  const scale = scaleOf(maps.map(({ matrix }) => matrix))
  const end = (scale: Scale, step: number) => formatBytes(boundOf(scale, step), report.compare.basis, units)
  return {
    kind: 'heat',
    bytesOf: report.compare.basis,
    title: t('title'),
    note: [
      ...(scale ? [`${t('legend.scale', { low: end(scale, 0), high: end(scale, STEPS) })}.`] : []),
      words('exportsMore')('matrixMarks'),
    ].join(' '),
    maps: maps.map(({ strategy: { name, colour }, matrix: { tags, bytes, estimated } }) => {
      return { name, colour, tags, bytes, estimated }
    }),
    nothing: t('nothing'),
  }
}
