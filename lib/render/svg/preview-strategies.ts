import type { PreviewBand, StrategiesPreview } from '../../document/preview'
import { Hatched } from './boxes'
import type { Area } from './options'
import { Fills } from './patterns'
import { element, paragraph, textLine } from './svg'
import { clipMiddle, clipText, type Face, wrapText } from './text'
import { accentOf, type PictureTheme } from './theme'

const COLUMN = 150
const SMALL: Face = { size: 18 }
const REFERENCE: Face = { size: 17 }
const VERDICT: Face = { size: 21 }
const VERDICT_LINE = 28
/** With more there is no room for a sentence. */
const MOST_WITH_VERDICT = 5
const SWATCH = 18
const THICKEST_BAR = 48
/** Between a bar and the next row. */
const GAP = 11

/** How a row is set, in pixels: its words are `text` high, the middle of its figures at `middle`. */
const ROOMY = { name: { size: 26, bold: true }, figure: 28, text: 61, middle: 30 }
const LOW = { name: { size: 22, bold: true }, figure: 24, text: 36, middle: 18 }
/** More strategies than this are drawn in lower rows, without their references. */
const MOST_ROOMY = 3

/** A row a strategy: name and figures above the bar, and a sentence below all. */
export function drawStrategies(preview: StrategiesPreview, area: Area, colours: PictureTheme): string {
  const { rows, columns, note, verdict } = preview
  const { left, right } = area
  const fills = new Fills('preview-', colours)
  const layout = rows.length <= MOST_ROOMY ? ROOMY : LOW
  const width = right - left
  const most = rows.length < MOST_ROOMY ? 2 : 1
  const sentence = rows.length <= MOST_WITH_VERDICT ? wrapText(verdict, width, VERDICT, most) : []
  const bottom = area.bottom - 10 - sentence.length * VERDICT_LINE
  const top = area.top + 37
  const pitch = Math.min((bottom - top) / rows.length, layout.text + THICKEST_BAR + GAP)
  const columnRight = (index: number) => right - (columns.length - 1 - index) * COLUMN
  const nameRoom = width - columns.length * COLUMN

  const heads = columns.map((column, index) => {
    const text = clipText(column, COLUMN - 10, SMALL)
    return textLine(columnRight(index), top - 10, text, { ...SMALL, fill: colours.muted, anchor: 'end' })
  })
  const drawn = rows.map((row, index) => {
    const y = Math.round(top + index * pitch)
    const base = baseline(y + layout.middle, layout.figure)
    const figures = row.figures.map(({ text, best }, column) =>
      textLine(columnRight(column), base, text, {
        size: layout.figure,
        bold: best,
        fill: best ? colours.good : colours.ink,
        anchor: 'end',
      }),
    )
    const barTop = y + layout.text
    const height = Math.max(4, Math.round(top + (index + 1) * pitch) - GAP - barTop)
    const box = { x: left, y: y + layout.middle - SWATCH / 2, width: SWATCH, height: SWATCH, rx: 4 }
    const swatch = { ...box, fill: accentOf(colours, row.colour) }
    const name = drawName(row, left + SWATCH + 12, y, nameRoom - SWATCH - 24, layout, colours)
    const bar = drawBar(row.bands, { left, right, top: barTop, bottom: barTop + height }, fills, colours)
    return element('rect', swatch) + name + figures.join('') + bar
  })
  const fill = colours.ink
  const style = { ...VERDICT, fill, width, lineHeight: VERDICT_LINE, most }
  return [
    textLine(left, top - 10, clipText(note, nameRoom, SMALL), { ...SMALL, fill: colours.muted }),
    ...heads,
    ...drawn,
    fills.toString(),
    sentence.length > 0 ? paragraph(left, bottom + 3, verdict, style).content : '',
  ].join('')
}

/** Where a line of figures stands whose middle is at `middle`: they are 0.72 of their size high. */
const baseline = (middle: number, size: number) => middle + 0.36 * size

/** Name and reference: one below the other, or the name alone where there is no room. */
function drawName(
  { name, reference }: StrategiesPreview['rows'][number],
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
function drawBar(
  bands: readonly PreviewBand[],
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
