import type { IndexedLayer } from '../../layerfs/entry'
import type { LayerFacts } from '../../oci/facts'
import { sumKnown } from '../planner/numbers'
import type { TagContent } from './advice'

/** What one tag has upon the layers that all tags share. */
export interface OwnPart {
  readonly tag: string
  readonly layers: readonly LayerFacts[]
  readonly unpackedBytes?: number | undefined
  readonly transferBytes?: number | undefined
  /** Of all of these layers, base first; absent when one has not been read. */
  readonly files?: readonly IndexedLayer[] | undefined
}

/** Cuts the shared layers off a tag. Where no host reported unpacked sizes, they are counted from the files. */
export function ownPart({ tag, image, files }: TagContent, sharedLayers: number): OwnPart {
  const layers = image.layers.slice(sharedLayers)
  const read = layers.map((_, index) => files?.[sharedLayers + index])
  return {
    tag,
    layers,
    unpackedBytes: sumKnown(
      layers.map(({ unpacked }, index) => unpacked?.bytes ?? contentBytes(read[index])),
    ),
    transferBytes: sumKnown(layers.map(({ blob }) => blob?.transferBytes)),
    files: read.every((index) => index !== undefined) ? read : undefined,
  }
}

/** Bytes of file content, as a classic store counts a layer. */
function contentBytes(index: IndexedLayer | undefined): number | undefined {
  if (!index) return undefined
  let sum = 0
  for (const { contentBytes } of index.entries) sum += contentBytes
  return sum
}
