import 'server-only'
import { LRUCache } from 'lru-cache'
import type { IndexedLayer } from '../layerfs/entry'
import { layerTree, type TreeNode, unionTree } from '../layerfs/tree'
import { TooManyPathsError, type Union, unionOf } from '../layerfs/union'
import { LayerError } from '../sources/layers/layer-error'

/** Paths kept in memory, unions and trees together: a few hundred bytes each. */
const MEMORY_PATHS = 2_000_000

const kept = new LRUCache<string, NonNullable<unknown>>({ maxSize: MEMORY_PATHS })

/** The union of these layers, base first; layers are named by their digests, so an answer holds for good. */
export function unionFor(layers: readonly IndexedLayer[]): Union {
  return computedFor('union', layers, () => laid(layers))
}

function laid(layers: readonly IndexedLayer[]): Union {
  try {
    return unionOf(layers)
  } catch (error) {
    if (!(error instanceof TooManyPathsError)) throw error
    throw new LayerError({ code: 'limit', detail: error.message }, { cause: error })
  }
}

/** What a container sees of these layers. */
export function unionTreeFor(layers: readonly IndexedLayer[], withHidden: boolean): TreeNode {
  return computedFor(`tree ${withHidden}`, layers, () => unionTree(unionFor(layers), withHidden))
}

/** What the topmost of these layers does. */
export function layerTreeFor(layers: readonly IndexedLayer[]): TreeNode {
  return computedFor('layer', layers, () => layerTree(unionFor(layers), layers.length - 1))
}

/** What is computed of these layers, under a name of its own. */
export function computedFor<T extends NonNullable<unknown>>(
  name: string,
  layers: readonly IndexedLayer[],
  make: () => T,
): T {
  const key = `${name} ${keyOf(layers)}`
  const known = kept.get(key)
  if (known) return known as T
  const made = make()
  // A list only points at what a tree holds.
  const paths = Array.isArray(made)
    ? made.length
    : layers.reduce((sum, { entries }) => sum + entries.length, 0)
  const size = 1 + paths
  kept.set(key, made, { size })
  return made
}

/** Lists of files that a snapshot reports: whether they are those of the layer that they name is not checked. */
const reported = new WeakMap<IndexedLayer, number>()
let lists = 0

/** Keeps what is computed from this list apart from what is computed from the layer itself. */
export function markReported(files: IndexedLayer): void {
  if (!reported.has(files)) reported.set(files, ++lists)
}

function keyOf(layers: readonly IndexedLayer[]): string {
  return layers
    .map((layer) => (reported.has(layer) ? `${layer.diffId}/${reported.get(layer)}` : layer.diffId))
    .join(' ')
}
