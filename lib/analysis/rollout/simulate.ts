import { type Figure, known, knownUnless, mapFigure } from './figure'
import type { Fleet } from './fleet'
import { type Pulls, pullsOf } from './pulls'
import { secondsUntil } from './seconds'
import type { UpgradeBytes } from './upgrade-bytes'

const GIGABYTE = 1e9

/** From how many expected hosts on a pull is one that a host of the fleet makes: half a host rounds to one. */
const LIKELY_HOSTS = 0.5

/** One release on its way to all hosts. Bytes are whole and add up: `empty + update = total`. */
export interface ReleaseRollout {
  readonly tag: string
  /** Pulls to expect from empty hosts; a fraction where the shares make it one. */
  readonly emptyPulls: number
  /** Pulls to expect from hosts that hold an earlier tag. */
  readonly updatePulls: number
  readonly emptyBytes: Figure
  readonly updateBytes: Figure
  readonly totalBytes: Figure
  /** Download of the host that has the most to download, pulls of less than half an expected host left out. */
  readonly worstHostBytes: Figure
  /** Until that host has all of it; unpacking is not counted. */
  readonly seconds: Figure
  /** Absent when the fleet names no price. */
  readonly cost?: Figure | undefined
  /** This release and all before it. */
  readonly cumulativeBytes: Figure
  readonly cumulativeCost?: Figure | undefined
}

export interface Rollout {
  readonly releases: readonly ReleaseRollout[]
  /** Of all releases: the sum of theirs, to the byte. */
  readonly totalBytes: Figure
  readonly cost?: Figure | undefined
}

/**
 * What a series' releases cost a fleet that follows them, see `pullsOf` for the model. Bytes are expected
 * values, made whole with the remainder handed on to the next release, so that no rounding adds up.
 *
 * @param matrix  the strategy's pulls
 * @param fleet   as `parseFleet` answers it
 */
export function simulateRollout(matrix: UpgradeBytes, fleet: Fleet): Rollout {
  const emptied = new WholeBytes()
  const updated = new WholeBytes()
  const releases: ReleaseRollout[] = []
  let sum = 0
  let lacking = 0
  for (const pulls of pullsOf(matrix, fleet.skipShare)) {
    const hosts = hostsOf(pulls, fleet, releases.length === 0)
    const empty = emptied.next(hosts, true)
    const update = updated.next(hosts, false)
    const missing = empty.lacking + update.lacking
    const total = knownUnless(missing, empty.bytes + update.bytes)
    sum += empty.bytes + update.bytes
    lacking += missing
    const cumulative = knownUnless(lacking, sum)
    releases.push({
      tag: matrix.tags[releases.length]!,
      emptyPulls: empty.hosts,
      updatePulls: update.hosts,
      emptyBytes: knownUnless(empty.lacking, empty.bytes),
      updateBytes: knownUnless(update.lacking, update.bytes),
      totalBytes: total,
      ...worstOf(hosts, fleet),
      cost: costOf(total, fleet),
      cumulativeBytes: cumulative,
      cumulativeCost: costOf(cumulative, fleet),
    })
  }
  const totalBytes = knownUnless(lacking, sum)
  return { releases, totalBytes, cost: costOf(totalBytes, fleet) }
}

interface HostPulls {
  readonly hosts: number
  readonly empty: boolean
  readonly bytes: number | undefined
}

/** Shares into hosts. At the first release all hosts are empty. */
function hostsOf(pulls: readonly Pulls[], fleet: Fleet, first: boolean): readonly HostPulls[] {
  const { hosts, emptyShare } = fleet
  if (first) return pulls.slice(0, 1).map(({ bytes }) => ({ hosts, empty: true, bytes }))
  const found: HostPulls[] = []
  for (const { share, empty, bytes } of pulls) {
    const pulling = hosts * (empty ? emptyShare : 1 - emptyShare) * share
    if (pulling > 0) found.push({ hosts: pulling, empty, bytes })
  }
  return found
}

/** Makes expected bytes whole; what was cut off counts at the next release. */
class WholeBytes {
  private rest = 0

  next(pulls: readonly HostPulls[], empty: boolean): { bytes: number; hosts: number; lacking: number } {
    let sum = this.rest
    let hosts = 0
    let lacking = 0
    for (const pull of pulls) {
      if (pull.empty !== empty) continue
      hosts += pull.hosts
      if (pull.bytes === undefined) lacking++
      else sum += pull.hosts * pull.bytes
    }
    const bytes = Math.max(0, Math.round(sum))
    this.rest = sum - bytes
    return { bytes, hosts, lacking }
  }
}

function worstOf(
  pulls: readonly HostPulls[],
  fleet: Fleet,
): Pick<ReleaseRollout, 'worstHostBytes' | 'seconds'> {
  const likely = pulls.filter(({ hosts }) => hosts >= LIKELY_HOSTS)
  const counted = likely.length > 0 ? likely : pulls
  const unknownOf = (some: readonly HostPulls[]) => some.filter(({ bytes }) => bytes === undefined).length
  const worst = counted.reduce((most, { bytes = 0 }) => Math.max(most, bytes), 0)
  const worstHostBytes = knownUnless(unknownOf(counted), worst)
  const { bandwidth, registryBandwidth } = fleet
  if (registryBandwidth === undefined || worstHostBytes.kind === 'unknown') {
    return { worstHostBytes, seconds: mapFigure(worstHostBytes, (bytes) => bytes / bandwidth) }
  }
  const lacking = unknownOf(pulls)
  if (lacking > 0) return { worstHostBytes, seconds: { kind: 'unknown', lacking } }
  const downloads = pulls.map(({ hosts, bytes = 0 }) => ({ hosts, bytes }))
  return { worstHostBytes, seconds: known(secondsUntil(downloads, worst, bandwidth, registryBandwidth)) }
}

function costOf(bytes: Figure, { egressPrice }: Fleet): Figure | undefined {
  return egressPrice === undefined ? undefined : mapFigure(bytes, (value) => (value / GIGABYTE) * egressPrice)
}
