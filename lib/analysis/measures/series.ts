import type { Basis } from '../../oci/bytes'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import { type Cell, exact, type NumberCell, type Reason, unknown } from '../cell'
import { blobKey, layerBytes } from '../pull/plan'
import type { SeriesCellId, TagCellId } from '../report'

/** All that a measure of a series may look at. */
export interface SeriesContext {
  /** Of the tags that could be read. */
  readonly images: readonly ImageFacts[]
  /** Cells of the same tags. */
  readonly cells: readonly Partial<Record<TagCellId, Cell>>[]
  /** How many tags could not be read. */
  readonly missing: number
}

/** A figure of a whole series. */
export interface SeriesMeasure {
  readonly id: SeriesCellId
  readonly of: (context: SeriesContext) => NumberCell
}

/** Every figure that a series has. */
export const seriesMeasures: readonly SeriesMeasure[] = [
  /** Bytes on a registry's disk when it holds all tags: each distinct blob once. */
  { id: 'registry-disk', of: diskOf('transfer', distinctBlobs) },
  /** Bytes on a host's disk when it holds all tags: each distinct layer (by chainID, as stores keep them) once. */
  { id: 'host-disk', of: diskOf('unpacked', distinctLayers) },
  /** What adding up the lines of the table suggests: shared blobs counted in every tag. */
  { id: 'naive-registry', of: sumOfLines('registry') },
  /** What adding up the lines of the table suggests: shared layers counted in every tag. */
  { id: 'naive-host', of: sumOfLines('local') },
]

function distinctBlobs(images: readonly ImageFacts[]): Iterable<LayerFacts> {
  const found = new Map<string, LayerFacts>()
  for (const { layers } of images) {
    for (const layer of layers) {
      const key = blobKey(layer)
      if (!found.has(key)) found.set(key, layer)
    }
  }
  return found.values()
}

/** From the top down to the first layer that is known: a chainID that is known has everything below it known. */
function distinctLayers(images: readonly ImageFacts[]): Iterable<LayerFacts> {
  const found = new Map<string, LayerFacts>()
  for (const { layers } of images) {
    for (let index = layers.length - 1; index >= 0; index--) {
      const layer = layers[index]
      if (!layer || found.has(layer.chainId)) break
      found.set(layer.chainId, layer)
    }
  }
  return found.values()
}

function diskOf(
  basis: Basis,
  distinct: (images: readonly ImageFacts[]) => Iterable<LayerFacts>,
): SeriesMeasure['of'] {
  return ({ images, missing }) => {
    let sum = 0
    let unknowns = 0
    for (const layer of distinct(images)) {
      const bytes = layerBytes(layer, basis)
      if (bytes === undefined) unknowns++
      else sum += bytes
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

function sumOfLines(id: 'registry' | 'local'): SeriesMeasure['of'] {
  return ({ cells, missing }) => {
    let sum = 0
    for (const { [id]: cell } of cells) {
      if (!cell || cell.kind === 'images') continue
      if (cell.kind === 'unknown') return unknown('bytes', cell.why)
      sum += cell.value
    }
    const total = cells.length + missing
    return missing > 0
      ? unknown('bytes', { code: 'incomplete', data: { missing, total } })
      : exact(sum, 'bytes')
  }
}
