import type { LayerIndex } from './entry'
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
export function adviceOf(layers: readonly LayerIndex[], union: Union, waste: Waste): readonly AdviceFound[] {
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
function repeatedLayers(layers: readonly LayerIndex[], union: Union): readonly AdviceFound[] {
  return layers.flatMap(({ entries }, layer): AdviceFound[] => {
    if (layer === 0 || !entries.some(({ kind }) => kind === 'file')) return []
    const files = leavesOf(layerTree(union, layer))
    if (files.length === 0 || !files.every(({ change }) => change === 'same')) return []
    const savedBytes = files.reduce((sum, { bytes }) => sum + bytes, 0)
    const largest = files.reduce((most, file) => (file.bytes > most.bytes ? file : most))
    return [
      { code: 'drop-repeated', savedBytes, layers: [layer], files: files.length, example: largest.path },
    ]
  })
}

function leavesOf(node: TreeNode): readonly TreeNode[] {
  const below = node.children.flatMap(leavesOf)
  const isOwn = node.path !== '' && (!node.directory || node.change === 'deleted' || node.change === 'added')
  return isOwn ? [node, ...below] : below
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
