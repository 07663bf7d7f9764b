import type { SeriesChart } from '../document'

/** What is read of a chart: a place, and a line among those that are shown. */
export interface ReadingPlace {
  readonly place: number
  readonly line: number
}

/**
 * Where a key leads: left and right to the next tag, up and down to the next strategy, Home and End to the first and
 * the last tag. What has no figure is a place too: that is worth to know.
 *
 * @returns undefined for a key that leads nowhere
 */
export function readingAfter(
  key: string,
  { place, line }: ReadingPlace,
  { places, lines }: Pick<SeriesChart, 'places' | 'lines'>,
): ReadingPlace | undefined {
  const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at))
  const to = (next: number) => ({ place: within(next, places.length), line })
  switch (key) {
    case 'ArrowLeft':
      return to(place - 1)
    case 'ArrowRight':
      return to(place + 1)
    case 'ArrowUp':
      return { place, line: within(line - 1, lines.length) }
    case 'ArrowDown':
      return { place, line: within(line + 1, lines.length) }
    case 'Home':
      return to(0)
    case 'End':
      return to(places.length - 1)
    default:
      return undefined
  }
}
