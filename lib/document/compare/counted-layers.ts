import { markRepeats } from '../../analysis/pull/repeats'
import type { LayerWay } from '../../analysis/pull/rule'
import { ruleOf } from '../../analysis/pull/rules'
import type { CompareReport, LayerReport, TagCellId, TagReport } from '../../analysis/report'
import type { Basis } from '../../oci/bytes'
import type { CardId } from './columns'

/** A layer of a tag as a card counts it. */
export interface CountedLayer {
  readonly layer: LayerReport
  /** Reused from the host: part of the image, not of the download. */
  readonly reused: boolean
}

/** The cell that a tag has on a card. */
export function cellIdOf(card: CardId, basis: Basis): TagCellId {
  if (card !== 'total') return `${card}:${basis}`
  return basis === 'transfer' ? 'registry' : 'local'
}

/**
 * The layers that a card's cell of a tag adds up, base first, and on `cached` those that are reused beside them.
 * Unpacked, each layer counts; what crosses the network counts each blob once, or as often as the store fetches it, and a
 * registry none from elsewhere.
 */
export function countedLayers(
  { layers, rule }: CompareReport,
  { image, cells }: TagReport,
  card: CardId,
  basis: Basis,
): readonly CountedLayer[] {
  // A blob that only another tag of the report has is none that this image is fetched by.
  const isStored = cells.registry?.kind !== 'unknown'
  const counted = (image?.layers ?? []).flatMap((position, index): CountedLayer[] => {
    const layer =
      layers[position] && withParts(layers[position], card === 'cached' ? image?.fetchedBytes?.[index] : null)
    return layer ? [{ layer, reused: card === 'cached' && image?.reused[index] === true }] : []
  })
  const id = cellIdOf(card, basis)
  if (basis === 'unpacked') return counted
  const ways = counted.map(({ reused }): LayerWay => (reused ? 'reuse' : 'download'))
  const blobAt = (index: number) => {
    const { layer } = counted[index]!
    return (isStored && layer.blobDigest) || layer.diffId
  }
  markRepeats(ways, blobAt, id === 'registry' ? undefined : ruleOf(rule).inFlight)
  return counted.filter(({ layer }, at) => ways[at] !== 'repeat' && !(id === 'registry' && layer.foreign))
}

/** A layer of whose blob a part is fetched. */
function withParts(layer: LayerReport, bytes: number | null | undefined): LayerReport {
  return bytes === null || bytes === undefined ? layer : { ...layer, transferBytes: bytes }
}

/** Bytes of a layer in the basis asked; undefined when no source knows them. */
export function bytesOf({ transferBytes, unpackedBytes }: LayerReport, basis: Basis): number | undefined {
  return basis === 'transfer' ? transferBytes : unpackedBytes
}
