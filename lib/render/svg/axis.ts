import { ticksFor } from '../../document/compare/bars'
import { formatBytes, type Units } from '../../i18n/format'
import { element, textLine } from './svg'
import { clipMiddle } from './text'
import { textWidth } from './text-width'
import type { PictureTheme } from './theme'

/** Size of the text along axes. */
export const AXIS_TEXT = 11

/** An axis of bytes from 0, upwards. */
export interface BytesAxis {
  readonly ticks: readonly number[]
  /** Pixels for its figures, left of where the plot begins. */
  readonly room: number
  readonly top: number
}

/** Round steps in the units that are printed: of 1024 in binary ones. */
export function bytesAxis(tallest: number, units: Units): BytesAxis {
  const unit =
    units === 'binary' ? 1024 ** Math.floor(Math.log(Math.max(1, tallest / 4)) / Math.log(1024)) : 1
  const ticks = ticksFor(tallest / unit).map((tick) => tick * unit)
  const widest = Math.max(...ticks.map((tick) => textWidth(formatBytes(tick, 'round', units), AXIS_TEXT)))
  return { ticks, room: Math.ceil(widest) + 12, top: ticks.at(-1) ?? 1 }
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Lines and figures of the axis around a plot that stands at `place`. */
export function drawBytesAxis(axis: BytesAxis, place: Place, units: Units, theme: PictureTheme): string {
  const { x, y, width, height } = place
  const parts = axis.ticks.map((tick) => {
    const at = Math.round(y + height - (tick / axis.top) * height) + 0.5
    const line = element('path', {
      d: `M${x} ${at.toFixed(1)}H${x + width}`,
      stroke: tick === 0 ? theme.lineStrong : theme.line,
    })
    const style = { size: AXIS_TEXT, fill: theme.muted, anchor: 'end' } as const
    return line + textLine(x - 8, at + 4, formatBytes(tick, 'round', units), style)
  })
  return parts.join('')
}

const SLANT = 35
/** Pixels along a slanted label. */
const LONGEST = 120
const SLANTED_STEP = 15

/** Names below an axis: level where all fit beside each other, else slanted; as many as there is room for. */
export interface AxisLabels {
  readonly height: number
  readonly slanted: boolean
}

export function axisLabels(texts: readonly string[], step: number): AxisLabels {
  const widest = Math.max(0, ...texts.map((text) => Math.min(LONGEST, textWidth(text, AXIS_TEXT))))
  const slanted = widest > Math.max(0, step - 8)
  return { slanted, height: slanted ? Math.sin((SLANT * Math.PI) / 180) * widest + 20 : 20 }
}

/** A label with its place: its middle, or its end where it is slanted. */
export interface PlacedLabel {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Of what turns it. */
  readonly transform?: string | undefined
}

/** The labels for which there is room below an axis. @param at  middle of each, from the left */
export function placeLabels(
  { slanted }: AxisLabels,
  texts: readonly string[],
  at: (index: number) => number,
  y: number,
  step: number,
): readonly PlacedLabel[] {
  const face = { size: AXIS_TEXT }
  const every = slanted ? Math.max(1, Math.ceil(SLANTED_STEP / step)) : 1
  return texts.flatMap((text, index): PlacedLabel[] => {
    if (index % every !== 0) return []
    const x = at(index)
    if (!slanted) return [{ x, y: y + 14, text: clipMiddle(text, step - 6, face) }]
    const transform = `rotate(-${SLANT} ${x.toFixed(1)} ${(y + 12).toFixed(1)})`
    // It begins left of where it ends: the first ones have less room.
    const clipped = clipMiddle(text, Math.min(LONGEST, x / Math.cos((SLANT * Math.PI) / 180)), face)
    return [{ x: x + 3, y: y + 12, text: clipped, transform }]
  })
}

export function drawLabels(labels: readonly PlacedLabel[], { muted }: PictureTheme): string {
  return labels
    .map(({ text, x, y, transform }) => {
      const anchor = transform === undefined ? 'middle' : 'end'
      return textLine(x, y, text, { size: AXIS_TEXT, fill: muted, anchor, transform })
    })
    .join('')
}

/** @param at  middle of each label, from the left */
export function drawAxisLabels(
  labels: AxisLabels,
  texts: readonly string[],
  at: (index: number) => number,
  y: number,
  step: number,
  theme: PictureTheme,
): string {
  return drawLabels(placeLabels(labels, texts, at, y, step), theme)
}
