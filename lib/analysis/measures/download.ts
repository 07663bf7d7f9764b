import type { Basis } from '../../oci/bytes'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import { estimate, type NumberCell, type Reason } from '../cell'
import { EMPTY_HOST } from '../pull/host'
import { broughtLayers, planPull } from '../pull/plan'
import type { LayerWay } from '../pull/rule'
import { ruleOf } from '../pull/rules'
import type { Measure, TagContext } from './measure'
import { sumLayers } from './sum'

const DOWNLOAD = {
  unit: 'bytes',
  perBasis: true,
  column: 'download',
  optional: false,
  sortable: true,
  smallestIsBest: true,
  besideOther: true,
} as const

/** Bytes that a host downloads which holds nothing. */
export const downloadUncached = {
  ...DOWNLOAD,
  id: 'uncached',
  cards: ['uncached'],
  topic: 'uncached',
  formula: 'Σ length(blob), distinct blob digests',
  sources: ['pull', 'descriptor'],
} as const satisfies Measure

export function downloadUncachedOf({ sizes, image, rule }: TagContext, basis: Basis): NumberCell {
  if (ruleOf(rule).inFlight === undefined)
    return basis === 'transfer' ? sizes.distinct.transfer : sizes.unpacked
  const cachedPull = planPull(image, EMPTY_HOST, rule)
  return downloadCachedOf({ image, cachedPull, missingFromCache: [] }, basis)
}

type Pulled = Pick<TagContext, 'image' | 'cachedPull' | 'missingFromCache' | 'orLess'>

/** Bytes that a host downloads which holds the cache set, under the chosen store rule. */
export const downloadCached = {
  ...DOWNLOAD,
  id: 'cached',
  cards: ['cached'],
  topic: 'cached',
  formula: 'Σ length(blob) where rule(layer, cache set) = download',
  sources: ['download', 'unpacker'],
} as const satisfies Measure

/** @param context  of which the pull decides: of the chosen cache set, or of another host */
export function downloadCachedOf(context: Pulled & Partial<TagContext>, basis: Basis): NumberCell {
  const { image, cachedPull } = context
  return qualified(sumLayers(broughtLayers(image, cachedPull, basis), basis, image), context)
}

/** Says what the reuse was judged by, when that is less than all of it. */
function qualified(cell: NumberCell, { image, missingFromCache, cachedPull, orLess }: Pulled): NumberCell {
  if (cell.kind !== 'exact') return cell
  if (orLess && cell.value > 0) return estimate(cell.value, 'bytes', orLess)
  const [tag] = missingFromCache
  if (tag !== undefined && cachedPull.fetched.length > 0) {
    return estimate(cell.value, 'bytes', { code: 'cache-incomplete', data: { tag } })
  }
  const isJudged =
    isJudgedByChain(image) && cachedPull.ways.some((way, at) => isSparedBlind(way, image.layers[at]))
  const why = isJudged ? NO_BLOBS : cachedPull.guess
  return why ? estimate(cell.value, 'bytes', why) : cell
}

/** Whether a layer is spared as one of the host, or without a look at its blob. */
const isSparedBlind = (way: LayerWay, layer: LayerFacts | undefined) =>
  way === 'reuse' || (way === 'content' && !layer?.blob)

/** A download whose reuse was judged by chainID alone. */
export const NO_BLOBS: Reason = { code: 'no-blobs' }

/** Whether what a pull of the image reuses is judged by chainIDs, because not all blobs of it are known. */
export function isJudgedByChain({ layers }: ImageFacts): boolean {
  return layers.some(({ blob }) => !blob)
}
