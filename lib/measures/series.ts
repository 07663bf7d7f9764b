import type { SeriesCellId } from '../api/compare'
import type { ImageFacts, LayerFacts } from '../oci/facts'
import { type Basis, exact, type NumberCell, type Reason, unknown } from './cell'

/** A figure of a whole series. */
export interface SeriesMeasure {
  readonly id: SeriesCellId
  /** @param images  of all tags of the series, those that could not be read left out; `missing` says how many */
  readonly of: (images: readonly ImageFacts[], missing: number) => NumberCell
}

/** Bytes on a registry's disk when it holds all tags: each distinct blob once. */
export const registryDisk: SeriesMeasure = {
  id: 'registry-disk',
  of: (images, missing) =>
    sumOver(
      distinct(images, ({ blob, diffId }) => blob?.digest ?? diffId),
      'transfer',
      images.length,
      missing,
    ),
}

/** Bytes on a host's disk when it holds all tags: each distinct layer (by chainID, as stores keep them) once. */
export const hostDisk: SeriesMeasure = {
  id: 'host-disk',
  of: (images, missing) =>
    sumOver(
      distinct(images, ({ chainId }) => chainId),
      'unpacked',
      images.length,
      missing,
    ),
}

/** What adding up the tags' registry sizes suggests: shared blobs counted in every tag. */
export const naiveRegistry: SeriesMeasure = {
  id: 'naive-registry',
  of: (images, missing) =>
    sumOver(
      images.flatMap((image) => distinct([image], ({ blob, diffId }) => blob?.digest ?? diffId)),
      'transfer',
      images.length,
      missing,
    ),
}

/** What adding up the tags' local sizes suggests: shared layers counted in every tag. */
export const naiveHost: SeriesMeasure = {
  id: 'naive-host',
  of: (images, missing) =>
    sumOver(
      images.flatMap(({ layers }) => layers),
      'unpacked',
      images.length,
      missing,
    ),
}

export const seriesMeasures: readonly SeriesMeasure[] = [registryDisk, hostDisk, naiveRegistry, naiveHost]

function distinct(images: readonly ImageFacts[], keyOf: (layer: LayerFacts) => string): LayerFacts[] {
  const found = new Map<string, LayerFacts>()
  for (const image of images) {
    for (const layer of image.layers) {
      const key = keyOf(layer)
      if (!found.has(key)) found.set(key, layer)
    }
  }
  return [...found.values()]
}

function sumOver(layers: readonly LayerFacts[], basis: Basis, tags: number, missing: number): NumberCell {
  let sum = 0
  let unknowns = 0
  for (const { blob, unpacked } of layers) {
    const bytes = basis === 'transfer' ? blob?.transferBytes : unpacked?.bytes
    if (bytes === undefined) unknowns++
    else sum += bytes
  }
  const reason = reasonOf(basis, unknowns, tags, missing)
  return reason ? unknown('bytes', reason) : exact(sum, 'bytes')
}

function reasonOf(basis: Basis, unknowns: number, tags: number, missing: number): Reason | undefined {
  if (unknowns > 0)
    return { code: basis === 'transfer' ? 'no-registry' : 'not-local', data: { layers: unknowns } }
  if (missing > 0) return { code: 'incomplete', data: { missing, total: tags + missing } }
  return undefined
}
