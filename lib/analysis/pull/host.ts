import type { BlobDigest, ChainId, ConfigDigest, DiffId } from '../../oci/digest'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import type { StoreRule } from './rule'
import { type RuleId, ruleOf } from './rules'

/** What a host holds before a pull. */
export interface HostCache {
  /** Layers unpacked on the host, each with everything below it. */
  readonly chainIds: ReadonlySet<ChainId>
  /** The same layers, over whatever they stand. */
  readonly diffIds: ReadonlySet<DiffId>
  /** Blobs of which the host knows the diffID (classic, containers-storage), or which lie in its content store (containerd). */
  readonly blobs: ReadonlySet<BlobDigest>
  readonly configs: ReadonlySet<ConfigDigest>
  /**
   * Layers that the host pulled or pushed under a blob digest that is not known. Rules take them for known
   * under the digest that is asked for: a layer is seldom compressed a second time.
   */
  readonly unknownDigest?: ReadonlySet<DiffId> | undefined
}

/** Whether the host knows this blob as this layer, or may be taken to. */
export function knowsAsLayer(host: HostCache, diffId: DiffId, digest: BlobDigest): boolean {
  return host.blobs.has(digest) || host.unknownDigest?.has(diffId) === true
}

/** Whether a layer of the host is what this one's blob holds, over whatever layers, and the host can tell by the blob. */
export function hasAnywhere(host: HostCache, { diffId, blob }: LayerFacts): boolean {
  if (!host.diffIds.has(diffId)) return false
  return !blob || isPlainTar(diffId, blob.digest) || knowsAsLayer(host, diffId, blob.digest)
}

/** Whether a blob is the layer's tar as it is: then its digest is the layer's own. */
export const isPlainTar = (diffId: DiffId, digest: BlobDigest): boolean => String(digest) === diffId

export const EMPTY_HOST: HostCache = {
  chainIds: new Set(),
  diffIds: new Set(),
  blobs: new Set(),
  configs: new Set(),
}

/** A host that grows as it pulls; one is kept per series so that n tags cost n additions. */
export class PulledHost implements HostCache {
  readonly chainIds = new Set<ChainId>()
  readonly diffIds = new Set<DiffId>()
  readonly blobs = new Set<BlobDigest>()
  readonly configs = new Set<ConfigDigest>()
  readonly unknownDigest = new Set<DiffId>()

  private readonly rule: StoreRule | undefined

  /** @param rule  store by which the host learns blobs; it learns all of an image's when absent */
  constructor(rule?: RuleId) {
    this.rule = rule && ruleOf(rule)
  }

  /**
   * The host gets this image after those before: it holds its layers and its config.
   *
   * @param registered  the layers whose blobs it knows from then on: those that a pull registers when absent
   */
  add(image: ImageFacts, registered = this.registeredLayers(image)): this {
    for (const { blob, diffId } of registered) {
      if (blob) this.blobs.add(blob.digest)
      else this.unknownDigest.add(diffId)
    }
    if (image.configDigest !== undefined) this.configs.add(image.configDigest)
    for (const { chainId, diffId } of image.layers) {
      this.chainIds.add(chainId)
      this.diffIds.add(diffId)
    }
    return this
  }

  /** The layers whose blobs a pull makes known, by the store's rule. */
  registeredLayers({ configDigest, layers }: ImageFacts): readonly LayerFacts[] {
    const { registers, sameConfigEnds = false } = this.rule ?? {}
    if (sameConfigEnds && configDigest !== undefined && this.configs.has(configDigest)) return []
    switch (registers) {
      case 'nothing':
        return []
      case 'layers-above-run': {
        const first = layers.findIndex(({ chainId }) => !this.chainIds.has(chainId))
        return first < 0 ? [] : layers.slice(first)
      }
      default:
        return layers
    }
  }
}

/** The host that pulled these images, one after the other, and no other. */
export function hostThatPulled(images: Iterable<ImageFacts>, rule?: RuleId): HostCache {
  const host = new PulledHost(rule)
  for (const image of images) host.add(image)
  return host
}
