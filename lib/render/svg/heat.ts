import type { HeatChart } from '../../document/document'
import { type HeatCell, heatCell, placeText } from '../../document/downloads/cells'
import { boundOf, type Scale, STEPS, scaleOf, TICKS } from '../../document/downloads/scale'
import { formatBytes, type Units } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import { type Box, Boxes } from './boxes'
import { marker } from './markers'
import type { Drawn, Plot } from './options'
import { Fills } from './patterns'
import { element, hundredths, textLine } from './svg'
import { clipMiddle, clipText } from './text'
import { textWidth } from './text-width'
import { accentOf, type PictureTheme, THEMES } from './theme'

const GAP = 28
const HEAD = 26
const LABEL = 10.5
/** Pixels for the tags left of and above the cells. */
const WIDEST_GUTTER = 96
const NARROWEST_GUTTER = 44
const WIDEST = 72
const TALLEST = 30
/** The same where the map has a height to fill. */
const TALLEST_FITTED = 52
const LOWEST = 4
/** Cells this wide hold their figure; this narrow are still distinct; beyond that, tags are left out. */
const ROOMY = 50
const PLAIN = 7
const NARROWEST = 5
/** Tags are named at every row or column where there is this much room, else at every second, third, … */
const LABEL_ROOM = 12
/** Cells of all maps together: beyond them the first tags are drawn, and the others are counted. */
const MOST_CELLS = 40_000

/** Cells this wide, and this high, have room for a figure; from `WITH_AIR` on for air around them. */
const WITH_FIGURE = 48
const HIGH_FIGURE = 13
const WITH_AIR = 14
/** Share of a cell's width that the bar of a rollback takes. */
const SIDE = 0.09

type HeatMap = HeatChart['maps'][number]

/** How all maps of a chart are laid out: all alike. */
interface Layout {
  readonly columns: number
  /** Of one map. */
  readonly width: number
  readonly tags: number
  readonly gutter: number
  readonly wide: number
  readonly tall: number
  /** Whether the tags above the columns are written upwards. */
  readonly upright: boolean
}

interface Paint {
  readonly layout: Layout
  readonly scale: Scale | undefined
  readonly units: Units
  readonly bytesOf: Basis
  readonly colours: PictureTheme
  readonly fills: Fills
  readonly nothing: string
}

/** One map per strategy, beside or below each other: figures where cells are large, and the scale of their colours. */
export function drawHeat({ chart, theme, units, width, ids, plot }: Plot<HeatChart>): Drawn {
  const colours = THEMES[theme]
  const layout = layoutOf(chart, width, plot)
  const fills = new Fills(ids, colours)
  const scale = scaleOf(chart.maps)
  const paint: Paint = {
    ...{ layout, scale, units, colours, fills },
    bytesOf: chart.bytesOf,
    nothing: chart.nothing,
  }
  const parts: string[] = []
  let y = 0
  for (let first = 0; first < chart.maps.length; first += layout.columns) {
    const beside = chart.maps.slice(first, first + layout.columns)
    for (const [index, map] of beside.entries()) {
      parts.push(moved(index * (layout.width + GAP), y, drawMap(map, paint)))
    }
    y += mapHeight(layout, Math.max(...beside.map(({ tags }) => tags.length))) + 20
  }
  if (scale) {
    parts.push(moved(layout.gutter, y, drawScale(scale, paint)))
    y += 34
  }
  return { height: y, content: fills.toString() + parts.join('') }
}

const moved = (x: number, y: number, content: string) =>
  element('g', { transform: `translate(${hundredths(x)} ${hundredths(y)})` }, content)

/** As many maps beside each other as leave room for figures; where none has room, as many as stay distinct. */
function layoutOf({ maps, nothing }: HeatChart, width: number, plot?: number): Layout {
  const all = Math.max(1, ...maps.map(({ tags }) => tags.length))
  const most = Math.min(all, Math.floor(Math.sqrt(MOST_CELLS / Math.max(1, maps.length))))
  const longest = Math.max(0, ...maps.flatMap(({ tags }) => tags.map((tag) => textWidth(tag, LABEL))))
  const gutter = Math.min(
    WIDEST_GUTTER,
    Math.max(NARROWEST_GUTTER, longest + 12, textWidth(nothing, LABEL) + 12),
  )
  const layouts = [3, 2, 1].map((columns): Layout => {
    const room = (width - (columns - 1) * GAP) / columns
    const tags = Math.max(1, Math.min(most, Math.floor((room - gutter) / NARROWEST)))
    const wide = Math.min(WIDEST, Math.max(1, (room - gutter) / tags))
    const upright = longest > wide - 4
    const tall = plot ? Math.min(TALLEST_FITTED, Math.max(LOWEST, plot / (tags + 1))) : TALLEST
    return { columns, width: room, tags, gutter, wide, tall: Math.min(wide, tall), upright }
  })
  const fitting = layouts.filter(({ columns }) => columns <= Math.max(1, maps.length))
  const distinct = fitting.find(({ wide, tags }) => wide >= PLAIN && tags === most)
  // Below each other they would be lower than wide.
  if (plot && distinct) return distinct
  return fitting.find(({ wide }) => wide >= ROOMY) ?? distinct ?? layouts[2]!
}

const topOf = ({ upright, gutter }: Layout) => HEAD + (upright ? gutter : 18)
const mapHeight = (layout: Layout, tags: number) =>
  topOf(layout) + (Math.min(tags, layout.tags) + 1) * layout.tall

function drawMap(map: HeatMap, paint: Paint): string {
  const { layout, colours } = paint
  const tags = map.tags.slice(0, layout.tags)
  const left = map.tags.length - tags.length
  const name = `${map.name}${map.estimated ? ' (≈)' : ''}`
  const face = { size: 12, bold: true }
  const more = left > 0 ? `… +${left.toLocaleString('en-US')}` : ''
  const room = layout.width - 20 - (more ? textWidth(more, 12) + 16 : 0)
  const clipped = clipText(name, room, face)
  const accent = accentOf(colours, map.colour)
  return [
    marker({ x: 6, y: 9, slot: map.colour, fill: accent }),
    textLine(18, 13, clipped, { ...face, fill: colours.ink }),
    textLine(30 + textWidth(clipped, 12, true), 13, more, { size: 12, fill: colours.muted }),
    drawTags(tags, paint),
    moved(layout.gutter, topOf(layout), drawCells(map, tags.length, paint)),
  ].join('')
}

function drawTags(tags: readonly string[], { layout, colours, nothing }: Paint): string {
  const { gutter, wide, tall, upright } = layout
  const top = topOf(layout)
  const [style, face] = [{ size: LABEL, fill: colours.muted }, { size: LABEL }]
  const everyRow = Math.ceil(LABEL_ROOM / tall)
  const everyColumn = upright ? Math.ceil(LABEL_ROOM / wide) : 1
  const beside = (y: number, text: string) =>
    textLine(gutter - 6, y + 4, clipMiddle(text, gutter - 8, face), { ...style, anchor: 'end' })
  const parts = [beside(top + tall / 2, nothing)]
  for (const [index, tag] of tags.entries()) {
    // Where rows are lower than a line of text, the first tag would stand upon the name of the row above it.
    if ((index + 1) % everyRow === 0) parts.push(beside(top + (index + 1.5) * tall, tag))
    if (index % everyColumn !== 0) continue
    const x = gutter + (index + 0.5) * wide
    if (upright) {
      const transform = `rotate(-90 ${hundredths(x + 4)} ${top - 6})`
      parts.push(textLine(x + 4, top - 6, clipMiddle(tag, gutter - 12, face), { ...style, transform }))
    } else parts.push(textLine(x, top - 6, tag, { ...style, anchor: 'middle' }))
  }
  return parts.join('')
}

/**
 * The first `tags` tags of a map as cells. All cells of one look are one path: tens of thousands stay a small
 * picture.
 */
function drawCells(
  map: HeatMap,
  tags: number,
  { layout, scale, units, bytesOf, colours, fills }: Paint,
): string {
  const grounds = new Boxes()
  /** Bars at the left of rollbacks, in the ink that is seen on their colour. */
  const sides = new Boxes()
  const [zeros, unknowns, nexts] = [new Boxes(), new Boxes(), new Boxes()]
  const figures: string[] = []
  for (let row = 0; row <= tags; row++) {
    for (let column = 0; column < tags; column++) {
      const cell = heatCell(map, { row, column }, scale)
      const { bytes, move, step } = cell
      const ink = colours.heatInk[step] ?? (move === 'same' ? colours.muted : colours.ink)
      const box = boxOf(layout, row, column)
      grounds.add(fillOf(cell, colours, fills), box)
      if (bytes === null) unknowns.add('none', box)
      else if (move === 'rollback') sides.add(ink, [box[0], box[1], Math.max(0.5, box[2] * SIDE), box[3]])
      if (bytes === 0 && move !== 'same') zeros.add('none', box)
      if (move === 'next') nexts.add('none', box)
      if (layout.wide >= WITH_FIGURE && layout.tall >= HIGH_FIGURE) {
        const [x, y] = [(column + 0.5) * layout.wide, (row + 0.5) * layout.tall + 4]
        figures.push(
          textLine(x, y, placeText(bytes, bytesOf, units), { size: 10, fill: ink, anchor: 'middle' }),
        )
      }
    }
  }
  const airy = layout.wide > WITH_AIR
  const thin = { stroke: colours.lineStrong, 'stroke-width': airy ? 1 : 0.4 }
  return (
    grounds.draw() +
    sides.draw({ 'fill-opacity': 0.55 }) +
    zeros.draw(thin) +
    unknowns.draw({ ...thin, 'stroke-dasharray': '3 2' }) +
    // A gap around the frame, so that it shows on dark cells.
    nexts.draw({ stroke: colours.surface, 'stroke-width': airy ? 3.6 : 2.2 }) +
    nexts.draw({ stroke: colours.ink, 'stroke-width': airy ? 1.6 : 1 }) +
    figures.join('')
  )
}

function boxOf({ wide, tall }: Layout, row: number, column: number): Box {
  const inset = wide > WITH_AIR ? 1 : 0
  return [column * wide + inset, row * tall + inset, wide - 2 * inset, tall - 2 * inset]
}

function fillOf({ bytes, move, step }: HeatCell, colours: PictureTheme, fills: Fills): string {
  if (bytes === null) return fills.unknown()
  if (move === 'same') return colours.sunken
  return colours.heat[step] ?? colours.heatZero
}

const SWATCH = 34

function drawScale(scale: Scale, { units, bytesOf, colours }: Paint): string {
  const text = (x: number, bytes: number, anchor: 'start' | 'middle' | 'end') =>
    textLine(x, 28, formatBytes(bytes, bytesOf, units), { size: LABEL, fill: colours.muted, anchor })
  const box = (step: number, at: number) =>
    element('rect', { x: at * SWATCH, y: 0, width: SWATCH, height: 14, fill: colours.heat[step] })
  if (scale.low === scale.high) return box(STEPS - 1, 0) + text(0, scale.high, 'start')
  const boxes = Array.from({ length: STEPS }, (_, step) => box(step, step))
  const ticks = TICKS.map((step) =>
    text(step * SWATCH, boundOf(scale, step), step === 0 ? 'start' : step === STEPS ? 'end' : 'middle'),
  )
  return boxes.join('') + ticks.join('')
}
