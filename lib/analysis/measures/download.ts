import type { Basis } from '../../oci/bytes'
import { estimate, type NumberCell } from '../cell'
import type { Measure, TagContext } from './measure'
import { sumLayers } from './sum'

/** Bytes that a host downloads which holds nothing. */
export const downloadUncached = (basis: Basis): Measure => ({
  id: `uncached:${basis}`,
  of: ({ image, freshPull }) => sumLayers(freshPull.fetched, basis, image),
})

/** Bytes that a host downloads which holds the cache set, under the chosen store rule. */
export const downloadCached = (basis: Basis): Measure => ({
  id: `cached:${basis}`,
  of: (context) => {
    const { image, cachedPull } = context
    return qualified(sumLayers(cachedPull.fetched, basis, image), context)
  },
})

/** Says what the reuse was judged by, when that is less than all of it. */
function qualified(cell: NumberCell, { image, missingFromCache, cachedPull }: TagContext): NumberCell {
  if (cell.kind !== 'exact') return cell
  const [tag] = missingFromCache
  if (tag !== undefined && cachedPull.reusedDepth < image.layers.length) {
    return estimate(cell.value, 'bytes', { code: 'cache-incomplete', data: { tag } })
  }
  const judgedByChain = cachedPull.reusedDepth > 0 && image.layers.some((layer) => !layer.blob)
  return judgedByChain ? estimate(cell.value, 'bytes', { code: 'no-blobs' }) : cell
}
