import type { Basis } from '../../oci/bytes'
import type { ImageFacts } from '../../oci/facts'
import { estimate, exact, type NumberCell, type Reason, unknown } from '../cell'
import { accountingOf } from './local-size'
import type { ImageSizes, Measure, TagContext } from './measure'
import { MIXED } from './sum'

/** How many bytes this tag takes more than the one before: in the registry, or unpacked on a host. */
export const growth = {
  id: 'growth',
  unit: 'bytes',
  perBasis: true,
  column: 'growth',
  cards: ['total'],
  optional: true,
  sortable: true,
  smallestIsBest: false,
  signed: true,
  topic: 'growth',
  formula: 'size(tag) − size(previous tag)',
  sources: ['manifest', 'layer'],
} as const satisfies Measure

/** Negative where the tag is smaller; an estimate when one of the two sizes is one, or when they count differently. */
export function growthOf({ image, sizes, previous }: TagContext, basis: Basis): NumberCell {
  if (!previous) return unknown('bytes', { code: 'first-tag' })
  const now = sizeIn(sizes, basis)
  const before = sizeIn(previous.sizes, basis)
  if (now.kind === 'unknown') return now
  if (before.kind === 'unknown') return before
  const why = now.why ?? before.why ?? (basis === 'transfer' ? undefined : mixed(image, previous.image))
  const value = now.value - before.value
  return why ? estimate(value, 'bytes', why) : exact(value, 'bytes')
}

function sizeIn({ distinct, local }: ImageSizes, basis: Basis): NumberCell {
  return basis === 'transfer' ? distinct.transfer : local
}

/** Two sizes that count differently differ by that alone. */
function mixed(image: ImageFacts, previous: ImageFacts): Reason | undefined {
  const [now, before] = [accountingOf(image), accountingOf(previous)]
  return now !== undefined && before !== undefined && now !== before ? MIXED : undefined
}
