import { LRUCache } from 'lru-cache'
import type { IndexedLayer } from '../layerfs/entry'
import { layerTree, type TreeNode, unionTree } from '../layerfs/tree'
import { type Union, unionOf } from '../layerfs/union'
import { TooManyPathsError } from '../layerfs/union-columns'
import { LayerError } from '../sources/layers/layer-error'

/** What is kept in memory in all: unions, trees, lists of rows. */
const MEMORY_BYTES = 160 << 20
/** About what each takes: of a union by its entries, of a tree beside its union, of a list by its rows. */
const [UNION_BYTES, TREE_BYTES, ROW_BYTES] = [100, 25, 60]
/** Of what has few lists of few rows. */
const REPORT_BYTES = 100_000

const kept = new LRUCache<string, NonNullable<unknown>>({ maxSize: MEMORY_BYTES })

/** The union of these layers, base first; layers are named by their digests, so an answer holds for good. */
export function unionFor(layers: readonly IndexedLayer[]): Union {
  return computedFor('union', layers, () => laid(layers), UNION_BYTES)
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
  return computedFor(`tree ${withHidden}`, layers, () => unionTree(unionFor(layers), withHidden), TREE_BYTES)
}

/** What the topmost of these layers does. */
export function layerTreeFor(layers: readonly IndexedLayer[]): TreeNode {
  return computedFor('layer', layers, () => layerTree(unionFor(layers), layers.length - 1), TREE_BYTES)
}

/** What is computed of these layers, under a name of its own. @param entryBytes  what it keeps of each of their entries */
export function computedFor<T extends NonNullable<unknown>>(
  name: string,
  layers: readonly IndexedLayer[],
  make: () => T,
  entryBytes = 0,
): T {
  const key = `${name} ${layers.map(nameOfLayer).join(' ')}`
  const known = kept.get(key)
  if (known) return known as T
  const made = make()
  const own = Array.isArray(made) ? made.length * ROW_BYTES : REPORT_BYTES
  kept.set(key, made, { size: 1 + (entryBytes > 0 ? entriesOf(layers) * entryBytes : own) })
  return made
}

export function entriesOf(layers: readonly IndexedLayer[]): number {
  return layers.reduce((sum, { entries }) => sum + entries.length, 0)
}

/** Lists of files that a snapshot reports: whether they are those of the layer that they name is not checked. */
const names = new WeakMap<IndexedLayer, string>()
let lists = 0

/** Keeps what is computed from this list apart from what is computed from the layer itself. */
export function markReported(files: IndexedLayer): void {
  if (!names.has(files)) names.set(files, `${files.diffId}/${++lists}`)
}

/** By what a layer is known here, its digest as a rule. */
export function nameOfLayer(layer: IndexedLayer): string {
  return names.get(layer) ?? layer.diffId
}

/** Takes a name over that another thread has given. */
export function nameLayer(layer: IndexedLayer, name: string): void {
  names.set(layer, name)
}
