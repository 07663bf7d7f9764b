import type { ImageFacts, SizeAccounting } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { accountingOf, localBytes } from '../measures/local-size'

/** What the table's line says a tag takes on a host, and what that figure counts. */
export function hostLine(image: ImageFacts): readonly [NumberCell, SizeAccounting | undefined] {
  return [localBytes(image), accountingOf(image)]
}
