import type { StackChart } from '../../document/document'
import { formatBytes } from '../../i18n/format'
import type { Drawn, Plot } from './options'
import { Fills } from './patterns'
import { element, textLine } from './svg'
import { clipText } from './text'
import { textWidth } from './text-width'
import { THEMES } from './theme'

const CORE = 84
const LEAD = 34
const ROW = 22
const LABEL = 12
const SHORTEST = 300
/** A layer is never thinner than a hair, nor is one whose bytes are not known. */
const HAIR = 2
const UNKNOWN = 14
const MOST = 260

type Layer = StackChart['layers'][number]

/** The layers of one image as a drill core, base at the bottom, each with a line to its words. */
export function drawStack({ chart, theme, units, width, ids, plot }: Plot<StackChart>): Drawn {
  const colours = THEMES[theme]
  const fills = new Fills(ids, colours)
  // What is above everything comes first on the page.
  const layers = chart.layers.slice(0, plot ? Math.max(1, Math.floor(plot / ROW)) : MOST).toReversed()
  const height = Math.max(plot ?? SHORTEST, layers.length * ROW)
  const sizes = bandSizes(layers, height)
  const bytes = layers.map((layer) =>
    layer.bytes === undefined ? '—' : formatBytes(layer.bytes, chart.bytesOf, units),
  )
  const bytesRoom = Math.max(0, ...bytes.map((text) => textWidth(text, LABEL)))
  const textLeft = CORE + LEAD + bytesRoom + 14
  const room = width - textLeft
  const labelRoom = Math.min(
    room * 0.6,
    Math.max(0, ...layers.map(({ label }) => textWidth(label, LABEL) + 1)),
  )
  const places = spread(sizes, height)
  const face = { size: LABEL }
  const ink = { ...face, fill: colours.ink }
  const muted = { ...face, fill: colours.muted }
  const parts: string[] = []
  let top = 0
  for (const [index, layer] of layers.entries()) {
    const size = sizes[index] ?? HAIR
    const middle = top + size / 2
    const row = places[index] ?? middle
    const known = layer.bytes !== undefined
    const band = {
      x: 0.5,
      y: top,
      width: CORE - 1,
      height: size,
      fill: known ? fills.layer(layer.slot) : fills.unknown(),
      stroke: known ? colours.surface : colours.lineStrong,
      'stroke-width': known ? 0.75 : 1,
      'stroke-dasharray': known ? undefined : '3 2',
    }
    const lead = `M${CORE + 3} ${middle.toFixed(1)}L${CORE + 14} ${middle.toFixed(1)}L${CORE + LEAD - 12} ${row.toFixed(1)}H${CORE + LEAD - 5}`
    const label = clipText(layer.label, labelRoom, face)
    // In a column behind the labels, what else there is to say.
    const rest = clipText(layer.text, room - labelRoom - 20, face)
    parts.push(
      element('rect', band),
      element('path', { d: lead, fill: 'none', stroke: colours.lineStrong, 'stroke-width': 0.8 }),
      textLine(CORE + LEAD + bytesRoom, row + 4, bytes[index] ?? '', { ...ink, anchor: 'end' }),
      textLine(textLeft, row + 4, label, ink),
      textLine(textLeft + labelRoom + 20, row + 4, rest, muted),
    )
    top += size
  }
  let bottom = height
  const more = chart.layers.length - layers.length
  if (more > 0) {
    bottom += 20
    const text = `… +${more.toLocaleString('en-US')}`
    parts.push(textLine(CORE + LEAD, bottom - 4, text, muted))
  }
  return { height: bottom + 2, content: fills.toString() + parts.join('') }
}

/** Heights in pixels that make up the core: each layer's share of what its hairs leave. */
function bandSizes(layers: readonly Layer[], height: number): readonly number[] {
  const least = layers.map(({ bytes }) => (bytes === undefined ? UNKNOWN : HAIR))
  const left = Math.max(0, height - least.reduce((sum, size) => sum + size, 0))
  const all = layers.reduce((sum, { bytes = 0 }) => sum + bytes, 0)
  return layers.map(({ bytes = 0 }, index) => (least[index] ?? HAIR) + (all > 0 ? (bytes / all) * left : 0))
}

/** Middles of the rows of words: as near to their bands as rows of one height can be, in order. */
function spread(sizes: readonly number[], height: number): readonly number[] {
  const places: number[] = []
  let top = 0
  for (const size of sizes) {
    places.push(Math.max(top + size / 2, (places.at(-1) ?? -ROW / 2) + ROW))
    top += size
  }
  let below = height + ROW / 2
  for (let index = places.length - 1; index >= 0; index--) {
    places[index] = Math.min(places[index] ?? 0, below - ROW)
    below = places[index] ?? 0
  }
  return places
}
