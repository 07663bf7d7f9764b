import type { LegendEntry } from '../../document/document'
import { marker } from './markers'
import type { Drawn } from './options'
import { element, hundredths, textLine } from './svg'
import { clipMiddle, clipText } from './text'
import { textWidth } from './text-width'
import { accentOf, type PictureTheme } from './theme'

/** Pixels: a name takes `most`, samples and names stand at `middle` and `base` of a row, the last one ends at `below`. */
const LOOKS = {
  legend: { size: 13, sample: 24, most: 420, row: 22, middle: 9, base: 13.5, below: 20, gap: 24, stroke: 3 },
  lines: { size: 12, sample: 30, most: 360, row: 20, middle: 8, base: 12, below: 28, gap: 22, stroke: 2 },
} as const

export interface Named extends LegendEntry {
  /** Of its line, where it has one of its own. */
  readonly dash?: string | undefined
  /** Of no strategy: a line in a neutral colour, without a mark. */
  readonly neutral?: boolean | undefined
  /** Stands behind its name; the best is marked as in tables. */
  readonly figure?: { readonly text: string; readonly best: boolean } | undefined
}

const FIGURE_GAP = 8

/** Strategies, or their lines, by colour, dash, mark and name, in as many rows as they need. */
export function drawLegend(
  entries: readonly Named[],
  width: number,
  colours: PictureTheme,
  of: keyof typeof LOOKS = 'legend',
): Drawn {
  const { size, sample, most, row, middle, base, below, gap, stroke } = LOOKS[of]
  const [clip, scale] = of === 'legend' ? [clipText, 1.15] : [clipMiddle, 1]
  let [x, y] = [0, 0]
  const parts = entries.map(({ name, colour, dash, neutral, figure }) => {
    const figureRoom = figure ? FIGURE_GAP + textWidth(figure.text, size, true) : 0
    const text = clip(name, Math.min(most, width - sample - 8 - figureRoom), { size })
    const wide = sample + 8 + textWidth(text, size)
    const needed = wide + figureRoom
    if (x > 0 && x + needed > width) [x, y] = [0, y + row]
    const fill = neutral ? colours.muted : accentOf(colours, colour)
    const line = { stroke: fill, 'stroke-width': stroke, 'stroke-dasharray': dash }
    const at = { x: x + sample / 2, y: y + middle, slot: colour, fill, edge: colours.surface, scale }
    const part =
      element('path', { d: `M${x.toFixed(1)} ${y + middle}h${sample}`, ...line }) +
      (neutral ? '' : marker(at)) +
      textLine(x + sample + 8, y + base, text, { size, fill: colours.ink }) +
      (figure ? drawFigure(x + wide + FIGURE_GAP, y + base, figure, size, colours) : '')
    x += needed + gap
    return part
  })
  return { height: of === 'legend' && entries.length === 0 ? 0 : y + below, content: parts.join('') }
}

function drawFigure(
  x: number,
  y: number,
  { text, best }: NonNullable<Named['figure']>,
  size: number,
  colours: PictureTheme,
): string {
  const d = `M${hundredths(x)} ${hundredths(y + 4)}h${hundredths(textWidth(text, size, true))}`
  const line = best ? element('path', { d, stroke: colours.good, 'stroke-width': 2 }) : ''
  return textLine(x, y, text, { size, bold: true, fill: colours.ink }) + line
}
