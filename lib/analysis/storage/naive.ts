import type { ImageFacts, SizeAccounting } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { accountingOf, localBytes } from '../measures/local-size'
import { sumLayers } from '../measures/sum'
import { planFreshPull } from '../pull/plan'

/** What the table's line says a tag takes on the registry: each of its blobs once. */
export function registryLine(image: ImageFacts): NumberCell {
  return sumLayers(planFreshPull(image).fetched, 'transfer', image)
}

/** What the table's line says a tag takes on a host, and what that figure counts. */
export function hostLine(image: ImageFacts): readonly [NumberCell, SizeAccounting | undefined] {
  return [localBytes(image), accountingOf(image)]
}
