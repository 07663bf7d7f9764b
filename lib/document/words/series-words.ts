import type { Units } from '../../i18n/format'
import type { SeriesChart, SeriesLine } from '../document'
import { drawnParts } from '../series/plot'
import { cellText, whyText } from './cell-text'
import type { Translate } from './translate'
import type { Words } from './words'

/** What a strategy has at a place, part by part: the texts of the table's cells. */
export interface SeriesReading {
  readonly part: string
  readonly text: string
  readonly why?: string | undefined
}

export function readingsAt(
  { parts, title }: SeriesChart,
  { cells }: SeriesLine,
  place: number,
  units: Units,
  words: Words,
): readonly SeriesReading[] {
  return parts.map((part, at) => {
    const cell = cells[at]?.[place]
    return {
      part: parts.length > 1 ? part.title : title,
      text: cellText(cell, units, part.form),
      why: whyText(words('reasons'), cell),
    }
  })
}

/** The same in one line, to be spoken: `0.0.3, Chained. Local size 814MB. Registry size 612.70MB`. */
export function readingLine(
  chart: SeriesChart,
  line: SeriesLine,
  place: number,
  units: Units,
  words: Words,
): string {
  const readings = readingsAt(chart, line, place, units, words).map(
    ({ part, text, why }) => `${part} ${text}${why === undefined ? '' : ` (${why})`}`,
  )
  const notes = (chart.notes ?? []).flatMap((note) =>
    note.place === place && note.strategy === line.strategy ? note.text : [],
  )
  return [`${chart.places[place] ?? ''}, ${line.name}`, ...readings, ...notes].join('. ')
}

/** What a chart shows, in a sentence a line: where it begins and ends. @param t of the namespace `chartTable` */
export function seriesSummary(chart: SeriesChart, units: Units, t: Translate): readonly string[] {
  const { lines, parts, places } = chart
  const shown = drawnParts(chart)
  return lines.flatMap((line) =>
    shown.flatMap((part) => {
      const own = parts[part]
      if (!own) return []
      const name = shown.length > 1 ? `${line.name}, ${own.title}` : line.name
      const known = (line.cells[part] ?? []).flatMap((cell, place) =>
        cell && cell.kind !== 'unknown'
          ? [{ at: places[place] ?? '', text: cellText(cell, units, own.form) }]
          : [],
      )
      const [from, to] = [known[0], known.at(-1)]
      if (!from || !to) return [t('lineNone', { name })]
      return [
        from === to
          ? t('lineOne', { name, first: from.text, from: from.at })
          : t('line', { name, first: from.text, from: from.at, last: to.text, to: to.at }),
      ]
    }),
  )
}
