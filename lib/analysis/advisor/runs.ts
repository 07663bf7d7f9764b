import type { RepeatedPath } from './advice'
import { bestSpans, repetitionOfFiles, repetitionOfSizes, type Span } from './best-runs'
import { bytesOf, commonLeaves, groupLeaves, leavesOf } from './leaves'
import type { OwnPart } from './own'

/** Which of a layer's sizes are known for all tags, and so compared. */
export type Basis = 'unpacked' | 'transfer'

/** Consecutive tags and what all of them repeat. */
export interface Run extends Span {
  /** In the basis that is compared; of files always unpacked. */
  readonly bytes: number
  readonly atLeast?: number | undefined
  readonly paths: readonly RepeatedPath[]
  /** Per tag of the run: whether anything is left of it, be it of 0 bytes. */
  readonly hasRest: readonly boolean[]
}

/** Finds what tags repeat by the files of their own layers. */
export function runsOfFiles(own: readonly OwnPart[]): readonly Run[] {
  const all = own.map(({ files = [] }) => leavesOf(files))
  return bestSpans(repetitionOfFiles(all)).map(({ start, end }) => {
    const tags = all.slice(start, end)
    const repeated = commonLeaves(tags)
    return {
      start,
      end,
      bytes: bytesOf(repeated),
      paths: groupLeaves(repeated, tags),
      hasRest: tags.map(({ size }, index) => size > repeated.size || deletes(own[start + index]!)),
    }
  })
}

/** Whether a tag's layers take files out of the base. */
function deletes({ files = [] }: OwnPart): boolean {
  return files.some(({ entries }) =>
    [...entries].some(({ kind }) => kind === 'whiteout' || kind === 'opaque'),
  )
}

/**
 * Finds what tags may repeat by the sizes of their own layers.
 *
 * The smallest bounds from above what all repeat; how much of that is the smallest tag's own, sizes cannot tell. It is
 * taken to be nothing, and for `atLeast` to be as much as the tags differ by.
 */
export function runsOfSizes(own: readonly OwnPart[], basis: Basis): readonly Run[] {
  const sizes = own.map((part) => (basis === 'unpacked' ? part.unpackedBytes : part.transferBytes) ?? 0)
  return bestSpans(repetitionOfSizes(sizes)).map(({ start, end }) => {
    const members = sizes.slice(start, end)
    const bytes = Math.min(...members)
    return {
      start,
      end,
      bytes,
      atLeast: Math.max(0, 2 * bytes - Math.max(...members)),
      paths: [],
      hasRest: members.map((size) => size > bytes),
    }
  })
}
