import type { Units } from '../../i18n/format'
import type { SeriesChart } from '../document'
import { type NotesPlan, planNotes } from './note-marks'
import { axisOf, axisText, type EndLabel, endLabels, placeShare, type SeriesAxis, shareOf } from './plot'

/** Where everything of a chart stands in a drawing of a given size, in pixels. */
export interface SeriesFrame {
  readonly axis: SeriesAxis
  readonly ticks: readonly { readonly value: number; readonly text: string }[]
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Pixels from place to place. */
  readonly step: number
  /** Places that are named below the axis, and the pixels that each name has. */
  readonly named: readonly number[]
  readonly nameWidth: number
  readonly ends: readonly EndLabel[]
  /** For the names at the ends. */
  readonly right: number
  /** Marks above the plot. */
  readonly notes: NotesPlan
  readonly x: (place: number) => number
  readonly y: (value: number) => number
}

interface Room {
  /** Of the whole drawing. */
  readonly width: number
  /** Of the plot. */
  readonly height: number
  /** Where marks begin, and the plot where there are none. */
  readonly top: number
  /** Pixels for marks at least, so that charts beside each other stand level. */
  readonly head?: number
  readonly text: number
  /** Whether lines are named at their ends, as where no legend stands above; they are by default. */
  readonly named?: boolean
  /** Pixels of a text of that size: as a font measures it. */
  readonly widthOf: (text: string, size: number) => number
}

const GAP = 12
/** Mark and gaps beside a name. */
export const BESIDE_NAME = 28
const MOST_NAME = 150
const NAME_LINE = 15
const MOST_LABEL = 110

/** The one way from figures to pixels: a page and a picture of the same width draw the same. */
export function frameOf(
  chart: SeriesChart,
  units: Units,
  { width, height, top: above, head = 0, text, named = true, widthOf }: Room,
): SeriesFrame {
  const axis = axisOf(chart, units)
  const ticks = axis.ticks.map((value) => ({ value, text: axisText(chart, value, units) }))
  const ends = named ? endLabels(chart, axis, height, NAME_LINE) : []
  const longest = Math.max(0, ...ends.map(({ line }) => Math.min(MOST_NAME, widthOf(line.name, text))))
  const right = ends.length > 0 ? Math.ceil(Math.min(longest + BESIDE_NAME, width / 3)) : 4
  const count = chart.places.length
  const forTicks = Math.ceil(Math.max(...ticks.map((tick) => widthOf(tick.text, text)))) + GAP
  // The first name stands in the middle of its place, and may reach further to the left than the ticks.
  const first = Math.min(MOST_LABEL, widthOf(chart.places[0] ?? '', text)) / 2 + GAP / 2
  const left = Math.ceil(Math.max(forTicks, first - (width - forTicks - right) / Math.max(1, count) / 2))
  const room = Math.max(1, width - left - right)
  const step = room / Math.max(1, count)
  const widest = chart.places.reduce((most, label) => Math.max(most, widthOf(label, text)), 0)
  const every = Math.max(1, Math.ceil((Math.min(MOST_LABEL, widest) + GAP) / step))
  const x = (place: number) => left + placeShare(place, count) * room
  const marks = { left, right: left + room, top: above, listed: chart.listed, widthOf }
  const notes = planNotes(chart.notes ?? [], ({ place }) => x(place), marks)
  const top = above + Math.max(head, notes.height)
  return {
    ...{ axis, ticks, left, top, height, ends, right, step, notes, x },
    width: room,
    named: chart.places.flatMap((_, place) => (place % every === 0 ? [place] : [])),
    nameWidth: every * step - GAP / 2,
    y: (value) => top + (1 - shareOf(axis, value)) * height,
  }
}
