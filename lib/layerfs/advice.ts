import type { Entries, IndexedLayer } from './entry'
import { NONE } from './name-tree'
import { layerTree, type TreeNode } from './tree'
import type { Union } from './union'
import type { HiddenPath, Waste } from './waste'

/** A change of the Dockerfile that the files speak for. */
export interface AdviceFound {
  readonly code: 'delete-where-created' | 'merge-steps' | 'drop-repeated'
  readonly savedBytes: number
  /** Positions in the chain, base first. */
  readonly layers: readonly number[]
  readonly files: number
  /** The path with most bytes. */
  readonly example: string
}

/** Less is not worth an instruction's change. */
const LEAST_BYTES = 1024

/**
 * Finds what the Dockerfile could do to store less, from the hidden bytes of the layers. Each hidden byte is
 * counted in one piece of advice alone.
 *
 * @returns most bytes first
 */
export function adviceOf(
  layers: readonly IndexedLayer[],
  union: Union,
  waste: Waste,
): readonly AdviceFound[] {
  const repeated = repeatedLayers(layers, union)
  // What a step repeated hides the copy before it: dropping that step is the whole of the cure.
  const hidden = waste.hidden.filter(({ by }) => !repeated.some(({ layers: [layer] }) => layer === by))
  const found = [
    ...repeated,
    ...pairs(hidden, 'deleted', 'delete-where-created'),
    ...pairs(hidden, 'overwritten', 'merge-steps'),
  ]
  return found
    .filter(({ savedBytes }) => savedBytes >= LEAST_BYTES)
    .sort((a, b) => b.savedBytes - a.savedBytes || a.layers[0]! - b.layers[0]!)
}

/** Layers all of whose files were there already, equal in content, mode and owner. */
function repeatedLayers(layers: readonly IndexedLayer[], union: Union): readonly AdviceFound[] {
  const others = layersWithOther(union)
  return layers.flatMap(({ entries }, layer): AdviceFound[] => {
    if (layer === 0 || others.has(layer) || !hasFile(entries)) return []
    const files = leavesOf(layerTree(union, layer))
    if (files.length === 0 || !files.every(({ change }) => change === 'same')) return []
    const savedBytes = files.reduce((sum, { bytes }) => sum + bytes, 0)
    const largest = files.reduce((most, file) => (file.bytes > most.bytes ? file : most))
    return [
      { code: 'drop-repeated', savedBytes, layers: [layer], files: files.length, example: largest.path },
    ]
  })
}

/** Layers that put a file where none was: most, found in one look at each path. */
function layersWithOther(union: Union): ReadonlySet<number> {
  const found = new Set<number>()
  for (let id = 0; id < union.names.size; id++) {
    const first = union.firstVersionOf(id)
    if (first === NONE || union.kindOf(first) === 'directory') continue
    const layer = union.layerOfVersion(first)
    if (union.hiddenByOf(first) !== layer) found.add(layer)
  }
  return found
}

function hasFile(entries: Entries): boolean {
  for (const { kind } of entries) if (kind === 'file') return true
  return false
}

function leavesOf(root: TreeNode): readonly TreeNode[] {
  const found: TreeNode[] = []
  const visit = (node: TreeNode) => {
    const isOwn =
      node.path !== '' && (!node.directory || node.change === 'deleted' || node.change === 'added')
    if (isOwn) found.push(node)
    for (const child of node.children) visit(child)
  }
  visit(root)
  return found
}

/** Hidden bytes by the layer that stored them and the one that hid them. The base's own are not in this image's hands. */
function pairs(
  hidden: readonly HiddenPath[],
  how: HiddenPath['how'],
  code: AdviceFound['code'],
): readonly AdviceFound[] {
  const sums = new Map<
    string,
    { savedBytes: number; layers: readonly number[]; files: number; example: string }
  >()
  for (const { from, by, bytes, files, path } of hidden.filter((one) => one.how === how)) {
    const key = `${from} ${by}`
    // The largest comes first.
    const sum = sums.get(key) ?? { savedBytes: 0, layers: [from, by], files: 0, example: path }
    sum.savedBytes += bytes
    sum.files += files
    sums.set(key, sum)
  }
  return [...sums.values()].map((sum) => ({ code, ...sum }))
}
