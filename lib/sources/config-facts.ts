import { chainIds } from '../oci/chain'
import type { DiffId } from '../oci/digest'
import type { BlobFacts, LayerFacts } from '../oci/facts'
import { stepsOf } from '../oci/steps'
import type { ImageConfig } from '../oci/types'

/** Layers by their diffIDs alone, base first. */
export function chained(diffIds: readonly DiffId[]): readonly LayerFacts[] {
  const chain = chainIds(diffIds)
  return diffIds.map((diffId, index) => ({ diffId, chainId: chain[index]! }))
}

/** What an image's config says of it. @param blobs  of its layers, base first, each where it is known */
export function factsOfConfig(config: ImageConfig, blobs: readonly (BlobFacts | undefined)[]) {
  const { os, architecture, variant, created, rootfs } = config
  return {
    platform: os && architecture ? { os, architecture, variant } : undefined,
    created,
    layers: chained(rootfs.diff_ids).map((layer, index) => ({ ...layer, blob: blobs[index] })),
    ...stepsOf(config),
  }
}
