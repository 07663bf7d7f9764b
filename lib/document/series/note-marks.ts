import type { ChartNote } from '../document'

/** Radius of a numbered mark, and the size of its words; from the middle of one to the next a finger tells them apart. */
export const MARK = { radius: 7, step: 24, row: 17, text: 10 } as const
/** The size of a number, of two digits too, within its mark. */
export const numberSize = (number: number) => (number > 9 ? 7.5 : 9)

/** Pixels between a mark and its words, between words and the next mark, and below marks. */
const GAP = 4
const APART = 8
const BELOW = 7
/** Pixels of a row of marks. */
export const MARKS_HEIGHT = MARK.row + BELOW
/** More are not told from each other. */
const MOST = 40

/** A mark above a plot: a number that what is listed below, or beside it, explains. */
export interface PlacedNote {
  readonly note: ChartNote
  /** Where what it is about stands. */
  readonly x: number
  /** The middle of the mark: moved aside where others stand. */
  readonly at: number
  readonly y: number
  /** Where the line from the mark has come to its place. */
  readonly foot: number
  /** Its words beside it, and where they begin and end. */
  readonly label?: { readonly left: number; readonly right: number } | undefined
}

/** With where its line ends. */
export type DrawnNote = PlacedNote & { readonly to: number }

export interface NotesPlan {
  /** Pixels above the plot that are theirs. */
  readonly height: number
  readonly placed: readonly PlacedNote[]
  /** Whether each has its words beside it, as all have or none: else they are to be listed. */
  readonly named: boolean
}

interface Room {
  readonly left: number
  readonly right: number
  readonly top: number
  /** Whether numbers are enough: what they mean stands elsewhere. */
  readonly listed?: boolean | undefined
  readonly widthOf: (text: string, size: number) => number
}

/**
 * Places marks above a plot so that none stands on another, in as few rows as they need, in the order of what they are
 * about and as near to it as there is room.
 *
 * @param xOf  where what a note is about stands, in pixels
 */
export function planNotes(
  notes: readonly ChartNote[],
  xOf: (note: ChartNote) => number,
  room: Room,
): NotesPlan {
  const sorted = notes
    .map((note) => ({ note, x: xOf(note) }))
    .toSorted((a, b) => a.x - b.x || a.note.number - b.note.number)
    .slice(0, MOST)
  if (sorted.length === 0) return { height: 0, placed: [], named: true }
  const { radius, step, row: rowHeight } = MARK
  const [first, last] = [room.left + radius, Math.max(room.left + radius, room.right - radius)]
  const rows = Math.ceil(sorted.length / (Math.floor((last - first) / step) + 1))
  const height = rows * rowHeight + BELOW
  const placed = Array.from({ length: rows }, (_, row) => {
    const own = sorted.filter((_, index) => index % rows === row)
    const xs = own.map(({ x }) => x)
    const y = room.top + row * rowHeight + radius
    return spread(xs, step, first, last).map((at, index) => ({ ...own[index]!, at, y }))
  }).flat()
  const marks = placed.map((one) => ({ ...one, foot: room.top + height }))
  const labelled = rows > 1 || room.listed ? marks : withLabels(marks, room)
  const named = labelled.every((mark: PlacedNote) => mark.label !== undefined)
  return { height, placed: named ? labelled : marks, named }
}

/**
 * Moves what would stand on each other apart, each as little as can be, in their order.
 *
 * @param wanted  ascending  @param step  from one to the next at least  @param first, last  where they may stand
 */
export function spread(
  wanted: readonly number[],
  step: number,
  first: number,
  last: number,
): readonly number[] {
  // Without their steps they only must not fall: what does becomes a run with one middle.
  const runs: { sum: number; count: number }[] = []
  for (const [index, x] of wanted.entries()) {
    let run = { sum: x - index * step, count: 1 }
    for (let before = runs.at(-1); before && middleOf(before) > middleOf(run); before = runs.at(-1)) {
      run = { sum: before.sum + run.sum, count: before.count + run.count }
      runs.pop()
    }
    runs.push(run)
  }
  const end = Math.max(first, last - (wanted.length - 1) * step)
  const free = runs.flatMap((run) => Array.from({ length: run.count }, () => middleOf(run)))
  return free.map((at, index) => Math.min(end, Math.max(first, at)) + index * step)
}

const middleOf = ({ sum, count }: { readonly sum: number; readonly count: number }) => sum / count

/** Words beside marks as far as they have room: behind the mark, or before it. */
function withLabels(marks: readonly PlacedNote[], { left, right, widthOf }: Room): readonly PlacedNote[] {
  const { radius, text: size } = MARK
  let free = left
  return marks.map((mark, index) => {
    const next = marks[index + 1]
    const end = next ? next.at - radius - APART : right
    const wide = widthOf(mark.note.text, size)
    const [after, before] = [mark.at + radius + GAP, mark.at - radius - GAP - wide]
    const start = after + wide <= end ? after : before >= free ? before : undefined
    free = (start === after ? after + wide : mark.at + radius) + APART
    return start === undefined ? mark : { ...mark, label: { left: start, right: start + wide } }
  })
}

/** The line from a mark down to what it is about. */
export function leaderOf({ x, at, y, foot, to }: DrawnNote): string {
  const [from, bend] = [(y + MARK.radius).toFixed(1), Math.min(foot, to).toFixed(1)]
  return `M${at.toFixed(1)} ${from}L${x.toFixed(1)} ${bend}V${Math.max(foot, to).toFixed(1)}`
}
