import { type Face, wrapText } from './text'

/** Engine, basis and time are the last parts of a source line, and are printed whatever else there is no room for. */
const LAST_PARTS = 3

/** A source line in as many lines as it needs; in `most`, the references are cut, and the last parts stand in the last line. */
export function sourceLines(source: string, width: number, face: Face, most: number): readonly string[] {
  const whole = wrapText(source, width, face)
  if (whole.length <= most) return whole
  const parts = source.split(' · ')
  const last = wrapText(parts.slice(-LAST_PARTS).join(' · '), width, face, 1)
  return [...wrapText(parts.slice(0, -LAST_PARTS).join(' · '), width, face, Math.max(1, most - 1)), ...last]
}
