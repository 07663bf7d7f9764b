import type { LayerFacts } from './facts'

type Layers = readonly LayerFacts[]

/** By the layers of an image those that it was last compared with: several figures of a tag ask of the tag before. */
const compared = new WeakMap<Layers, { readonly before: Layers; readonly depth: number }>()

/**
 * How many layers from the base two images have alike, in all that is known of them. A series repeats most layers from
 * tag to tag: of these what was found for the tag before holds.
 */
export function alikeDepth(before: Layers, layers: Layers): number {
  if (before.length === 0) return 0
  const found = compared.get(layers)
  if (found?.before === before) return found.depth
  let depth = 0
  while (depth < before.length && depth < layers.length && areAlike(before[depth]!, layers[depth]!)) depth++
  compared.set(layers, { before, depth })
  return depth
}

/** Whether all that is known of two layers is the same. */
export function areAlike(a: LayerFacts, b: LayerFacts): boolean {
  if (a === b) return true
  return a.chainId === b.chainId && areBlobsAlike(a.blob, b.blob) && areSizesAlike(a.unpacked, b.unpacked)
}

function areBlobsAlike(a: LayerFacts['blob'], b: LayerFacts['blob']): boolean {
  if (a === b || !a || !b) return a === b
  return (
    a.digest === b.digest &&
    a.transferBytes === b.transferBytes &&
    a.mediaType === b.mediaType &&
    a.declaredBytes === b.declaredBytes &&
    a.packedAs === b.packedAs &&
    a.contentDiffId === b.contentDiffId &&
    a.foreign === b.foreign &&
    a.seekable === b.seekable &&
    a.chunked?.digest === b.chunked?.digest &&
    a.files === b.files
  )
}

function areSizesAlike(a: LayerFacts['unpacked'], b: LayerFacts['unpacked']): boolean {
  if (a === b || !a || !b) return a === b
  return a.bytes === b.bytes && a.exactness === b.exactness && a.ruler === b.ruler
}
