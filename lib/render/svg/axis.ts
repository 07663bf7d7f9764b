import { ticksFor } from '../../document/compare/bars'
import { formatBytes, type Units } from '../../i18n/format'
import { element, textLine } from './svg'
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
  const widest = Math.max(...ticks.map((tick) => textWidth(formatBytes(tick, units), AXIS_TEXT)))
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
    return line + textLine(x - 8, at + 4, formatBytes(tick, units), style)
  })
  return parts.join('')
}
