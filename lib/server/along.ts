import 'server-only'
import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { FilesInput } from '../analysis/question'
import type { IndexedLayer } from '../layerfs/entry'
import { mergeTrees } from '../layerfs/merge-trees'
import { type TreeNode, unionTree } from '../layerfs/tree'
import { unionOf } from '../layerfs/union'
import type { ImageInput } from '../link/tag-state'
import { SourceError } from '../sources/source'
import { readTagFiles } from './tag'
import { isKnown } from './tag-diff'
import { computedFor, unionTreeFor } from './unions'

/** Paths of all tags together, beyond which those farthest from the tag are left out. */
const MOST_PATHS = 300_000

/** A tag's files among those of its series. */
export interface Along {
  /** The paths of all tags, each with the most bytes that it has in any. */
  readonly all: TreeNode
  /** The layers that `all` is made of. */
  readonly layers: readonly IndexedLayer[]
  /** Of the tag before in the series; absent for the first, and where its files are not known. */
  readonly before?: TreeNode | undefined
}

/** Lays the tags of `along` whose files are known beside the tag itself; undefined where there is none beside it. */
export async function readAlong(
  { along, ...input }: FilesInput & ImageInput,
  own: readonly IndexedLayer[],
  signal: AbortSignal,
): Promise<Along | undefined> {
  const at = along.indexOf(input.reference.tag ?? 'latest')
  const reads = along.map(async (tag, index) => {
    if (index === at) return own
    try {
      const { files } = await readTagFiles({ ...input, reference: { ...input.reference, tag } }, signal)
      return isKnown(files) ? files : undefined
    } catch (error) {
      if (error instanceof SourceError) return undefined
      throw error
    }
  })
  const found = await Promise.all(reads)
  let paths = 0
  const near = [...found.keys()]
    .sort((a, b) => Math.abs(a - at) - Math.abs(b - at))
    .filter((index) => {
      paths += found[index]?.reduce((sum, { entries }) => sum + entries.length, 0) ?? 0
      return index === at || paths <= MOST_PATHS
    })
    .sort((a, b) => a - b)
  const tags = near.flatMap((index) => (found[index] ? [found[index]] : []))
  if (at < 0 || tags.length < 2) return undefined
  const layers = tags.flat()
  await yieldToEventLoop()
  const name = `along ${tags.map(({ length }) => length).join(' ')}`
  const all = computedFor(name, layers, () => mergeTrees(treesOf(tags)))
  const before = near.includes(at - 1) ? found[at - 1] : undefined
  return { all, layers, before: before && unionTreeFor(before, false) }
}

/** One after the other, none kept: what is looked at again is made by itself. */
function* treesOf(tags: readonly (readonly IndexedLayer[])[]): Generator<TreeNode> {
  for (const layers of tags) yield unionTree(unionOf(layers), false)
}
