import type { BlobDigest, ChainId, ConfigDigest, DiffId } from '../../oci/digest'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import type { RuleId } from '../report'

/** What a host holds before a pull. */
export interface HostCache {
  /** Layers unpacked on the host, each with everything below it. */
  readonly chainIds: ReadonlySet<ChainId>
  /** Blobs of which the host knows the diffID (classic), or which lie in its content store (containerd). */
  readonly blobs: ReadonlySet<BlobDigest>
  readonly configs: ReadonlySet<ConfigDigest>
  /**
   * Layers that the host pulled or pushed under a blob digest that no source told. Rules take them for known
   * under the digest that is asked for: a layer is seldom packed anew.
   */
  readonly untold?: ReadonlySet<DiffId> | undefined
}

/** Whether the host knows this blob as this layer, or may be taken to. */
export function knowsAsLayer(host: HostCache, diffId: DiffId, digest: BlobDigest): boolean {
  return host.blobs.has(digest) || host.untold?.has(diffId) === true
}

export const EMPTY_HOST: HostCache = { chainIds: new Set(), blobs: new Set(), configs: new Set() }

/** A host that grows as it pulls; one is kept per series so that n tags cost n additions. */
export class PulledHost implements HostCache {
  readonly chainIds = new Set<ChainId>()
  readonly blobs = new Set<BlobDigest>()
  readonly configs = new Set<ConfigDigest>()

  /** @param rule  store by which the host learns blobs; it learns all of an image's when absent */
  constructor(private readonly rule?: RuleId) {}

  /** The host pulls this image after those before: it holds its layers, and knows the blobs that this one taught it. */
  add(image: ImageFacts): this {
    for (const { blob } of this.learnt(image)) if (blob) this.blobs.add(blob.digest)
    if (image.configDigest !== undefined) this.configs.add(image.configDigest)
    for (const { chainId } of image.layers) this.chainIds.add(chainId)
    return this
  }

  /**
   * The layers whose blobs a pull makes known. A classic store that has the config fetches the manifest and looks at no
   * blob; a containerd store passes over blobs whose snapshots are there, and has none of them.
   *
   * @see moby distribution/pull_v2.go (pullSchema2Layers); containerd core/unpack/unpacker.go
   */
  learnt({ configDigest, layers }: ImageFacts): readonly LayerFacts[] {
    if (this.rule === 'classic') {
      return configDigest !== undefined && this.configs.has(configDigest) ? [] : layers
    }
    if (this.rule !== 'containerd') return layers
    const first = layers.findIndex(({ chainId }) => !this.chainIds.has(chainId))
    return first < 0 ? [] : layers.slice(first)
  }
}

/** The host that pulled these images, one after the other, and no other. */
export function hostThatPulled(images: Iterable<ImageFacts>, rule?: RuleId): HostCache {
  const host = new PulledHost(rule)
  for (const image of images) host.add(image)
  return host
}
