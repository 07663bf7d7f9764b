import type { Reason } from '../../analysis/cell'
import { type BreakEven, breakEven } from '../../analysis/rollout/break-even'
import type { Fleet } from '../../analysis/rollout/fleet'
import { MOST_SKIPS } from '../../analysis/rollout/pulls'
import { onlyReleases, type UpgradeBytes } from '../../analysis/rollout/upgrade-bytes'
import { formatBytes, formatShare, type Units } from '../../i18n/format'
import type { ReleaseRow, Series } from '../downloads/releases'
import type { Translate } from './translate'

const ASSUMPTIONS = ['first', 'fresh', 'steady', 'skip', 'expected', 'time', 'breakEven'] as const

/** The fleet in a sentence. @param t  of the namespace `rollout` */
export function fleetText(t: Translate, fleet: Fleet, units: Units): string {
  return t('given', {
    hosts: fleet.hosts.toLocaleString('en-US'),
    empty: String(round(fleet.emptyShare * 100)),
    skip: String(round(fleet.skipShare * 100)),
    rate: formatBytes(fleet.bandwidth, units),
    shared: fleet.registryBandwidth === undefined ? 'none' : 'some',
    registry: formatBytes(fleet.registryBandwidth ?? 0, units),
  })
}

/** Shares come from per cent and go back to it: without the tail of floating point. */
const round = (percent: number) => Number(percent.toPrecision(6))

/** What the simulation takes for granted. @param t  of the namespace `rollout` */
export function assumptionTexts(t: Translate): readonly string[] {
  return ASSUMPTIONS.map((key) => t(`assumptions.${key}`, { most: MOST_SKIPS }))
}

/** Which of two strategies downloads less, and until when. */
export interface BreakEvenText {
  readonly key: string
  readonly sentence: string
  /** How many releases were compared, when one of the two has others. */
  readonly part?: string | undefined
}

interface Compared {
  readonly series: readonly Series[]
  /** The lines in which releases stand beside each other. */
  readonly rows: readonly Pick<ReleaseRow, 'releases'>[]
  /** One a series. */
  readonly matrices: readonly UpgradeBytes[]
  /** Why a series' pulls are estimates. */
  readonly estimated: readonly (Reason | undefined)[]
  readonly skipShare: number
}

/** A sentence for each pair of strategies, over the releases that both have. @param t  of the namespace `rollout` */
export function breakEvenTexts(t: Translate, compared: Compared): readonly BreakEvenText[] {
  const { series, rows, matrices, estimated, skipShare } = compared
  return matrices.flatMap((left, a) =>
    matrices.slice(a + 1).map((right, index): BreakEvenText => {
      const b = a + 1 + index
      const common = rows.flatMap(({ releases }) => {
        const [one, other] = [releases[a], releases[b]]
        return typeof one === 'number' && typeof other === 'number' ? [[one, other] as const] : []
      })
      const [ofLeft, ofRight] = [common.map(([one]) => one), common.map(([, other]) => other)]
      const found = breakEven(onlyReleases(left, ofLeft), onlyReleases(right, ofRight), { skipShare })
      const names = { a: series[a]?.name ?? '', b: series[b]?.name ?? '' }
      const same = left.tags.length === common.length && right.tags.length === common.length
      const sentence = sentenceOf(t, found, names, estimated[a] || estimated[b] ? '≈' : '')
      if (same || found.kind === 'unknown') return { key: `${a} ${b}`, sentence }
      return { key: `${a} ${b}`, sentence, part: t('breakEven.part', { releases: found.releases }) }
    }),
  )
}

function sentenceOf(t: Translate, found: BreakEven, names: { a: string; b: string }, about: string): string {
  const ordered = (cheaper: 'a' | 'b') =>
    cheaper === 'a' ? { low: names.a, high: names.b } : { low: names.b, high: names.a }
  switch (found.kind) {
    case 'at':
      return t('breakEven.at', {
        ...ordered(found.cheaperBelow),
        share: about + formatShare(found.pullShare),
      })
    case 'always':
      return t(found.tie ? `breakEven.tie.${found.tie}` : 'breakEven.always', ordered(found.cheaper))
    case 'equal':
      return t('breakEven.equal', names)
    case 'unknown':
      return t('breakEven.unknown', { ...names, pulls: found.lacking })
  }
}
