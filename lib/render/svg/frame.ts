import type { CardChart, CardDocument } from '../../document/document'
import { type CardParts, mostRows } from './card-parts'
import { chartColumns, drawSheet, MARGIN, reasonsOf, type Sheet, type SheetLook } from './sheet'
import { element, hundredths } from './svg'
import { layoutSpread } from './table-layout'
import type { ThemeName } from './theme'

interface Size {
  readonly width: number
  readonly height: number
}

/** A frame of this size is read at the size of a page; letters of larger ones are larger. */
const READ: Size = { width: 1200, height: 630 }
/** How many times larger than on a page a card is drawn: the largest at which it fits. */
const SCALES = [1.5, 1.3, 1.15, 1]
/** How many sentences are tried, beside figures; the first one, as the fleet that they are for, stays if it can. */
const SENTENCES = [[40, 3, 1], [0]]
const ALL_SENTENCES = 40
const MOST_LINES = 2

const LOWEST_PLOT = 170
const LOWEST_SMALL_PLOT = 80
/** Of a row of a map, as far as a map asks for it. */
const LOWEST_ROW = 20
const HIGHEST_MAP = 300
const HIGHEST_PLOT = 900
const PROBE = 100

/**
 * A card within a frame: as large as it fits, its plots as high as there is room. What does not fit in letters that are read
 * gives way: sentences, then rows of tables, which are counted; at last all of it is drawn smaller. Nothing is clipped.
 */
export function drawFrame(document: CardDocument, parts: CardParts, theme: ThemeName, frame: Size) {
  const { tables, charts } = parts
  const unit = Math.min(frame.width / READ.width, frame.height / READ.height)
  const hasFigures = tables.length + charts.length > 0
  const all = mostRows(tables, document.legend.length)
  const lookAt = (scale: number, remarks: number, rows = all): SheetLook => {
    const width = frame.width / (scale * unit) - 2 * MARGIN
    const room = { widest: width, mostRows: rows }
    return {
      ...{ theme, width, charts, remarks, lines: MOST_LINES },
      tables: tables.map((table) => layoutSpread(table, document.legend, room)),
      reasons: reasonsOf(tables, rows).slice(0, remarks),
      height: frame.height / (scale * unit),
    }
  }
  const said = Math.max(document.remarks.length, reasonsOf(tables, all).length)
  const tries = (hasFigures ? SENTENCES : [[ALL_SENTENCES]]).flatMap((counts) => {
    const distinct = [...new Set(counts.map((count) => Math.min(count, said)))]
    return SCALES.flatMap((scale) => distinct.map((remarks) => ({ scale, remarks })))
  })
  for (const { scale, remarks } of tries) {
    const sheet = filled(document, lookAt(scale, remarks))
    if (sheet) return scaled(sheet, frame.width / (scale * unit), scale * unit, frame)
  }
  const rows = mostThat(all, (count) => filled(document, lookAt(1, 0, count)) !== undefined)
  const look = lookAt(1, hasFigures ? 0 : ALL_SENTENCES, Math.max(1, rows))
  const sheet =
    filled(document, look) ?? drawSheet(document, { ...look, height: undefined, plot: LOWEST_PLOT })
  return scaled(sheet, frame.width / unit, Math.min(unit, frame.height / sheet.height), frame)
}

/** A card whose plots fill its height; undefined where it is higher. */
function filled(document: CardDocument, look: SheetLook): Sheet | undefined {
  const room = look.height ?? 0
  const heightOf = (plot: number) => drawSheet(document, { ...look, height: undefined, plot }).height
  const ended = (plot: number) => {
    const sheet = drawSheet(document, { ...look, plot })
    return sheet.height <= room ? sheet : undefined
  }
  const lowest = lowestPlot(look.charts)
  if (look.charts.length === 0) return ended(lowest)
  const least = heightOf(lowest)
  if (least > room) return undefined
  const slope = (heightOf(lowest + PROBE) - least) / PROBE
  const plot = slope > 0 ? Math.floor(lowest + (room - least) / slope) : lowest
  // What grows by steps may have grown by one more.
  return ended(Math.min(plot, HIGHEST_PLOT)) ?? ended(lowest)
}

/** Pixels below which a plot is not read: of several below each other less, of a map as its rows need. */
function lowestPlot(charts: readonly CardChart[]): number {
  const maps = charts.flatMap((chart) => (chart.kind === 'heat' ? chart.maps : []))
  if (maps.length > 0 && charts.every(({ kind }) => kind === 'heat')) {
    const rows = 1 + Math.max(...maps.map(({ tags }) => tags.length))
    return Math.min(HIGHEST_MAP, Math.max(LOWEST_SMALL_PLOT, rows * LOWEST_ROW))
  }
  return charts.length > chartColumns(charts) ? LOWEST_SMALL_PLOT : LOWEST_PLOT
}

/** The largest count up to `most` that fits, where every smaller one does; 0 when none does. */
function mostThat(most: number, fits: (count: number) => boolean): number {
  let [low, high] = [0, most]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return low
}

function scaled({ content }: Sheet, wide: number, scale: number, { width, height }: Size) {
  // What is drawn smaller stands in the middle.
  const left = Math.max(0, (width - wide * scale) / 2)
  const transform = `translate(${hundredths(left)} 0) scale(${scale.toFixed(4)})`
  return { width, height, content: element('g', { transform }, content) }
}
