import type { BlobDigest, ChainId, ConfigDigest, DiffId } from '../oci/digest'
import type { ImageFacts } from '../oci/facts'

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

  /** The host pulled this image: it holds its layers and knows its blobs. */
  add(image: ImageFacts): this {
    if (image.configDigest !== undefined) this.configs.add(image.configDigest)
    for (const layer of image.layers) {
      this.chainIds.add(layer.chainId)
      if (layer.blob) this.blobs.add(layer.blob.digest)
    }
    return this
  }
}

/** The host that pulled these images and no other. */
export function hostThatPulled(images: Iterable<ImageFacts>): HostCache {
  const host = new PulledHost()
  for (const image of images) host.add(image)
  return host
}
