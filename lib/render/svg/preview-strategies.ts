import type { StrategiesPreview } from '../../document/preview'
import type { Area } from './options'
import { drawStrips } from './strips'
import { paragraph } from './svg'
import { type Face, wrapText } from './text'
import type { PictureTheme } from './theme'

const VERDICT: Face = { size: 21 }
const VERDICT_LINE = 28
/** With more there is no room for a sentence. */
const MOST_WITH_VERDICT = 5
/** From so many on there is room for one line of it. */
const ONE_LINE = 4

/** The strips of an answer, and its sentence below them. */
export function drawStrategies(preview: StrategiesPreview, area: Area, colours: PictureTheme): string {
  const { rows, verdict } = preview
  const width = area.right - area.left
  const most = rows.length < ONE_LINE ? 2 : 1
  const lines = rows.length <= MOST_WITH_VERDICT ? wrapText(verdict, width, VERDICT, most).length : 0
  const bottom = area.bottom - 10 - lines * VERDICT_LINE
  const style = { ...VERDICT, fill: colours.ink, width, lineHeight: VERDICT_LINE, most }
  const sentence = lines > 0 ? paragraph(area.left, bottom + 3, verdict, style).content : ''
  return drawStrips(preview, { ...area, bottom }, colours, 'preview-') + sentence
}
