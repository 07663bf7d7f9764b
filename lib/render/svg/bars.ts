import { type Bar, barText, type Group } from '../../document/compare/bars'
import type { BarsChart } from '../../document/document'
import { axisLabels, type BytesAxis, bytesAxis, drawAxisLabels, drawBytesAxis } from './axis'
import { Boxes, Hatched } from './boxes'
import { marker } from './markers'
import type { Drawn, Plot } from './options'
import { Fills } from './patterns'
import { textLine } from './svg'
import { textWidth } from './text-width'
import { accentOf, type PictureTheme, THEMES } from './theme'

const PLOT = 250
/** Pixels of one bar: narrower ones go into a further row of groups, until there are `MOST_ROWS`. */
const WIDEST = 46
const READABLE = 12
const NARROWEST = 3
const MOST_ROWS = 6
const ROW_GAP = 18
const VALUE = 10.5
/** Strip and mark of the strategy below a bar. */
const FOOT = 4
const FOOT_ROOM = 18
/** A layer that was really added is never thinner than a hair. */
const HAIR = 1.2

/** Where the bars of a chart stand: all rows are alike. */
interface Grid {
  readonly groups: number
  readonly step: number
  readonly bar: number
  readonly gap: number
  readonly bars: number
}

/** Groups of bars, in as many rows below each other as they need; what goes beyond them is counted. */
export function drawBars({ chart, theme, units, width, legend, ids }: Plot<BarsChart>): Drawn {
  const colours = THEMES[theme]
  const bars = Math.max(1, legend.length, ...chart.groups.map((group) => group.bars.length))
  const tallest = chart.groups.reduce((most, group) => Math.max(most, ...heights(group)), 0)
  const axis = bytesAxis(tallest, units)
  const room = width - axis.room - 4
  const grid = gridOf(chart.groups.length, bars, room)
  const shown = chart.groups.slice(0, grid.groups * MOST_ROWS)
  const labels = axisLabels(
    shown.map(({ label }) => label),
    grid.step,
  )
  const fills = new Fills(ids, colours)
  const slotOf = (strategy: number) => legend[strategy]?.colour ?? strategy
  const { figures, head } = labelling(grid, widestFigure(shown, units))
  const painter = { axis, grid, units, colours, fills, slotOf, figures }
  const parts: string[] = []
  let y = 0
  for (let first = 0; first < Math.max(1, shown.length); first += grid.groups) {
    const row = shown.slice(first, first + grid.groups)
    const place = { x: axis.room, y: y + head, width: room, height: PLOT }
    parts.push(drawBytesAxis(axis, place, units, colours))
    parts.push(
      drawGroups(row, axis.room, place.y + PLOT, { ...painter, boxes: new Boxes(), reused: new Hatched() }),
    )
    const foot = place.y + PLOT + FOOT_ROOM
    const middle = (index: number) => axis.room + (index + 0.5) * grid.step
    const texts = row.map(({ label }) => label)
    parts.push(drawAxisLabels(labels, texts, middle, foot, grid.step, colours))
    y = foot + labels.height + ROW_GAP
  }
  const left = chart.groups.length - shown.length
  if (left > 0) {
    parts.push(
      textLine(axis.room, y, `… +${left.toLocaleString('en-US')}`, { size: 12, fill: colours.muted }),
    )
    y += ROW_GAP
  }
  return { height: y - ROW_GAP + 2, content: fills.toString() + parts.join('') }
}

const heights = ({ bars }: Group) => bars.map((bar) => bar?.bytes ?? 0)
const groupWidth = ({ bars, bar, gap }: Grid) => bars * (bar + gap) - gap

function gridOf(groups: number, bars: number, room: number): Grid {
  const count = Math.max(1, groups)
  const fits = (bar: number) => Math.max(1, Math.floor(room / stepFor(bars, bar)))
  // As wide as they can be in one row; else as many rows as keep them readable; else as narrow as it takes.
  let perRow = count
  if (fits(READABLE) < count) {
    const rows = Math.min(MOST_ROWS, Math.ceil(count / fits(READABLE)))
    perRow = Math.min(Math.ceil(count / rows), fits(NARROWEST))
  }
  const step = room / perRow
  const gap = step / bars > 14 ? 3 : 1
  return { groups: perRow, step, bar: Math.min(WIDEST, Math.max(1, (step * 0.84) / bars - gap)), gap, bars }
}

const stepFor = (bars: number, bar: number) => (bars * (bar + (bar > 11 ? 3 : 1))) / 0.84

/** How the figures above the bars stand, all alike, and the pixels that are theirs. */
function labelling({ bar, gap }: Grid, widest: number) {
  if (bar + gap >= widest + 5) return { figures: 'level', head: 18 } as const
  if (bar + gap >= VALUE - 0.5) return { figures: 'upright', head: widest + 10 } as const
  return { figures: 'none', head: 8 } as const
}

const widestFigure = (groups: readonly Group[], units: Painter['units']) =>
  groups.reduce(
    (most, { bars }) =>
      Math.max(
        most,
        ...bars.map((bar) => (bar?.figure === undefined ? 0 : textWidth(barText(bar, units), VALUE))),
      ),
    0,
  )

interface Painter {
  readonly axis: BytesAxis
  readonly grid: Grid
  readonly units: Plot['units']
  readonly colours: PictureTheme
  readonly fills: Fills
  readonly slotOf: (strategy: number) => number
  /** Bands of one row of groups. */
  readonly boxes: Boxes
  readonly reused: Hatched
  readonly figures: ReturnType<typeof labelling>['figures']
}

/** All groups of one row, which stand on one floor. */
function drawGroups(groups: readonly Group[], left: number, floor: number, painter: Painter): string {
  const { grid, colours, boxes, reused } = painter
  const others: string[] = []
  for (const [place, { bars }] of groups.entries()) {
    const first = left + place * grid.step + (grid.step - groupWidth(grid)) / 2
    for (const [strategy, bar] of bars.entries()) {
      if (bar) others.push(drawBar(bar, first + strategy * (grid.bar + grid.gap), floor, painter))
    }
  }
  const edges = grid.bar > 6 ? { stroke: colours.surface, 'stroke-width': 0.75 } : {}
  return boxes.draw(edges) + reused.draw(colours.sunken, colours.lineStrong, edges) + others.join('')
}

/** A bar's bands go to the painter's; @returns what stands around it */
function drawBar(bar: Bar, x: number, floor: number, painter: Painter): string {
  const { axis, grid, colours, fills, slotOf, boxes, reused } = painter
  const slot = slotOf(bar.strategy)
  const accent = accentOf(colours, slot)
  const centre = x + grid.bar / 2
  const scale = Math.min(0.85, Math.max(0.3, grid.bar / 13))
  boxes.add(accent, [x, floor + 1, grid.bar, FOOT])
  const foot = marker({ x: centre, y: floor + FOOT + 7, slot, fill: accent, scale })
  if (bar.bytes === undefined) {
    return foot + textLine(centre, floor - 6, '—', { size: 12, fill: colours.muted, anchor: 'middle' })
  }
  const height = (bar.bytes / axis.top) * PLOT
  let from = 0
  for (const band of bar.bands) {
    const share = bar.bytes ? (band.bytes / bar.bytes) * height : 0
    const size = Math.max(share, HAIR)
    const box = [x, floor - from - size, grid.bar, size] as const
    if (band.reused) reused.add(box)
    else boxes.add(fills.layer(band.slot), box)
    from += share
  }
  return foot + figureOf(bar, centre, floor - Math.max(height, HAIR), painter)
}

function figureOf(bar: Bar, x: number, top: number, { figures, colours, units }: Painter): string {
  const text = barText(bar, units)
  const style = { size: VALUE, fill: colours.ink } as const
  if (figures === 'none') return ''
  if (figures === 'level') return textLine(x, top - 5, text, { ...style, anchor: 'middle' })
  const [px, py] = [x + VALUE * 0.36, top - 5]
  return textLine(px, py, text, { ...style, transform: `rotate(-90 ${px.toFixed(1)} ${py.toFixed(1)})` })
}
