import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import { type HostCache, knowsAsLayer } from './host'
import { markRepeats } from './repeats'
import type { LayerWay, StoreRule } from './rule'
import { type RuleId, ruleOf } from './rules'

/** What a pull of one image does, layer by layer, base first. */
export interface PullPlan {
  readonly ways: readonly LayerWay[]
  /** How many layers from the base are reused as they are. */
  readonly reusedDepth: number
  /** Layers whose blob crosses the network, base first. */
  readonly fetched: readonly LayerFacts[]
}

/** Plans a pull: the store's rule says what is reused, and of the rest each blob is fetched once. */
export function planPull(image: ImageFacts, host: HostCache, rule: RuleId): PullPlan {
  return planFrom(image, waysOf(image, host, ruleOf(rule)))
}

/** Plans the pull of a host that holds nothing: no store's rule has anything to say. */
export function planFreshPull(image: ImageFacts): PullPlan {
  return planFrom(image, new Array<LayerWay>(image.layers.length).fill('download'))
}

function waysOf({ configDigest, layers }: ImageFacts, host: HostCache, rule: StoreRule): LayerWay[] {
  const ends = rule.sameConfigEnds && configDigest !== undefined && host.configs.has(configDigest)
  const asksBlobs = rule.reuses === 'known-blob'
  const skipsHeld = rule.aboveRun === 'skip-held-blobs'
  let reusing = true
  return layers.map(({ chainId, diffId, blob }) => {
    if (ends) return 'reuse'
    reusing &&= host.chainIds.has(chainId) && !(asksBlobs && blob && !knowsAsLayer(host, diffId, blob.digest))
    if (reusing) return 'reuse'
    return skipsHeld && blob && knowsAsLayer(host, diffId, blob.digest) ? 'content' : 'download'
  })
}

/** @param ways  as the rule has them; repeats are marked in place */
function planFrom({ layers }: ImageFacts, ways: LayerWay[]): PullPlan {
  markRepeats(ways, (index) => blobKey(layers[index]!))
  const end = ways.findIndex((way) => way !== 'reuse')
  return {
    ways,
    reusedDepth: end === -1 ? ways.length : end,
    fetched: layers.filter((_, index) => ways[index] === 'download'),
  }
}

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
