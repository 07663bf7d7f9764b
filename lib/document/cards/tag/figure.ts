import { exact } from '../../../analysis/cell'
import type { FigureCell, FigureColumn, UnionFigure } from '../../../layerfs/figure'
import type { CardCell, CardRow, CardTable } from '../../document'
import { columnsOf, rowsOf } from '../../tag/figure-rows'
import { figureOf, LEFT, notedCell, RIGHT, textCell } from '../../values'
import { originText, storedText, whiteoutText } from '../../words/figure-text'
import type { CardDefinition } from '../card'
import { bytesCell, instructionsOf, type TagContext, UNREAD_FILES } from './context'

/** A layer leaves this path alone. */
const NOTHING = textCell('-')

/** How the layers lie over one another, in words, once the files are known. */
export const figureCard: CardDefinition<'tag'> = {
  id: 'figure',
  title: 'figure.heading',
  pages: ['tag'],
  needs: 'tag',
  offered: { name: 'tab', value: 'files' },
  missing: UNREAD_FILES,
  says(context) {
    const { chain, words, source } = context
    const { figure } = chain
    if (!figure) return undefined
    const t = words('figure')
    const drawn = columnsOf(figure).length > 0
    return {
      note: t('note'),
      remarks: drawn ? [] : [t(figure.layers === 0 ? 'none' : 'noPaths')],
      tables: drawn ? [tableOf(context, figure)] : [],
      source,
    }
  },
}

/** What a container sees, its own layer, then every layer of the image, topmost first. */
function tableOf(context: TagContext, figure: UnionFigure): CardTable {
  const t = context.words('figure')
  const columns = columnsOf(figure)
  return {
    columns: [
      { id: 'layer', title: t('rows'), ...LEFT, beside: context.words('chain')('instruction') },
      ...columns.map((column) => {
        const title = titleOf(context, column, figure)
        return { id: column.path === '' ? 'others' : title, title, ...RIGHT, beside: t('rows') }
      }),
    ],
    rows: [
      [notedCell(t('merged'), t('mergedNote')), ...columns.map((column) => mergedCell(context, column))],
      [notedCell(t('container'), t('containerNote')), ...columns.map(() => NOTHING)],
      ...layerRows(context, figure),
    ],
  }
}

function titleOf({ words }: TagContext, { path, directory }: FigureColumn, { others }: UnionFigure): string {
  if (path === '') return words('figure')('others', { count: others?.paths ?? 0 })
  return `/${path}${directory ? '/' : ''}`
}

function layerRows(context: TagContext, figure: UnionFigure): readonly CardRow[] {
  const t = context.words('figure')
  const instructions = instructionsOf(context.report)
  return rowsOf(figure, false).map(({ from, cells }) => [
    notedCell(t('layer', { n: from + 1 }), instructions[from] || t('unknownStep')),
    ...cells.map((cell) => (cell ? layerCell(context, cell) : NOTHING)),
  ])
}

function mergedCell(context: TagContext, { merged }: FigureColumn): CardCell {
  const t = context.words('figure')
  if (!merged) return textCell(t('nothing'))
  const value = figureOf(exact(merged.bytes, 'bytes'), context, 'unpacked')
  const origin = originText(t, merged.parts)
  return { values: [value], ...(origin !== '' && { beside: [{ text: origin }], besideLabel: '' }) }
}

/** A figure where all that is stored is seen; words where some is hidden or deleted: a figure would not say so. */
function layerCell(context: TagContext, cell: FigureCell): CardCell {
  const t = context.words('figure')
  const { stores, whiteout, seen, storedBytes, visibleBytes } = cell
  if (!whiteout && seen && visibleBytes === storedBytes) {
    return bytesCell(context, storedBytes)
  }
  const texts = [
    ...(whiteout ? [whiteoutText(t, cell)] : []),
    ...(stores ? [storedText(t, cell, context.units)] : []),
  ]
  return textCell(texts.join(', '))
}
