import type { LegendEntry } from '../../document/document'
import { marker } from './markers'
import type { Drawn } from './options'
import { element, textLine } from './svg'
import { clipText } from './text'
import { textWidth } from './text-width'
import { accentOf, type PictureTheme } from './theme'

const SIZE = 13
const SAMPLE = 24
const LONGEST = 420

/** The strategies by colour, mark and name, in as many rows as they need. */
export function drawLegend(legend: readonly LegendEntry[], width: number, colours: PictureTheme): Drawn {
  let [x, y] = [0, 0]
  const parts = legend.map(({ name, colour }) => {
    const text = clipText(name, Math.min(LONGEST, width - SAMPLE - 8), { size: SIZE })
    const needed = SAMPLE + 8 + textWidth(text, SIZE)
    if (x > 0 && x + needed > width) [x, y] = [0, y + 22]
    const fill = accentOf(colours, colour)
    const part =
      element('path', { d: `M${x.toFixed(1)} ${y + 9}h${SAMPLE}`, stroke: fill, 'stroke-width': 3 }) +
      marker({ x: x + SAMPLE / 2, y: y + 9, slot: colour, fill, edge: colours.surface, scale: 1.15 }) +
      textLine(x + SAMPLE + 8, y + 13.5, text, { size: SIZE, fill: colours.ink })
    x += needed + 24
    return part
  })
  return { height: legend.length === 0 ? 0 : y + 20, content: parts.join('') }
}
