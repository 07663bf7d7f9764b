import type { Fleet } from '../../analysis/rollout/fleet'
import { MOST_SKIPS } from '../../analysis/rollout/pulls'
import { formatBytes, type Units } from '../../i18n/format'
import type { Translate } from './translate'

const ASSUMPTIONS = ['first', 'fresh', 'steady', 'skip', 'expected', 'time'] as const

/** The fleet in a sentence. @param t  of the namespace `rollout` */
export function fleetText(t: Translate, fleet: Fleet, units: Units): string {
  return t('given', {
    hosts: fleet.hosts.toLocaleString('en-US'),
    empty: String(round(fleet.emptyShare * 100)),
    skip: String(round(fleet.skipShare * 100)),
    rate: formatBytes(fleet.bandwidth, 'round', units),
    shared: fleet.registryBandwidth === undefined ? 'none' : 'some',
    registry: formatBytes(fleet.registryBandwidth ?? 0, 'round', units),
  })
}

/** Shares come from per cent and go back to it: without the tail of floating point. */
const round = (percent: number) => Number(percent.toPrecision(6))

/** What the simulation takes for granted. @param t  of the namespace `rollout` */
export function assumptionTexts(t: Translate): readonly string[] {
  return ASSUMPTIONS.map((key) => t(`assumptions.${key}`, { most: MOST_SKIPS }))
}
