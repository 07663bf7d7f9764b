import type { Bar, Group } from '../../document/compare/bars'

/** One place of an axis: a tag with its bars. */
export interface LaneColumn {
  readonly label: string
  /** Place in the chart's data. */
  readonly group: number
  readonly slots: readonly { readonly strategy: number; readonly bar: Bar | undefined }[]
}

/** Places beside each other; a strategy's own where it has a lane. */
export interface Lane {
  /** Pixels from the left of the plot. */
  readonly x: number
  readonly strategy: number
  readonly columns: readonly LaneColumn[]
}

/** Pixels of each bar, and of the room beside it; bars of one place. */
export interface Column {
  readonly bar: number
  readonly gap: number
  readonly bars: number
}

export interface Rows {
  readonly rows: readonly (readonly Lane[])[]
  readonly columns: Column
  /** Pixels of a place. */
  readonly step: number
  /** Groups for which there is no room. */
  readonly left: number
}

/** Pixels of one bar: narrower ones go into a further row of groups, as far as there may be one. */
const READABLE = 12
const NARROWEST = 3

/** Groups with their strategies side by side: as wide as they can be in one row, else in as many as may be. */
export function columnsOf(groups: readonly Group[], bars: number, room: number, mostRows: number): Rows {
  const count = Math.max(1, groups.length)
  const fits = (bar: number) => Math.max(1, Math.floor(room / stepFor(bars, bar)))
  let perRow = count
  if (mostRows > 1 && fits(READABLE) < count) {
    const rows = Math.min(mostRows, Math.ceil(count / fits(READABLE)))
    perRow = Math.min(Math.ceil(count / rows), fits(NARROWEST))
  }
  const step = room / perRow
  const gap = Math.min(step / bars > 14 ? 3 : 1, (step / bars) * 0.25)
  const shown = groups.slice(0, perRow * mostRows)
  const columns = shown.map(
    ({ label, bars: all }, group): LaneColumn => ({
      label,
      group,
      slots: all.map((bar, strategy) => ({ bar, strategy })),
    }),
  )
  return {
    rows: Array.from({ length: Math.max(1, Math.ceil(shown.length / perRow)) }, (_, row) => [
      { x: 0, strategy: 0, columns: columns.slice(row * perRow, (row + 1) * perRow) },
    ]),
    columns: { bar: Math.max(0.5, (step * 0.84) / bars - gap), gap, bars },
    step,
    left: groups.length - shown.length,
  }
}

const stepFor = (bars: number, bar: number) => (bars * (bar + (bar > 11 ? 3 : 1))) / 0.84

/** Between lanes, in places. */
const APART = 0.6
/** Pixels of a place below which lanes go below each other. */
const LEAST_STEP = 18
/** Bars take this share of a place: the ribbons between them have the rest. */
const SHARE = 0.56

/** A lane a strategy, so that the tags of one series are neighbours: beside each other, or below where that is too thin. */
export function lanesOf(groups: readonly Group[], bars: number, room: number): Rows {
  const all = Array.from({ length: bars }, (_, strategy) =>
    groups.flatMap(({ label, bars: row }, group): LaneColumn[] => {
      const bar = row[strategy]
      // Rows of series with other versions are named after both.
      return bar ? [{ label: bar.tag.tag || label, group, slots: [{ bar, strategy }] }] : []
    }),
  )
  const lanes = all.flatMap((columns, place) => {
    // A strategy that is shown alone stands in the first place, and is another one.
    const strategy = columns[0]?.slots[0]?.bar?.strategy ?? place
    return columns.length > 0 ? [{ strategy, columns }] : []
  })
  const stepOf = (perRow: number) => {
    const places = chunks(lanes, perRow).map(
      (row) => row.reduce((sum, { columns }) => sum + columns.length, 0) + (row.length - 1) * APART,
    )
    return room / Math.max(1, ...places)
  }
  let perRow = Math.max(1, lanes.length)
  while (perRow > 1 && stepOf(perRow) < LEAST_STEP) perRow--
  const step = stepOf(perRow)
  const rows = chunks(lanes, perRow).map((row) => {
    let x = 0
    return row.map((lane): Lane => {
      const placed = { ...lane, x }
      x += (lane.columns.length + APART) * step
      return placed
    })
  })
  return { rows, columns: { bar: step * SHARE, gap: step * (1 - SHARE), bars: 1 }, step, left: 0 }
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  )
}
