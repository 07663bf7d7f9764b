import type { Figure } from '../../analysis/rollout/figure'

/** One series' figure of a release; `unread` where no source could read the tag, undefined where it has none. */
export type Amount = Figure | 'unread' | undefined

/** The value of a figure that is known. */
export function knownOf(amount: Amount): number | undefined {
  return typeof amount === 'object' && amount.kind === 'known' ? amount.value : undefined
}

/** The smallest figure; none when all are equal or fewer than two are known. */
export function smallestOf(amounts: readonly Amount[]): number | undefined {
  const known = amounts.map(knownOf).filter((value) => value !== undefined)
  const least = Math.min(...known)
  return known.length < 2 || Math.max(...known) === least ? undefined : least
}
