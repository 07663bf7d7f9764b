import type { StripBand, StripRow, StripsChart } from '../../document/document'
import { Hatched } from './boxes'
import type { Area, Drawn, Plot } from './options'
import { Fills } from './patterns'
import { element, textLine } from './svg'
import { clipMiddle, clipText, type Face } from './text'
import { accentOf, type PictureTheme, THEMES } from './theme'

const COLUMN = 172
/** Fewer pixels are no room for a name beside the figures. */
const LEAST_NAME = 160
const SMALL: Face = { size: 18 }
const REFERENCE: Face = { size: 17 }
const HEAD = 37
const SWATCH = 18
const THICKEST_STRIP = 48
/** Of one strategy, which has the room of several. */
const THICKEST_ALONE = 140
const THINNEST_STRIP = 16
/** Of a chart, which is as high as its rows need. */
const STRIP = 28
/** Between a strip and the next row. */
const GAP = 11

/** How a row is set, in pixels: its words are `text` high, the middle of its figures at `middle`. */
const ROOMY = { name: { size: 26, bold: true }, figure: 28, text: 61, middle: 30 }
const LOW = { name: { size: 22, bold: true }, figure: 24, text: 36, middle: 18 }
/** More strategies than this are drawn in lower rows, without their references. */
const MOST_ROOMY = 3
const layoutFor = (rows: number) => (rows <= MOST_ROOMY ? ROOMY : LOW)

/** The strips as a chart of their own, as high as they need. */
export function drawStripsChart({ chart, width, theme, ids, plot }: Plot<StripsChart>): Drawn {
  const { text } = layoutFor(chart.rows.length)
  const room = plot && (plot - HEAD) / Math.max(1, chart.rows.length) - text - GAP
  const strip = room === undefined ? STRIP : Math.min(THICKEST_STRIP, Math.max(THINNEST_STRIP, room))
  const height = HEAD + chart.rows.length * (text + strip + GAP)
  const area = { left: 0, right: width, top: 0, bottom: height }
  return { height, content: drawStrips({ ...chart, note: '' }, area, THEMES[theme], ids) }
}

/**
 * A row a strategy: name and figures above its strip. As many of the figures as there is room for, the first ones.
 *
 * @param ids  begins the ids in it
 */
export function drawStrips(
  { rows, columns: all, note }: Pick<StripsChart, 'rows' | 'columns' | 'note'>,
  area: Area,
  colours: PictureTheme,
  ids: string,
): string {
  const { left, right, bottom } = area
  const fills = new Fills(ids, colours)
  const layout = layoutFor(rows.length)
  const width = right - left
  const columns = all.slice(0, Math.max(1, Math.floor((width - LEAST_NAME) / COLUMN)))
  const top = area.top + HEAD
  const thickest = rows.length === 1 ? THICKEST_ALONE : THICKEST_STRIP
  const pitch = Math.min((bottom - top) / rows.length, layout.text + thickest + GAP)
  const columnRight = (index: number) => right - (columns.length - 1 - index) * COLUMN
  const nameRoom = width - columns.length * COLUMN
  const heads = columns.map((column, index) => {
    const text = clipText(column, COLUMN - 10, SMALL)
    return textLine(columnRight(index), top - 10, text, { ...SMALL, fill: colours.muted, anchor: 'end' })
  })
  const drawn = rows.map((row, index) => {
    const y = Math.round(top + index * pitch)
    const base = baseline(y + layout.middle, layout.figure)
    const figures = row.figures.slice(0, columns.length).map(({ text, best }, column) =>
      textLine(columnRight(column), base, text, {
        size: layout.figure,
        bold: best,
        fill: best ? colours.good : colours.ink,
        anchor: 'end',
      }),
    )
    const stripTop = y + layout.text
    const height = Math.max(4, Math.round(top + (index + 1) * pitch) - GAP - stripTop)
    const box = { x: left, y: y + layout.middle - SWATCH / 2, width: SWATCH, height: SWATCH, rx: 4 }
    const swatch = { ...box, fill: accentOf(colours, row.colour) }
    const name = drawName(row, left + SWATCH + 12, y, nameRoom - SWATCH - 24, layout, colours)
    const strip = drawStrip(
      row.bands,
      { left, right, top: stripTop, bottom: stripTop + height },
      fills,
      colours,
    )
    return element('rect', swatch) + name + figures.join('') + strip
  })
  return [
    textLine(left, top - 10, clipText(note, nameRoom, SMALL), { ...SMALL, fill: colours.muted }),
    ...heads,
    ...drawn,
    fills.toString(),
  ].join('')
}

/** Where a line of figures stands whose middle is at `middle`: they are 0.72 of their size high. */
const baseline = (middle: number, size: number) => middle + 0.36 * size

/** Name and reference: one below the other, or the name alone where there is no room. */
function drawName(
  { name, reference }: StripRow,
  x: number,
  y: number,
  room: number,
  layout: typeof ROOMY,
  colours: PictureTheme,
): string {
  const face = layout.name
  const text = clipText(name, room, face)
  const both = layout === ROOMY && name !== reference
  const base = both ? y + 27 : baseline(y + layout.middle, face.size)
  const below = both ? clipMiddle(reference, room, REFERENCE) : ''
  return (
    textLine(x, base, text, { ...face, fill: colours.ink }) +
    textLine(x, y + 51, below, { ...REFERENCE, fill: colours.muted })
  )
}

const LEAST_SHARE = 0.004
/** Pixels between layers. */
const SEAM = 2

/** Layers side by side, the base at the left; hatched where the host has them. */
function drawStrip(
  bands: readonly StripBand[],
  { left, right, top, bottom }: Area,
  fills: Fills,
  colours: PictureTheme,
) {
  const [width, height] = [right - left, bottom - top]
  // What is there is seen, however small; the rest gives way.
  const seen = bands.map(({ share }) => Math.max(LEAST_SHARE, share))
  const whole = Math.max(
    1,
    seen.reduce((sum, share) => sum + share, 0),
  )
  const parts = [element('rect', { x: left, y: top, width, height, rx: 3, fill: colours.sunken })]
  let share = 0
  const reusedBands = new Hatched()
  for (const [index, { slot, reused }] of bands.entries()) {
    const x = left + Math.round((share / whole) * width)
    share += seen[index] ?? 0
    const next = left + Math.round((share / whole) * width)
    const room = next - x > 2 * SEAM ? next - x - SEAM : next - x
    if (reused) reusedBands.add([x, top, room, height])
    else parts.push(element('rect', { x, y: top, width: room, height, fill: fills.layer(slot) }))
  }
  return parts.join('') + reusedBands.draw(colours.sunken, colours.lineStrong)
}
