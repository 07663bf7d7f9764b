import type { Basis } from '../../oci/bytes'
import type { ImageFacts } from '../../oci/facts'
import { estimate, exact, type NumberCell, type Reason, unknown } from '../cell'
import { accountingOf, localBytes } from './local-size'
import type { Measure, TagContext } from './measure'
import { registryBytes } from './registry-size'
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
  precision: 'signed',
  topic: 'growth',
  formula: 'size(tag) − size(previous tag)',
  sources: ['manifest', 'layer'],
} as const satisfies Measure

/** Negative where the tag is smaller; an estimate when one of the two sizes is one, or when they count differently. */
export function growthOf({ image, previous, freshPull }: TagContext, basis: Basis): NumberCell {
  if (!previous) return unknown('bytes', { code: 'first-tag' })
  const isTransfer = basis === 'transfer'
  const now = isTransfer ? registryBytes(image, freshPull) : localBytes(image)
  const before = isTransfer ? registryBytes(previous) : localBytes(previous)
  if (now.kind === 'unknown') return now
  if (before.kind === 'unknown') return before
  const why = now.why ?? before.why ?? (isTransfer ? undefined : mixed(image, previous))
  const value = now.value - before.value
  return why ? estimate(value, 'bytes', why) : exact(value, 'bytes')
}

/** Two sizes of which one counts file content and the other disk blocks differ by that alone. */
function mixed(image: ImageFacts, previous: ImageFacts): Reason | undefined {
  const [now, before] = [accountingOf(image), accountingOf(previous)]
  return now !== undefined && before !== undefined && now !== before ? MIXED : undefined
}
