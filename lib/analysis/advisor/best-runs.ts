import { isSame } from '../../layerfs/tree'
import type { Leaves } from './leaves'

/**
 * Bytes that all tags from one to another repeat: `matrix[first]![last]`, for every `first <= last`. Never grows as tags
 * join.
 */
export type Repetition = readonly Float64Array[]

/** Consecutive tags; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * Divides a series into spans such that most bytes are spared when each span stores what it repeats once. A new set of
 * packages so gets a span of its own, while files that come and go leave one whole.
 *
 * @returns spans of two tags and more, first to last; takes time with the square of the tags
 */
export function bestSpans(repetition: Repetition): readonly Span[] {
  const spared = [0]
  const starts = [0]
  for (let end = 1; end <= repetition.length; end++) {
    let best = -1
    for (let start = 0; start < end; start++) {
      const bytes = spared[start]! + (end - start - 1) * repetition[start]![end - 1]!
      if (bytes <= best) continue
      best = bytes
      starts[end] = start
    }
    spared[end] = best
  }
  const spans: Span[] = []
  for (let end = repetition.length; end > 0; end = starts[end]!) {
    const start = starts[end]!
    if (end - start > 1 && repetition[start]![end - 1]! > 0) spans.unshift({ start, end })
  }
  return spans
}

/** What tags repeat by their files. Takes time with files × tags, and with the square of the tags. */
export function repetitionOfFiles(tags: readonly Leaves[]): Repetition {
  const matrix = tags.map(() => new Float64Array(tags.length))
  const since = new Map<string, number>()
  // A path that is the same from tag a to tag b counts at [a][b] first.
  const close = (path: string, last: number) => {
    const first = since.get(path)
    if (first !== undefined) matrix[first]![last]! += tags[last]!.get(path)?.contentBytes ?? 0
    since.delete(path)
  }
  for (const [tag, leaves] of tags.entries()) {
    for (const path of since.keys()) {
      const before = tags[tag - 1]!.get(path)
      const now = leaves.get(path)
      if (!before || !now || !isSame(before, now)) close(path, tag - 1)
    }
    for (const path of leaves.keys()) if (!since.has(path)) since.set(path, tag)
  }
  for (const path of [...since.keys()]) close(path, tags.length - 1)
  // Then for all spans within: those that start later or end earlier.
  for (let first = 0; first < tags.length; first++) {
    for (let last = tags.length - 1; last >= 0; last--) {
      const row = matrix[first]!
      const wider = (row[last + 1] ?? 0) + (matrix[first - 1]?.[last] ?? 0)
      row[last]! += wider - (matrix[first - 1]?.[last + 1] ?? 0)
    }
  }
  return matrix
}

/** Layers of nearly one size may hold the same; of sizes further apart nothing is concluded. */
const LIKE = 0.75

/** What tags may repeat at most, by the sizes of their layers. */
export function repetitionOfSizes(sizes: readonly number[]): Repetition {
  return sizes.map((size, first) => {
    const row = new Float64Array(sizes.length)
    let least = size
    let most = size
    for (let last = first; last < sizes.length; last++) {
      least = Math.min(least, sizes[last]!)
      most = Math.max(most, sizes[last]!)
      row[last] = least >= LIKE * most ? least : 0
    }
    return row
  })
}
