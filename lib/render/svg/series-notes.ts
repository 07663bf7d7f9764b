import type { SeriesChart } from '../../document/document'
import type { SeriesFrame } from '../../document/series/frame'
import { element, textLine } from './svg'
import { textWidth } from './text-width'
import { accentOf, type PictureTheme } from './theme'

const NOTE = { size: 10 }
/** Pixels between a note and its triangle, and between notes. */
const GAP = 7
/** More are not told from each other. */
const MOST = 40

/** What stands out, at its tag and in the colour of its strategy: in words as far as they have room above the plot. */
export function drawNotes(
  { notes = [], lines }: SeriesChart,
  { x, top, left, width, height }: SeriesFrame,
  colours: PictureTheme,
): string {
  let free = left
  const sorted = notes.toSorted((a, b) => a.place - b.place).slice(0, MOST)
  const parts = sorted.map(({ place, strategy, text }) => {
    const at = x(place)
    const colour = lines.find((line) => line.strategy === strategy)?.colour ?? 0
    const fill = accentOf(colours, colour)
    const mark =
      element('path', {
        d: `M${at.toFixed(1)} ${top}v${height}`,
        stroke: fill,
        'stroke-dasharray': '1 3',
      }) + element('path', { d: `M${(at - 4).toFixed(1)} ${top - 8}h8l-4 7z`, fill })
    const wide = textWidth(text, NOTE.size)
    const [after, before] = [at + GAP, at - GAP - wide]
    const next = sorted.find((other) => other.place > place)
    const end = next ? x(next.place) - GAP : left + width
    const start = after + wide <= end && after >= free ? after : before >= free ? before : undefined
    free = Math.max(free, start === undefined ? after : Math.max(after, start + wide + GAP))
    return mark + (start === undefined ? '' : textLine(start, top - 2, text, { ...NOTE, fill: colours.ink }))
  })
  return parts.join('')
}
