import type { SeriesChart, SeriesLine } from '../../document/document'
import { BESIDE_NAME, frameOf } from '../../document/series/frame'
import {
  drawnParts,
  drawnPlaces,
  pointedPlaces,
  type SeriesAxis,
  valuesOf,
  widthOf,
} from '../../document/series/plot'
import { AXIS_TEXT } from './axis'
import { marker } from './markers'
import { drawNotes, withNoteList } from './notes'
import type { Drawn, Plot } from './options'
import { element, textLine } from './svg'
import { clipMiddle } from './text'
import { textWidth } from './text-width'
import { accentOf, type PictureTheme, THEMES } from './theme'

const PLOT = 260
const HEAD = 12
const PARTS = 24
const LABELS = 26
const NAME = { size: AXIS_TEXT }
export const PART_DASH = '6 4'

/** A figure along tags: lines with a point a tag, named at their ends; a gap where nothing is known. */
export function drawSeries({ chart, theme, units, width, plot: high = PLOT }: Plot<SeriesChart>): Drawn {
  const colours = THEMES[theme]
  const parts = partNames(chart, colours)
  const above = parts.height + HEAD
  const frame = frameOf(chart, units, {
    ...{ width, height: high, top: above, text: AXIS_TEXT, widthOf: textWidth },
  })
  const { axis, ticks, left, right, top, width: room, step, ends, x: at, y, notes } = frame
  const floor = top + high
  const pen: Pen = { chart, axis, at, y, step, colours, kept: drawnPlaces(chart, room) }
  const content = [
    parts.content,
    ...ticks.map(({ value, text }) => {
      const line = Math.round(y(value)) + 0.5
      const stroke = value === axis.low ? colours.lineStrong : colours.line
      const style = { size: AXIS_TEXT, fill: colours.muted, anchor: 'end' } as const
      return (
        element('path', { d: `M${left} ${line}H${(left + room).toFixed(1)}`, stroke }) +
        textLine(left - 8, line + 4, text, style)
      )
    }),
    ...frame.named.map((place) =>
      drawLabel(chart.places[place] ?? '', at(place), floor, frame.nameWidth, colours),
    ),
    ...chart.limits.map((limit) => drawLimit(limit, pen, left, room)),
    ...(chart.interval ? chart.lines.map((line) => drawRoom(line, pen)) : []),
    ...chart.lines.flatMap((line, index) =>
      drawnParts(chart).map((part) => drawPart(line, index, part, pen)),
    ),
    drawNotes(
      notes.placed.map((mark) => ({ ...mark, to: floor })),
      colours,
    ),
    ...ends.map(({ line, y: end }) => {
      const fill = accentOf(colours, line.colour)
      const [x, text] = [left + room + 8, clipMiddle(line.name, right - BESIDE_NAME + 2, NAME)]
      const mark = marker({ x: x + 4, y: top + end, slot: line.colour, fill, scale: 0.8 })
      return mark + textLine(x + 14, top + end + 4, text, { ...NAME, fill: colours.ink })
    }),
  ]
  const listed = chart.listed || notes.named ? [] : (chart.notes ?? [])
  return withNoteList({ height: floor + LABELS, content: content.join('') }, listed, width, colours)
}

function drawLabel(label: string, x: number, floor: number, width: number, { muted }: PictureTheme): string {
  const text = clipMiddle(label, width, NAME)
  return textLine(x, floor + 16, text, { ...NAME, fill: muted, anchor: 'middle' })
}

interface Pen {
  readonly chart: SeriesChart
  readonly axis: SeriesAxis
  readonly at: (place: number) => number
  readonly y: (value: number) => number
  readonly step: number
  readonly colours: PictureTheme
  readonly kept: readonly number[]
}

/** What a solid line is and what a dashed one, where a strategy has both. */
function partNames(chart: SeriesChart, colours: PictureTheme): Drawn {
  const shown = drawnParts(chart)
  if (shown.length < 2) return { height: 0, content: '' }
  let x = 0
  const parts = shown.map((part) => {
    const { title = '', look } = chart.parts[part] ?? {}
    const dash = look === 'dashed' ? PART_DASH : undefined
    const line = { d: `M${x} 9h26`, stroke: colours.muted, 'stroke-width': 2, 'stroke-dasharray': dash }
    const drawn = element('path', line) + textLine(x + 32, 13, title, { ...NAME, fill: colours.ink })
    x += 32 + textWidth(title, NAME.size) + 22
    return drawn
  })
  return { height: PARTS, content: parts.join('') }
}

function drawLimit(
  { value, text }: SeriesChart['limits'][number],
  pen: Pen,
  left: number,
  room: number,
): string {
  const { axis, y, colours } = pen
  if (value > axis.high || value < axis.low) return ''
  const line = {
    d: `M${left} ${y(value).toFixed(1)}h${room.toFixed(1)}`,
    stroke: colours.ink,
    'stroke-dasharray': '2 3',
  }
  // Below the line where there is no room above it.
  const below = y(value) < HEAD + 2 * NAME.size ? 13 : -5
  return element('path', line) + textLine(left + 6, y(value) + below, text, { ...NAME, fill: colours.ink })
}

/** The room between the first two parts, place by place where both are known. */
function drawRoom(
  { cells: [first = [], second = []], colour }: SeriesLine,
  { at, y, kept, colours }: Pen,
): string {
  const [a, b] = [valuesOf(first), valuesOf(second)]
  let [d, run] = ['', [] as number[]]
  const close = () => {
    const point = (values: typeof a) => (place: number) =>
      `${at(place).toFixed(1)} ${y(values[place] ?? 0).toFixed(1)}`
    if (run.length > 1) d += `M${[...run.map(point(a)), ...run.toReversed().map(point(b))].join('L')}Z`
    run = []
  }
  for (const place of kept) {
    if (a[place] === undefined || b[place] === undefined) close()
    else run.push(place)
  }
  close()
  return d === '' ? '' : element('path', { d, fill: accentOf(colours, colour), 'fill-opacity': 0.12 })
}

function drawPart(line: SeriesLine, index: number, part: number, pen: Pen): string {
  const { chart, at, y, step, colours, kept } = pen
  const values = valuesOf(line.cells[part] ?? [])
  const stroke = accentOf(colours, line.colour)
  const width = widthOf(chart, index, part)
  const isDashed = chart.parts[part]?.look === 'dashed'
  let [d, open] = ['', false]
  for (const place of kept) {
    const value = values[place]
    if (value !== undefined) d += `${open ? 'L' : 'M'}${at(place).toFixed(1)} ${y(value).toFixed(1)}`
    open = value !== undefined
  }
  const scale = (isDashed ? 0.65 : 0.8) + (width - 2) * 0.12
  const mark = { slot: line.colour, fill: stroke, edge: colours.surface, scale }
  const marks = pointedPlaces(values, kept, step).map((place) =>
    marker({ x: at(place), y: y(values[place] ?? 0), ...mark }),
  )
  if (d === '') return ''
  const look = {
    'stroke-width': isDashed ? 1.5 : width,
    'stroke-dasharray': isDashed ? PART_DASH : undefined,
  }
  return element('path', { d, fill: 'none', stroke, ...look, 'stroke-linejoin': 'round' }) + marks.join('')
}
