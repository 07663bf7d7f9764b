import { estimate, exact, type NumberCell, type Reason, unknown } from '../../analysis/cell'
import type { TagReport } from '../../analysis/report'
import type { RowLayer } from './chain-rows'

/** Whether each layer's unpacked bytes rest on a guess which step made it. */
export function areStepsInferred({ image }: TagReport): boolean {
  return image?.stepsFrom === 'inferred' && image.ruler !== undefined
}

/** A layer's bytes on a host: as a host told them, else counted from its files. @param inferred  see `areStepsInferred` */
export function unpackedCell({ report, chain }: RowLayer, inferred: boolean, tag: TagReport): NumberCell {
  const { unpackedBytes, unpackedExactness } = report
  const bytes = unpackedBytes ?? chain?.storedBytes
  if (bytes === undefined) return unknown('bytes', oneLayer(tag.cells.local, 'not-local'))
  const isEstimate = unpackedExactness === 'estimated' || (inferred && unpackedBytes !== undefined)
  return isEstimate ? estimate(bytes, 'bytes', { code: 'inferred' }) : exact(bytes, 'bytes')
}

/** A layer's bytes on the network. */
export function transferCell({ report: { transferBytes } }: RowLayer, tag: TagReport): NumberCell {
  return transferBytes === undefined
    ? unknown('bytes', oneLayer(tag.cells.registry, 'no-registry'))
    : exact(transferBytes, 'bytes')
}

/** Why the image has no such figure, said of one of its layers. */
function oneLayer(of: TagReport['cells']['local'], code: Reason['code']): Reason {
  return { code: of?.kind === 'unknown' ? of.why.code : code, data: { layers: 1 } }
}
