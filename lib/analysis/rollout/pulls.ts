import type { UpgradeBytes } from './upgrade-bytes'

/** Most releases that a host skips one after the other; the next one it takes whatever its luck. */
export const MOST_SKIPS = 8

/** Hosts that make the same pull at one release. */
export interface Pulls {
  /** How many, as a share of the new hosts (`empty`) or of the steady ones. */
  readonly share: number
  /** Of the new hosts; at the first release both are empty, and both are listed. */
  readonly empty: boolean
  /** What one of them downloads; undefined when unknown. */
  readonly bytes: number | undefined
}

/**
 * Who pulls what at each release of a series, first to last. Looks at ten figures a release at most.
 *
 * A fleet is two populations. New hosts hold nothing, pull the release and are gone before the next. Steady
 * hosts hold the one tag that they run. All hosts are empty at the first release, and none skips it. From then
 * on each steady host skips a release with probability `skipShare`, whatever it did before (a Markov chain over
 * "releases skipped so far"), but no more than `MOST_SKIPS` in a row; else it updates from the tag that it runs.
 * Shares are expected ones: there is no dice, and the same fleet always gets the same figures.
 *
 * @param matrix     the strategy's pulls
 * @param skipShare  0 to 1
 */
export function* pullsOf(matrix: UpgradeBytes, skipShare: number): Generator<readonly Pulls[]> {
  const { tags, bytes } = matrix
  let behind: readonly number[] = [1]
  for (let release = 0; release < tags.length; release++) {
    const fresh = { share: 1, empty: true, bytes: bytes[0]?.[release] }
    if (release === 0) {
      yield [fresh, { ...fresh, empty: false }]
      continue
    }
    const pulls: Pulls[] = [fresh]
    const next = [0]
    for (let skipped = 0; skipped < behind.length; skipped++) {
      const held = behind[skipped]!
      const share = skipped === MOST_SKIPS ? held : held * (1 - skipShare)
      next[0]! += share
      if (skipped < MOST_SKIPS) next.push(held - share)
      if (share > 0) pulls.push({ share, empty: false, bytes: bytes[release - skipped]?.[release] })
    }
    yield pulls
    behind = next
  }
}
