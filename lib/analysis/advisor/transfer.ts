import { fitLine } from '../planner/numbers'
import type { TransferEstimate } from './advice'

/** One tag's own layers, divided. */
interface Divided {
  /** Unpacked bytes that are not repeated. */
  readonly rest: number
  /** Unpacked bytes of all. */
  readonly unpacked: number
  /** Transfer bytes of all. */
  readonly transfer: number
}

export interface DividedTransfer {
  readonly estimate: TransferEstimate
  /** Transfer bytes of what is repeated. */
  readonly repeated: number
}

/**
 * Estimates what the repeated part takes on the network. Programs and libraries seldom pack as well as an app's
 * resources, so one ratio for a whole layer says little of its parts; tags whose rests differ tell the two apart.
 *
 * @param repeated  unpacked bytes that all of `tags` repeat
 */
export function divideTransfer(repeated: number, tags: readonly Divided[]): DividedTransfer {
  const most = Math.min(...tags.map(({ transfer }) => transfer))
  const line = fitLine(tags.map(({ rest, transfer }) => ({ x: rest, y: transfer })))
  if (line && line.slope > 0 && line.slope <= 1 && line.start > 0) {
    const estimate = { by: 'line', ratio: line.slope } as const
    return { estimate, repeated: Math.min(most, Math.round(line.start)) }
  }
  const shares = tags.map(({ unpacked, transfer }) => (unpacked > 0 ? (transfer * repeated) / unpacked : 0))
  return { estimate: { by: 'own-ratio' }, repeated: Math.min(most, Math.round(Math.min(...shares))) }
}
