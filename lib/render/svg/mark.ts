import { element, textLine } from './svg'
import type { PictureTheme } from './theme'

/** The name of the app behind its sign, 76 by 18 pixels, ending at `right`. */
export function drawMark(right: number, y: number, { sign, ink }: PictureTheme): string {
  const widths = [8, 14, 20, 20]
  const left = right - 76
  const strata = widths.map((width, index) =>
    element('rect', { x: left, y: y + index * 4.6, width, height: 3.8, rx: 0.8, fill: sign[3 - index] }),
  )
  return (
    strata.join('') + textLine(right, y + 14, 'Strata', { size: 15, bold: true, fill: ink, anchor: 'end' })
  )
}
