import { alikeDepth } from '../../oci/alike'
import type { Basis, TransferBytes, UnpackedBytes } from '../../oci/bytes'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import type { Reason } from '../cell'
import { type AskedHost, hasAnywhere, knowsAsLayer } from './host'
import { fetchedInPart, guessOfParts } from './partial'
import { markRepeats } from './repeats'
import type { LayerWay, StoreRule } from './rule'
import { type RuleId, ruleOf } from './rules'

/** What a pull of one image does, layer by layer, base first. */
export interface PullPlan {
  readonly ways: readonly LayerWay[]
  /** How many layers from the base are reused as they are; layers further up may be, too, where a rule has no run. */
  readonly reusedDepth: number
  /** Layers whose blob crosses the network, base first; of a blob that is fetched in part its bytes are those. */
  readonly fetched: readonly LayerFacts[]
  /** Why `fetched` is no more than an estimate, when it is. */
  readonly guess?: Reason | undefined
}

/** Plans a pull: the store's rule says what is reused, and what of the rest is fetched. */
export function planPull(image: ImageFacts, host: AskedHost, id: RuleId): PullPlan {
  const rule = ruleOf(id)
  const plan = planFrom(image, waysOf(image, host, rule), rule.inFlight)
  const other = otherEntry(image, rule)
  if (!rule.fetchesFiles) return other ? { ...plan, guess: other } : plan
  const parts = plan.fetched.map((layer) => fetchedInPart(layer, host))
  const guess = other ?? guessOfParts(parts) ?? plan.guess
  return { ...plan, fetched: parts.map(({ layer }) => layer), guess }
}

/** Why all figures of an image are an estimate under a rule whose hosts take another entry of its index. */
export function otherEntry({ alternatives }: ImageFacts, { takes }: StoreRule): Reason | undefined {
  const isOther = takes !== undefined && alternatives?.some((one) => one.for === takes)
  return isOther ? { code: 'other-entry' } : undefined
}

/** Plans the pull of a host that holds nothing and fetches each blob once: what a registry sends at the least. */
export function planFreshPull({ layers }: ImageFacts): PullPlan {
  const found = freshPulls.get(layers)
  if (found) return found
  const ways = new Array<LayerWay>(layers.length).fill('download')
  markRepeats(ways, (index) => blobKey(layers[index]!))
  const plan = { ways, reusedDepth: 0, fetched: ways.includes('repeat') ? fetchedOf(layers, ways) : layers }
  freshPulls.set(layers, plan)
  return plan
}

/** Several figures of a tag start from it, and all plans from whether layers repeat a blob. */
const freshPulls = new WeakMap<ImageFacts['layers'], PullPlan>()

const fetchedOf = (layers: ImageFacts['layers'], ways: PullPlan['ways']) =>
  layers.filter((_, index) => ways[index] === 'download')

function waysOf({ configDigest, layers }: ImageFacts, host: AskedHost, rule: StoreRule): LayerWay[] {
  const alike = alikeDepth(host.last ?? [], layers)
  if (rule.reuses === 'known-blob-anywhere') {
    return layers.map((layer, index) => {
      if (index < alike) return 'reuse'
      if (!hasAnywhere(host, layer)) return 'download'
      return host.chainIds.has(layer.chainId) ? 'reuse' : 'content'
    })
  }
  const ends = rule.sameConfigEnds && configDigest !== undefined && host.configs.has(configDigest)
  const asksBlobs = rule.reuses === 'known-blob'
  const skipsHeld = rule.aboveRun === 'skip-held-blobs'
  let reusing = true
  return layers.map(({ chainId, diffId, blob }, index) => {
    if (ends || index < alike) return 'reuse'
    reusing &&= host.chainIds.has(chainId) && !(asksBlobs && blob && !knowsAsLayer(host, diffId, blob.digest))
    if (reusing) return 'reuse'
    return skipsHeld && blob && knowsAsLayer(host, diffId, blob.digest) ? 'content' : 'download'
  })
}

/** @param ways  as the rule has them; repeats are marked in place */
function planFrom(image: ImageFacts, ways: LayerWay[], inFlight?: number): PullPlan {
  const { layers } = image
  const repeats = planFreshPull(image).fetched !== layers
  const unsure = repeats ? markRepeats(ways, (index) => blobKey(layers[index]!), inFlight) : 0
  const end = ways.findIndex((way) => way !== 'reuse')
  return {
    ways,
    reusedDepth: end === -1 ? ways.length : end,
    fetched: fetchedOf(layers, ways),
    ...(unsure > 0 && { guess: repeated(unsure) }),
  }
}

/**
 * The layers that a pull brings: on the network those whose blob is fetched; unpacked all that are made of one, each time,
 * as an engine unpacks a repeated layer again and counts it again (`docker history`, `docker images`).
 */
export function broughtLayers({ layers }: ImageFacts, { ways, fetched }: PullPlan, basis: Basis) {
  if (basis === 'transfer' || !ways.includes('repeat')) return fetched
  return layers.filter((_, index) => ways[index] === 'download' || ways[index] === 'repeat')
}

/** What is fetched of each layer, base first; undefined where nothing is. */
export function fetchedByLayer({ ways, fetched }: PullPlan): readonly (LayerFacts | undefined)[] {
  const next = fetched.values()
  return ways.map((way) => (way === 'download' ? next.next().value : undefined))
}

/** Why a download is an estimate in which `layers` layers repeat a blob of the same pull. */
export const repeated = (layers: number): Reason => ({ code: 'repeated-blob', data: { layers } })

/** The blob's digest; the diffID where no registry is known to hold the blob. */
export function blobKey(layer: LayerFacts): string {
  return layer.blob?.digest ?? layer.diffId
}

/** Layers whose blobs a registry holds: those that are fetched from elsewhere are left out. */
export function ownLayers(layers: readonly LayerFacts[]): readonly LayerFacts[] {
  return layers.some(({ blob }) => blob?.foreign) ? layers.filter(({ blob }) => !blob?.foreign) : layers
}

/** Bytes of one layer in the basis asked; undefined when no source knows them. */
export function layerBytes(layer: LayerFacts, basis: 'transfer'): TransferBytes | undefined
export function layerBytes(layer: LayerFacts, basis: 'unpacked'): UnpackedBytes | undefined
export function layerBytes(
  layer: LayerFacts,
  basis: 'transfer' | 'unpacked',
): TransferBytes | UnpackedBytes | undefined
export function layerBytes(layer: LayerFacts, basis: 'transfer' | 'unpacked') {
  return basis === 'transfer' ? layer.blob?.transferBytes : layer.unpacked?.bytes
}
