import { textLine } from './svg'
import { clipMiddle } from './text'
import { textWidth } from './text-width'
import type { PictureTheme } from './theme'

const SIZE = 11
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
  const widest = Math.max(0, ...texts.map((text) => Math.min(LONGEST, textWidth(text, SIZE))))
  const slanted = widest > step - 8 && widest > levelRoom(step)
  return { slanted, height: slanted ? Math.sin((SLANT * Math.PI) / 180) * widest + 20 : 20 }
}

/** Level labels may be cut, but not below this. */
const levelRoom = (step: number) => (step >= 130 ? step - 10 : 0)

/** @param at  middle of each label, from the left */
export function drawAxisLabels(
  labels: AxisLabels,
  texts: readonly string[],
  at: (index: number) => number,
  y: number,
  step: number,
  theme: PictureTheme,
): string {
  const fill = theme.muted
  const every = labels.slanted ? Math.max(1, Math.ceil(SLANTED_STEP / step)) : 1
  return texts
    .map((text, index) => {
      if (index % every !== 0) return ''
      const x = at(index)
      if (!labels.slanted) {
        return textLine(x, y + 14, clipMiddle(text, step - 6, { size: SIZE }), {
          size: SIZE,
          fill,
          anchor: 'middle',
        })
      }
      const transform = `rotate(-${SLANT} ${x.toFixed(1)} ${(y + 12).toFixed(1)})`
      // It begins left of where it ends: the first ones have less room.
      const clipped = clipMiddle(text, Math.min(LONGEST, x / Math.cos((SLANT * Math.PI) / 180)), {
        size: SIZE,
      })
      return textLine(x + 3, y + 12, clipped, { size: SIZE, fill, anchor: 'end', transform })
    })
    .join('')
}
