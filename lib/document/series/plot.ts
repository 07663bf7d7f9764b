import { exact, type NumberCell } from '../../analysis/cell'
import { valueOfCell } from '../../analysis/judge'
import type { Units } from '../../i18n/format'
import { ticksFor } from '../compare/bars'
import type { SeriesChart, SeriesLine } from '../document'
import { cellText } from '../words/cell-text'

/** The axis of a chart: what its lines go from and to. */
export interface SeriesAxis {
  readonly log: boolean
  /** Values at the floor and at the top of the plot. */
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

/** Lines whose least value is above this share of the largest are drawn from near it, not from 0. */
const FITTED = 0.6
/** Ticks of a logarithmic axis at most. */
const MOST_DECADES = 6

/** The values that are drawn of a line's part, by place; undefined where nothing is known. */
export const valuesOf = (cells: readonly (NumberCell | undefined)[]) => cells.map(valueOfCell)

/** What is drawn: parts that are only said are not. */
export function drawnParts({ parts }: Pick<SeriesChart, 'parts'>): readonly number[] {
  return parts.flatMap(({ look }, part) => (look === 'said' ? [] : [part]))
}

/** An axis that holds all that is in view: linear from 0 or from near the least value, or logarithmic. */
export function axisOf(chart: SeriesChart, units: Units): SeriesAxis {
  let [least, most, positive] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (const { cells } of chart.lines) {
    for (const part of drawnParts(chart)) {
      for (const cell of cells[part] ?? []) {
        const value = valueOfCell(cell)
        if (value === undefined) continue
        least = Math.min(least, value)
        most = Math.max(most, value)
        if (value > 0) positive = Math.min(positive, value)
      }
    }
  }
  if (most < least) [least, most] = [0, 0]
  // A limit belongs to what is in view once it is near.
  for (const { value } of chart.limits) if (most >= value / 2) most = Math.max(most, value)
  if (chart.scale === 'log' && least >= 0 && most > 0) return logAxis(Math.min(positive, most), most)
  return linearAxis(least, most, chart, units)
}

/** Counts and shares are drawn from 0; bytes that differ little are not told apart there. */
function linearAxis(least: number, most: number, { unit }: SeriesChart, units: Units): SeriesAxis {
  const from = least < 0 || (unit === 'bytes' && least > most * FITTED && most > least) ? least : 0
  const span = most - from
  const bytes = unit === 'bytes' && units === 'binary'
  const scale = bytes ? 1024 ** Math.max(0, Math.floor(Math.log(Math.max(1, span / 4)) / Math.log(1024))) : 1
  const [, rough = 1] = ticksFor(unit === 'ratio' ? span * 1000 : span / scale)
  const whole = unit === 'ratio' ? rough / 1000 : Math.max(1, rough)
  const step = (unit === 'layers' || unit === 'releases' ? Math.ceil(whole) : whole) * scale
  const [first, last] = [
    Math.floor(from / step),
    Math.max(Math.ceil(most / step), Math.floor(from / step) + 1),
  ]
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
  return { log: false, low: first * step, high: last * step, ticks }
}

function logAxis(least: number, most: number): SeriesAxis {
  const low = Math.floor(Math.log10(least))
  const high = Math.max(low + 1, Math.ceil(Math.log10(most)))
  const every = Math.ceil((high - low) / MOST_DECADES)
  const ticks = Array.from(
    { length: Math.floor((high - low) / every) + 1 },
    (_, index) => 10 ** (low + index * every),
  )
  const within = high - low === 1 ? [2, 5].map((factor) => factor * 10 ** low) : []
  return {
    log: true,
    low: 10 ** low,
    high: 10 ** high,
    ticks: [...ticks, ...within].toSorted((a, b) => a - b),
  }
}

/** Where a value stands, 0 at the floor of the plot and 1 at its top; what is below, such as 0 bytes on a logarithmic axis, is on the floor. */
export function shareOf({ log, low, high }: SeriesAxis, value: number): number {
  const share = log
    ? Math.log(Math.max(low, value) / low) / Math.log(high / low)
    : (value - low) / Math.max(Number.MIN_VALUE, high - low)
  return Math.min(1, Math.max(0, share))
}

/** A value on the axis: round, and with a sign where the tables print one. */
export function axisText(
  { unit, parts: [part] }: Pick<SeriesChart, 'unit' | 'parts'>,
  value: number,
  units: Units,
) {
  return cellText(exact(value, unit), units, typeof part?.form === 'object' ? { signed: 'round' } : 'round')
}

/** The middle of a place, as a share of the plot's width. */
export const placeShare = (place: number, places: number): number => (place + 0.5) / Math.max(1, places)

/** The place at a share of the plot's width. */
export function placeAt(share: number, places: number): number {
  return Math.min(places - 1, Math.max(0, Math.floor(share * places)))
}

/**
 * Places to draw where there are more than pixels: of each run of them that shares two pixels its ends, and the least
 * and the largest value of every line. Ascending; all of them where pixels can show them.
 */
export function drawnPlaces({ places, lines, ...chart }: SeriesChart, pixels: number): readonly number[] {
  const runs = Math.max(1, Math.floor(pixels / 2))
  if (places.length <= 2 * runs) return [...places.keys()]
  const parts = drawnParts(chart)
  const kept = new Set<number>()
  for (let run = 0; run < runs; run++) {
    const [from, to] = [run, run + 1].map((at) => Math.floor((at * places.length) / runs)) as [number, number]
    kept.add(from).add(to - 1)
    for (const { cells } of lines) for (const part of parts) addExtremes(kept, cells[part] ?? [], from, to)
  }
  return [...kept].toSorted((a, b) => a - b)
}

/** A gap in a run is kept too: a line is not drawn over what is not known. */
function addExtremes(kept: Set<number>, cells: SeriesLine['cells'][number], from: number, to: number): void {
  let [least, most, gap] = [-1, -1, -1]
  for (let place = from; place < to; place++) {
    const value = valueOfCell(cells[place])
    if (value === undefined) gap = place
    else {
      if (least < 0 || value < (valueOfCell(cells[least]) ?? value)) least = place
      if (most < 0 || value > (valueOfCell(cells[most]) ?? value)) most = place
    }
  }
  for (const place of [least, most, gap]) if (place >= 0) kept.add(place)
}

/**
 * Places that get a point: all while they stand apart, every few of them beyond, and a value between two gaps, which has
 * no line.
 *
 * @param kept  places that are drawn  @param step  pixels between places
 */
export function pointedPlaces(
  values: readonly (number | undefined)[],
  kept: readonly number[],
  step: number,
): readonly number[] {
  let last = Number.NEGATIVE_INFINITY
  return kept.filter((place, at) => {
    if (values[place] === undefined) return false
    const isAlone = [at - 1, at + 1].every((beside) => values[kept[beside] ?? -1] === undefined)
    if (!isAlone && (place - last) * step < POINT_STEP) return false
    last = place
    return true
  })
}
const POINT_STEP = 9

/** Labels at the right end of lines, in pixels from the top, moved apart; none where there is no room for all. */
export interface EndLabel {
  readonly line: SeriesLine
  readonly y: number
}

export function endLabels(
  chart: SeriesChart,
  axis: SeriesAxis,
  height: number,
  lineHeight: number,
): readonly EndLabel[] {
  const [part = 0] = drawnParts(chart)
  const wanted = chart.lines
    .flatMap((line) => {
      const value = valuesOf(line.cells[part] ?? []).findLast((one) => one !== undefined)
      return value === undefined ? [] : [{ line, y: (1 - shareOf(axis, value)) * height }]
    })
    .toSorted((a, b) => a.y - b.y)
  if (wanted.length * lineHeight > height) return []
  // Down where they would meet, then up again from the floor.
  const ys = wanted.map(({ y }) => y)
  for (let at = 1; at < ys.length; at++) ys[at] = Math.max(ys[at]!, ys[at - 1]! + lineHeight)
  for (let at = ys.length - 1, floor = height; at >= 0; at--) {
    ys[at] = Math.min(ys[at]!, floor)
    floor = ys[at]! - lineHeight
  }
  return wanted.map(({ line }, at) => ({ line, y: ys[at]! }))
}

/** How wide a line is drawn: the wider the more later ones run over it somewhere, so that it shows beside them. */
export function widthOf({ lines }: SeriesChart, at: number, part: number): number {
  const own = valuesOf(lines[at]?.cells[part] ?? [])
  const over = lines.slice(at + 1).filter(({ cells }) => {
    const other = valuesOf(cells[part] ?? [])
    // A point where they meet hides nothing; a stretch does.
    return own.some(
      (value, place) =>
        value !== undefined &&
        value === other[place] &&
        (place > 0 ? own[place - 1] === other[place - 1] : own.length === 1),
    )
  }).length
  return 2 + Math.min(3, over) * 1.75
}
