import { estimate, exact, type NumberCell, type Reason, unknown } from '../../analysis/cell'
import type { LayerReport, TagReport } from '../../analysis/report'

/**
 * A layer's bytes on a host, as exact as the figures that add it up take it to be.
 *
 * @param tag     the tag that holds it, for the reason of an unknown
 * @param stored  bytes counted from the layer's files, for lack of a host's figure
 */
export function unpackedCell(layer: LayerReport, tag: TagReport, stored?: number): NumberCell {
  const { unpackedBytes = stored, unpackedExactness } = layer
  if (unpackedBytes === undefined) return unknown('bytes', oneLayer(tag.cells.local, 'not-local'))
  return unpackedExactness === 'estimated'
    ? estimate(unpackedBytes, 'bytes', { code: 'inferred' })
    : exact(unpackedBytes, 'bytes')
}

/** A layer's bytes on the network. @param tag  the tag that holds it, for the reason of an unknown */
export function transferCell({ transferBytes }: LayerReport, tag: TagReport): NumberCell {
  return transferBytes === undefined
    ? unknown('bytes', oneLayer(tag.cells.registry, 'no-registry'))
    : exact(transferBytes, 'bytes')
}

/** Why the image has no such figure, said of one of its layers. */
function oneLayer(of: TagReport['cells']['local'], code: Reason['code']): Reason {
  return { code: of?.kind === 'unknown' ? of.why.code : code, data: { layers: 1 } }
}
