import type { CardChart, CardDocument, LegendEntry } from '../../document/document'
import type { PictureSize } from '../../link/exports'
import type { Face } from '../../link/view-state'
import { type CardParts, mostRows, partsOf } from './card-parts'
import { preferredWidth } from './chart'
import { drawFrame } from './frame'
import { chartColumns, drawSheet, MARGIN, reasonsOf } from './sheet'
import { element, svgPicture } from './svg'
import { layoutSpread, type TableLayout } from './table-layout'
import { THEMES, type ThemeName } from './theme'

export interface CardOptions {
  readonly theme: ThemeName
  readonly show: Face
  /** As large as its content when absent. */
  readonly size?: PictureSize | undefined
}

const NARROWEST = 720
const WIDEST = 1600
/** Sentences beyond are not printed: hostile documents have thousands. */
const MOST_REMARKS = 40
const MOST_LINES = 12
const BESIDE_GAP = 44
/** A card is not widened beyond this to have its tables beside each other. */
const WIDEST_PAIR = 1100
/** Charts beside each other take this many times the width of one. */
const MULTIPLES = 1.4

/**
 * A whole card as an SVG that explains itself: what it comes to, note, legend, remarks, tables, charts and the source line; as
 * wide as its content needs, or within a frame of the size asked for.
 */
export function cardPicture(document: CardDocument, { theme, show, size = 'natural' }: CardOptions): string {
  const parts = partsOf(document, show, size !== 'natural')
  const made =
    size === 'natural' ? natural(document, parts, theme) : drawFrame(document, parts, theme, frameOf(size))
  const { title, conclusion, note, source } = document
  const ground = element('rect', {
    width: made.width,
    height: Math.ceil(made.height),
    fill: THEMES[theme].surface,
  })
  return svgPicture({
    width: made.width,
    height: made.height,
    title: conclusion?.text ?? title,
    description: `${conclusion ? `${title}. ` : ''}${note} ${source}`,
    ids: 'card-',
    content: ground + made.content,
  })
}

function frameOf(size: Exclude<PictureSize, 'natural'>) {
  const [width = 0, height = 0] = size.split('x').map(Number)
  return { width, height }
}

function natural(document: CardDocument, { tables, charts }: CardParts, theme: ThemeName) {
  const rows = mostRows(tables, document.legend.length)
  const room = { widest: WIDEST - 2 * MARGIN, mostRows: rows }
  const layouts = tables.map((table) => layoutSpread(table, document.legend, room))
  const width = widthFor(document.legend, layouts, charts)
  const words = { remarks: MOST_REMARKS, lines: MOST_LINES, reasons: reasonsOf(tables, rows) }
  return {
    width: width + 2 * MARGIN,
    ...drawSheet(document, { theme, width, tables: layouts, charts, ...words }),
  }
}

function widthFor(
  legend: readonly LegendEntry[],
  tables: readonly TableLayout[],
  charts: readonly CardChart[],
): number {
  const widest = Math.max(0, ...tables.map(({ width }) => width))
  const multiples = chartColumns(charts) > 1
  const pair = 2 * widest + BESIDE_GAP
  const wanted = [
    widest,
    tables.length > 2 && pair <= WIDEST_PAIR ? pair : 0,
    ...charts.map((chart) => preferredWidth(chart, legend.length) * (multiples ? MULTIPLES : 1)),
  ]
  const margins = 2 * MARGIN
  return Math.min(WIDEST - margins, Math.max(NARROWEST - margins, ...wanted.map(Math.ceil)))
}
