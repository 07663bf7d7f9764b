// Longer than most: where each part of a chart of bars stands, which page and pictures share.

import { type Band, type Bar, barText, type Group } from '../../document/compare/bars'
import type { ChartNote } from '../../document/document'
import { type DrawnNote, planNotes } from '../../document/series/note-marks'
import type { Units } from '../../i18n/format'
import { axisLabels, type BytesAxis, bytesAxis, type PlacedLabel, placeLabels } from './axis'
import { type Labelling, labelling, VALUE, WIDEST } from './bar-figures'
import { type Column, columnsOf, type Lane, lanesOf } from './bar-rows'
import { textWidth } from './text-width'

/** Where everything of a chart of bars stands, in pixels from the left top: pages and pictures draw the same. */
export interface BarPlan {
  readonly height: number
  readonly axis: BytesAxis
  /** From above. */
  readonly rows: readonly PlanRow[]
  /** Groups for which there is no room. */
  readonly left: number
  /** What stands out, where not all of it has its words beside its mark: to be listed below. */
  readonly listed: readonly ChartNote[]
}

export interface PlanRow {
  readonly x: number
  readonly width: number
  readonly floor: number
  /** Pixels of the axis. */
  readonly plot: number
  /** Pixels between the middles of groups. */
  readonly step: number
  readonly bars: readonly PlacedBar[]
  readonly labels: readonly PlacedLabel[]
  /** Series that stand apart, each with its name above. */
  readonly lanes: readonly PlacedLane[]
  /** Marks above the bars of what stands out, each with where its line ends. */
  readonly notes: readonly DrawnNote[]
}

interface PlacedLane {
  readonly x: number
  /** Where its name stands. */
  readonly y: number
  readonly width: number
  readonly strategy: number
}

export interface PlacedBar {
  /** Place in the chart's data. */
  readonly group: number
  readonly strategy: number
  readonly bar: Bar
  readonly x: number
  readonly width: number
  /** Of what is drawn, and of the figure above it. */
  readonly top: number
  readonly head: number
  readonly bands: readonly PlacedBand[]
  /** The figure above it; absent where there is no room. */
  readonly figure?: {
    readonly x: number
    readonly y: number
    readonly text: string
    readonly upright: boolean
  }
}

export interface PlacedBand {
  readonly band: Band
  readonly y: number
  readonly height: number
}

export interface PlanOptions {
  readonly groups: readonly Group[]
  readonly notes?: readonly ChartNote[] | undefined
  readonly strategies: number
  readonly units: Units
  readonly width: number
  /** `side`: strategies side by side at each tag. `ribbons`: a lane a strategy, neighbours joined by what they share. */
  readonly layout: 'side' | 'ribbons'
  /** Rows of groups below each other before bars get thinner. */
  readonly mostRows: number
  /** Pixels of the axis of a row. */
  readonly plot?: number | undefined
}

const PLOT = 250
/** Pixels of an axis where lanes stand below each other. */
const LOW_PLOT = 120
const ROW_GAP = 18
/** Strip and mark of the strategy below a bar. */
export const FOOT = 4
const FOOT_ROOM = 18
const LANE_HEAD = 16
/** A layer that was really added is never thinner than a hair. */
const HAIR = 2
/** Between bands: neighbours without a colour are two all the same. */
const SEAM = 0.75

/** @returns the plan of a chart's bars for a width in pixels */
export function planBars(options: PlanOptions): BarPlan {
  const { groups, notes = [], strategies, units, width, layout, mostRows } = options
  const bars = Math.max(1, strategies, ...groups.map((group) => group.bars.length))
  const tallest = groups.reduce(
    (most, group) => Math.max(most, ...group.bars.map((bar) => bar?.bytes ?? 0)),
    0,
  )
  const axis = fitted(bytesAxis(tallest, units), tallest)
  const room = Math.max(1, width - axis.room - 4)
  const lanes = layout === 'ribbons' ? lanesOf(groups, bars, room) : columnsOf(groups, bars, room, mostRows)
  const own = lanes.rows.length > 1 && layout === 'ribbons' ? LOW_PLOT : PLOT
  const plot = options.plot ?? own
  const head = layout === 'ribbons' ? LANE_HEAD : 0
  const figures = labelling(lanes.columns, lanes.rows, units)
  const texts = lanes.rows.flatMap((row) => row.flatMap((lane) => lane.columns.map(({ label }) => label)))
  const names = axisLabels(texts, lanes.step)
  const rows: PlanRow[] = []
  let y = 0
  for (const lane of lanes.rows) {
    const place = { ...lanes, left: axis.room, room, plot, axis, units, names, figures, head, notes }
    const row = planRow(lane, y, place)
    rows.push(row)
    y = row.floor + FOOT_ROOM + names.height + ROW_GAP
  }
  const marks = rows.flatMap((row) => row.notes)
  const isNamed = marks.every(({ label }) => label)
  return {
    height: Math.max(0, y - ROW_GAP) + 2,
    axis,
    // A list says what all of them are.
    rows: isNamed ? rows : rows.map((row) => ({ ...row, notes: row.notes.map(withoutLabel) })),
    left: lanes.left,
    listed: isNamed ? [] : marks.map(({ note }) => note).toSorted((one, other) => one.number - other.number),
  }
}

const withoutLabel = ({ label, ...mark }: DrawnNote) => mark

/** Up to what is drawn, and not to the round figure above it. */
function fitted(axis: BytesAxis, tallest: number): BytesAxis {
  if (tallest <= 0) return axis
  return { ...axis, top: tallest, ticks: axis.ticks.filter((tick) => tick <= tallest * 1.001) }
}

interface RowOptions {
  readonly columns: Column
  readonly step: number
  readonly plot: number
  readonly left: number
  readonly room: number
  readonly axis: BytesAxis
  readonly units: Units
  readonly names: ReturnType<typeof axisLabels>
  readonly figures: Labelling
  readonly head: number
  readonly notes: readonly ChartNote[]
}

/** From above: names of lanes, marks, figures, bars and the names of tags. @param top  where it begins */
function planRow(row: readonly Lane[], top: number, options: RowOptions): PlanRow {
  const { columns, step, plot, left, room, figures, names, head, notes } = options
  const { bar: wide, gap, bars } = columns
  const width = Math.min(WIDEST, wide)
  const whole = bars * (width + gap) - gap
  const places: (Place & { readonly bar: Bar })[] = []
  const middles: number[] = []
  const labels: string[] = []
  for (const lane of row) {
    for (const [index, { label, group, slots }] of lane.columns.entries()) {
      const middle = left + lane.x + (index + 0.5) * step
      middles.push(middle)
      labels.push(label)
      for (const [place, { bar, strategy }] of slots.entries()) {
        const x = middle - whole / 2 + place * (width + gap)
        if (bar) places.push({ bar, group, strategy, x, width })
      }
    }
  }
  const barOf = ({ place, strategy }: ChartNote) =>
    places.findIndex(({ group, bar }) => group === place && bar.strategy === strategy)
  const own = notes.filter((note) => barOf(note) >= 0)
  const marks = planNotes(own, (note) => (places[barOf(note)]?.x ?? 0) + width / 2, {
    ...{ left, right: left + room, top: top + head, widthOf: textWidth },
  })
  const floor = top + head + marks.height + figures.head + plot
  const placed = places.map((place) => placeBar(place, { ...options, floor }))
  return {
    ...{ x: left, width: room, floor, plot, step, bars: placed },
    labels: placeLabels(names, labels, (index) => middles[index] ?? 0, floor + FOOT_ROOM, step),
    lanes:
      head > 0
        ? row.map(({ x, columns: all, strategy }) => ({
            ...{ x: left + x, y: top + head - 4, width: all.length * step, strategy },
          }))
        : [],
    notes: marks.placed.map((mark) => ({ ...mark, to: (placed[barOf(mark.note)]?.head ?? floor) - 2 })),
  }
}

type Place = Pick<PlacedBar, 'group' | 'strategy' | 'x' | 'width'>

function placeBar(
  { bar, ...place }: Place & { readonly bar: Bar },
  { floor, plot, axis, units, figures }: RowOptions & { readonly floor: number },
): PlacedBar {
  if (bar.bytes === undefined) return { ...place, bar, top: floor, head: floor - 18, bands: [] }
  const height = Math.max(HAIR, (bar.bytes / axis.top) * plot)
  const sizes = bandHeights(
    bar.bands.map(({ bytes }) => bytes),
    height,
  )
  let y = floor
  const bands = bar.bands.map((band, index): PlacedBand => {
    const size = sizes[index] ?? 0
    y -= size
    const seam = index < bar.bands.length - 1 && size >= HAIR ? SEAM : 0
    return { band, y: y + seam, height: size - seam }
  })
  const top = bands.length > 0 ? y : floor
  const upright = figures.kind === 'upright'
  if (figures.kind === 'none' || (upright && figures.only?.has(bar) === false)) {
    return { ...place, bar, top, head: top, bands }
  }
  const x = place.x + place.width / 2 + (upright ? VALUE * 0.36 : 0)
  const text = barText(bar, units)
  const head = top - 5 - (upright ? textWidth(text, VALUE) : VALUE)
  return { ...place, bar, top, head, bands, figure: { x, y: top - 5, text, upright } }
}

/**
 * Pixels of the bands of a bar: together its height, each at least a hair where there is room for that, which the
 * larger ones give.
 */
export function bandHeights(bytes: readonly number[], height: number): readonly number[] {
  const all = bytes.reduce((sum, one) => sum + one, 0)
  const shares = bytes.map((one) => (all > 0 ? (one / all) * height : height / bytes.length))
  const thin = shares.filter((share) => share < HAIR).length
  if (thin * HAIR >= height) return bytes.map(() => height / bytes.length)
  const rest = shares.reduce((sum, share) => sum + (share < HAIR ? 0 : share), 0)
  const scale = rest > 0 ? (height - thin * HAIR) / rest : 1
  return shares.map((share) => (share < HAIR ? HAIR : share * scale))
}

/** The band at a point, or the nearest of the bar whose column it is in; undefined beside and far above all bars. */
export function bandAtPoint({ rows }: BarPlan, x: number, y: number) {
  const row = rows.find(({ floor, plot }) => y >= floor - plot - 24 && y <= floor + FOOT_ROOM)
  const placed = row?.bars.find((bar) => x >= bar.x - 1 && x <= bar.x + bar.width + 1)
  if (!placed || y < placed.top - 16) return undefined
  const { bands, bar, group, strategy } = placed
  // From above, and the lowest for what is below all.
  const index = Math.max(
    0,
    bands.findLastIndex((band) => y <= band.y + band.height),
  )
  const band = bands[index]
  return band && { bar, band: band.band, place: { group, bar: strategy, band: index } }
}
