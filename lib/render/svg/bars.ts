import type { BarsChart } from '../../document/document'
import { drawBytesAxis, drawLabels } from './axis'
import { VALUE } from './bar-figures'
import { FOOT, type PlacedBar, type PlanRow, planBars } from './bar-plan'
import { Boxes, Hatched } from './boxes'
import { marker } from './markers'
import { drawNotes, withNoteList } from './notes'
import type { Drawn, Plot } from './options'
import { Fills } from './patterns'
import { ribbonsOf } from './ribbons'
import { element, textLine } from './svg'
import { clipText } from './text'
import { accentOf, type PictureTheme, THEMES } from './theme'

const MOST_ROWS = 6
const RIBBON = 0.45

/** Bars as they are planned, in as many rows below each other as they need; what goes beyond them is counted. */
export function drawBars({ chart, theme, units, width, legend, ids, plot }: Plot<BarsChart>): Drawn {
  const colours = THEMES[theme]
  const { groups, notes, layout = 'side' } = chart
  const strategies = legend.length
  const plan = planBars({ groups, notes, strategies, units, width, layout, mostRows: MOST_ROWS, plot })
  const { axis, left } = plan
  const fills = new Fills(ids, colours)
  const parts = plan.rows.map((row) => {
    const place = { x: row.x, y: row.floor - row.plot, width: row.width, height: row.plot }
    const names = row.lanes.map(({ x, y, width, strategy }) => {
      const face = { size: 12, bold: true }
      const text = clipText(legend[strategy]?.name ?? '', width, face)
      return textLine(x + 2, y, text, { ...face, fill: colours.ink })
    })
    const slotOf = (strategy: number) => legend[strategy]?.colour ?? strategy
    return (
      drawBytesAxis(axis, place, units, colours) +
      drawRow(row, { layout, colours, fills, slotOf }) +
      drawLabels(row.labels, colours) +
      drawNotes(row.notes, colours) +
      names.join('')
    )
  })
  let { height } = plan
  if (left > 0) {
    const text = `… +${left.toLocaleString('en-US')}`
    height += 18
    parts.push(textLine(axis.room, height - 2, text, { size: 12, fill: colours.muted }))
  }
  return withNoteList({ height, content: fills.toString() + parts.join('') }, plan.listed, width, colours)
}

interface Painter {
  readonly layout: 'side' | 'ribbons'
  readonly colours: PictureTheme
  readonly fills: Fills
  readonly slotOf: (strategy: number) => number
}

/** All bars of one row, which stand on one floor. */
function drawRow(row: PlanRow, painter: Painter): string {
  const { colours, fills, layout } = painter
  const [boxes, reused] = [new Boxes(), new Hatched()]
  for (const { bands, x, width } of row.bars) {
    for (const { band, y, height } of bands) {
      const box = [x, y, width, height] as const
      if (band.reused) reused.add(box)
      else boxes.add(fills.layer(band.slot), box)
    }
  }
  const ribbons = layout === 'side' ? [] : ribbonsOf(row)
  const joined = ribbons.map(({ d, slot }) =>
    element('path', { d, fill: fills.layer(slot), 'fill-opacity': RIBBON }),
  )
  const others = row.bars.map((bar) => drawAround(bar, row.floor, painter))
  return joined.join('') + boxes.draw() + reused.draw(colours.sunken, colours.lineStrong) + others.join('')
}

/** What stands around a bar: the strip and mark of its strategy, and its figure. */
function drawAround(
  { bar, x, width, figure }: PlacedBar,
  floor: number,
  { colours, slotOf }: Painter,
): string {
  const slot = slotOf(bar.strategy)
  const accent = accentOf(colours, slot)
  const centre = x + width / 2
  const scale = Math.min(0.85, Math.max(0.3, width / 13))
  const foot =
    element('rect', { x, y: floor + 1, width, height: FOOT, fill: accent }) +
    marker({ x: centre, y: floor + FOOT + 7, slot, fill: accent, scale })
  if (bar.bytes === undefined) {
    return foot + textLine(centre, floor - 6, '—', { size: 12, fill: colours.muted, anchor: 'middle' })
  }
  if (!figure) return foot
  const style = { size: VALUE, fill: colours.ink } as const
  if (!figure.upright) return foot + textLine(figure.x, figure.y, figure.text, { ...style, anchor: 'middle' })
  const transform = `rotate(-90 ${figure.x.toFixed(1)} ${figure.y.toFixed(1)})`
  return foot + textLine(figure.x, figure.y, figure.text, { ...style, transform })
}
