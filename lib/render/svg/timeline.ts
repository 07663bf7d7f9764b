import { ticksFor } from '../../document/compare/bars'
import type { TimelineChart } from '../../document/document'
import { formatBytes } from '../../i18n/format'
import { AXIS_TEXT } from './axis'
import type { Drawn, Plot } from './options'
import { Fills } from './patterns'
import { element, textLine } from './svg'
import { clipText } from './text'
import { textWidth } from './text-width'
import { THEMES } from './theme'

const LANE = 26
const BAR = 8
const LABEL = 12
/** Layers of one image: a classic engine has no more. */
const MOST_LANES = 130
const WIDEST_LABEL = 0.38

/** A lane per layer, base first: downloads in full colour, unpacking as an outline, what is reused hatched throughout. */
export function drawTimeline({ chart, theme, units, width, ids, plot }: Plot<TimelineChart>): Drawn {
  const colours = THEMES[theme]
  const fills = new Fills(ids, colours)
  const lanes = chart.lanes.slice(0, plot ? Math.max(1, Math.floor(plot / LANE)) : MOST_LANES)
  const bytes = lanes.map((lane) =>
    lane.bytes === undefined ? '—' : formatBytes(lane.bytes, 'transfer', units),
  )
  const bytesRoom = Math.max(0, ...bytes.map((text) => textWidth(text, LABEL)))
  const longest = Math.max(40, ...lanes.map(({ label }) => textWidth(label, LABEL)))
  const labelRoom = Math.min(longest, width * WIDEST_LABEL)
  const left = labelRoom + 16 + bytesRoom + 14
  const room = Math.max(40, width - left - 24)
  // To the end of the pull, and not to the tick behind it.
  const last = Math.max(
    1,
    chart.totalMs,
    ...lanes.map(({ unpack, download }) => (unpack ?? download ?? [0, 1])[1]),
  )
  const ticks = secondsUpTo(last / 1000)
  const at = (ms: number) => left + (Math.min(last, Math.max(0, ms)) / last) * room
  const bottom = lanes.length * LANE + 4
  const parts = ticks.map((seconds, index) => {
    const x = at(seconds * 1000)
    const stroke = index === 0 ? colours.lineStrong : colours.line
    const text = `${Number(seconds.toPrecision(4))} s`
    const style = { size: AXIS_TEXT, fill: colours.muted, anchor: index === 0 ? 'start' : 'middle' } as const
    return (
      element('path', { d: `M${x.toFixed(1)} 0V${bottom}`, stroke }) + textLine(x, bottom + 15, text, style)
    )
  })
  const bar = (span: readonly [number, number], top: number, fill: string, stroke?: string) => {
    const from = at(span[0])
    const width = Math.max(2, at(span[1]) - from)
    return element('rect', { x: from, y: top, width, height: BAR, rx: 1.5, fill, stroke })
  }
  const [first = colours.ink, , third = colours.ink] = colours.accents
  for (const [index, lane] of lanes.entries()) {
    const y = index * LANE
    const ink = lane.reused ? colours.muted : colours.ink
    const style = { size: LABEL, fill: ink }
    const ground = {
      x: left,
      y: y + 3,
      width: room,
      height: LANE - 6,
      rx: 2,
      fill: lane.reused ? fills.reused() : colours.sunken,
      'fill-opacity': lane.reused ? 0.55 : 0.7,
    }
    parts.push(
      textLine(0, y + 17, clipText(lane.label, labelRoom, style), style),
      textLine(labelRoom + 16 + bytesRoom, y + 17, bytes[index] ?? '', { ...style, anchor: 'end' }),
      element('rect', ground),
    )
    if (lane.download) parts.push(bar(lane.download, y + 4.5, first))
    if (lane.unpack) parts.push(bar(lane.unpack, y + LANE - 4.5 - BAR, colours.surface, third))
    // A sum that is not fetched is crossed out, as on the page; drawn, because rasterisers differ.
    if (lane.reused && lane.bytes !== undefined) {
      const to = labelRoom + 16 + bytesRoom
      const from = to - textWidth(bytes[index] ?? '', LABEL)
      parts.push(element('path', { d: `M${from.toFixed(1)} ${y + 13}H${to.toFixed(1)}`, stroke: ink }))
    }
  }
  const more = chart.lanes.length - lanes.length
  if (more > 0) {
    const text = `… +${more.toLocaleString('en-US')}`
    parts.push(textLine(0, bottom + 14, text, { size: LABEL, fill: colours.muted }))
  }
  return { height: bottom + 24, content: fills.toString() + parts.join('') }
}

/** Round steps of seconds, and of their parts; bytes have whole ones. */
function secondsUpTo(last: number): readonly number[] {
  return ticksFor(last * 1e6)
    .map((tick) => tick / 1e6)
    .filter((tick) => tick <= last)
}
