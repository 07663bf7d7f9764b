import type { SeriesCellId } from '../api/compare'
import type { ImageFacts, LayerFacts } from '../oci/facts'
import { blobKey, layerBytes } from '../pull/plan'
import { type Basis, exact, type NumberCell, type Reason, unknown } from './cell'

/** A figure of a whole series. */
export interface SeriesMeasure {
  readonly id: SeriesCellId
  /** @param images  of all tags of the series, those that could not be read left out; `missing` says how many */
  readonly of: (images: readonly ImageFacts[], missing: number) => NumberCell
}

const chainKey = ({ chainId }: LayerFacts): string => chainId

/** Every figure that a series has. */
export const seriesMeasures: readonly SeriesMeasure[] = [
  /** Bytes on a registry's disk when it holds all tags: each distinct blob once. */
  { id: 'registry-disk', of: sumOf('transfer', blobKey, 'series') },
  /** Bytes on a host's disk when it holds all tags: each distinct layer (by chainID, as stores keep them) once. */
  { id: 'host-disk', of: sumOf('unpacked', chainKey, 'series') },
  /** What adding up the tags' registry sizes suggests: shared blobs counted in every tag. */
  { id: 'naive-registry', of: sumOf('transfer', blobKey, 'tag') },
  /** What adding up the tags' local sizes suggests: shared layers counted in every tag. */
  { id: 'naive-host', of: sumOf('unpacked', chainKey, 'tag') },
]

/** Adds up layers, each key once a series or once a tag. One pass: series have thousands of tags. */
function sumOf(
  basis: Basis,
  keyOf: (layer: LayerFacts) => string,
  once: 'series' | 'tag',
): SeriesMeasure['of'] {
  return (images, missing) => {
    const seen = new Set<string>()
    let sum = 0
    let unknowns = 0
    for (const { layers } of images) {
      if (once === 'tag') seen.clear()
      for (const layer of layers) {
        const key = keyOf(layer)
        if (seen.has(key)) continue
        seen.add(key)
        const bytes = layerBytes(layer, basis)
        if (bytes === undefined) unknowns++
        else sum += bytes
      }
    }
    const reason = reasonOf(basis, unknowns, images.length, missing)
    return reason ? unknown('bytes', reason) : exact(sum, 'bytes')
  }
}

function reasonOf(basis: Basis, unknowns: number, tags: number, missing: number): Reason | undefined {
  if (unknowns > 0) {
    return { code: basis === 'transfer' ? 'no-registry' : 'not-local', data: { layers: unknowns } }
  }
  return missing > 0 ? { code: 'incomplete', data: { missing, total: tags + missing } } : undefined
}
