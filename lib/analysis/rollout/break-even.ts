import { tiesWith } from '../judge'
import type { Fleet } from './fleet'
import { pullsOf } from './pulls'
import type { UpgradeBytes } from './upgrade-bytes'

/** The share of empty hosts at which two strategies download as much, over the releases that both have. */
export type BreakEven =
  /** Below `share` one is cheaper, above it the other. */
  | {
      readonly kind: 'at'
      /** Share of the hosts of each release that start empty, as `Fleet.emptyShare`. */
      readonly share: number
      readonly cheaperBelow: 'a' | 'b'
      readonly releases: number
    }
  /** Cheaper at every share between 0 and 1; `tie` where the two cost as much at one of the ends, as `judge` says. */
  | {
      readonly kind: 'always'
      readonly cheaper: 'a' | 'b'
      /** Where no host starts empty, or where all do. */
      readonly tie?: 'updates' | 'empty' | undefined
      readonly releases: number
    }
  /** A tie at every share. */
  | { readonly kind: 'equal'; readonly releases: number }
  /** `lacking` pulls of both have no figure; 0 when there is no release to compare. */
  | { readonly kind: 'unknown'; readonly lacking: number }

/**
 * Where two strategies cost a fleet the same. The bytes of a rollout are linear in `emptyShare` (new and steady
 * hosts are two populations, see `pullsOf`), so the point is solved and not searched. Registry, bandwidth and
 * price do not move it; neither does the number of hosts.
 *
 * @param fleet  only its `skipShare` is looked at
 */
export function breakEven(a: UpgradeBytes, b: UpgradeBytes, fleet: Pick<Fleet, 'skipShare'>): BreakEven {
  const releases = Math.min(a.tags.length, b.tags.length)
  const [left, right] = [a, b].map((matrix) => endsOf(matrix, fleet.skipShare, releases)) as [Ends, Ends]
  const lacking = left.lacking + right.lacking
  if (releases === 0 || lacking > 0) return { kind: 'unknown', lacking }
  const steady = difference(left.steady, right.steady)
  const fresh = difference(left.fresh, right.fresh)
  if (steady === 0 && fresh === 0) return { kind: 'equal', releases }
  if (steady * fresh >= 0) {
    const tie = steady === 0 ? 'updates' : fresh === 0 ? 'empty' : undefined
    return { kind: 'always', cheaper: steady + fresh < 0 ? 'a' : 'b', ...(tie && { tie }), releases }
  }
  const share = steady / (steady - fresh)
  return { kind: 'at', share, cheaperBelow: steady < 0 ? 'a' : 'b', releases }
}

/** Bytes for one host over all releases at the two ends: steady all along, or new at each release. */
interface Ends {
  readonly steady: number
  readonly fresh: number
  readonly lacking: number
}

function endsOf(matrix: UpgradeBytes, skipShare: number, releases: number): Ends {
  let [steady, fresh, lacking] = [0, 0, 0]
  const tags = matrix.tags.slice(0, releases)
  let first = true
  for (const pulls of pullsOf({ tags, bytes: matrix.bytes }, skipShare)) {
    for (const { share, empty, bytes } of pulls) {
      if (bytes === undefined) lacking += empty || !first ? 1 : 0
      else if (empty) fresh += bytes
      else steady += share * bytes
    }
    first = false
  }
  return { steady, fresh, lacking }
}

/** 0 for a tie. */
function difference(a: number, b: number): number {
  return tiesWith(Math.max(a, b), Math.min(a, b)) ? 0 : a - b
}
