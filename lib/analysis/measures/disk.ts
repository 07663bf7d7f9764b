import { type ImageFacts, RULER_OF, type SizeAccounting } from '../../oci/facts'
import { estimate, exact, type NumberCell, type Reason } from '../cell'
import { planFreshPull } from '../pull/plan'
import { type RuleId, ruleOf } from '../pull/rules'
import { accountingOf } from './local-size'
import type { Measure, TagContext } from './measure'
import { sumLayers } from './sum'

/**
 * What a host of the store's rule has on its disk for one tag: a classic store the unpacked layers alone, a containerd
 * store also the blobs that they came from, in its content store. Configs and manifests are left out.
 */
export const diskSize = {
  id: 'disk',
  unit: 'bytes',
  perBasis: false,
  column: 'disk',
  cards: ['total'],
  optional: true,
  sortable: true,
  smallestIsBest: true,
  series: { total: 'host-total', naive: 'naive-total' },
  bytesOf: 'unpacked',
  topic: 'on-disk',
  formula: 'Σ unpacked(layer) + Σ length(blob), distinct, where blobs are kept',
  sources: ['layer', 'descriptor', 'unpacker'],
} as const satisfies Measure

export const diskBytesOf = ({ image, sizes, rule }: TagContext): NumberCell =>
  onDisk(rule, sizes.local, sizes.distinct.transfer, accountingOf(image))

/** The blobs of one image, each once, whoever gives them. */
export const contentBytes = (image: ImageFacts): NumberCell =>
  sumLayers(planFreshPull(image).fetched, 'transfer', image)

/** Whether a store keeps the blobs of what it has unpacked, as its pulls show. */
export const keepsBlobs = (rule: RuleId): boolean => ruleOf(rule).aboveRun === 'skip-held-blobs'

/** What the hosts of a store that keeps blobs count. */
const KEEPERS = RULER_OF.containerd

/** What figures of several images count that a store which keeps blobs would count otherwise; else undefined. */
export const otherRuler = (images: readonly ImageFacts[]): SizeAccounting | undefined =>
  images.map(accountingOf).find((ruler) => ruler !== undefined && ruler !== KEEPERS)

/**
 * Unpacked layers and the blobs that are kept beside them.
 *
 * @param accounting  what the unpacked figure counts: a store that keeps blobs takes disk blocks
 */
export function onDisk(
  rule: RuleId,
  unpacked: NumberCell,
  blobs: NumberCell,
  accounting: SizeAccounting | undefined,
): NumberCell {
  if (!keepsBlobs(rule) || unpacked.kind === 'unknown') return unpacked
  if (blobs.kind === 'unknown') return blobs
  const why = unpacked.why ?? blobs.why ?? (unpacked.value > 0 ? counted(accounting) : undefined)
  const value = unpacked.value + blobs.value
  return why ? estimate(value, 'bytes', why) : exact(value, 'bytes')
}

/** Why a sum with blocks is no measure where its unpacked part counts something else. */
function counted(ruler: SizeAccounting | undefined): Reason | undefined {
  if (ruler === undefined || ruler === KEEPERS) return undefined
  return { code: 'other-ruler', data: { ruler: ruler === 'tar bytes' ? 'tar' : 'content' } }
}
