import type { BlobFacts, LayerFacts } from './facts'

/** How a registry stores a layer: `gzip`, `zstd`, `tar`, or a kind of these that single files can be read from. */
export type PackingName = 'gzip' | 'zstd' | 'tar' | 'eStargz' | 'zstd:chunked' | 'unknown'

/**
 * Names a blob's packing by its media type, and by the annotations of the formats that lazy-pulling stores read.
 *
 * @see https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md
 */
export function packingOf({ mediaType, seekable }: Pick<BlobFacts, 'mediaType' | 'seekable'>): PackingName {
  if (seekable) return seekable
  if (/[.+]gzip$|\.tar\.gz$/.test(mediaType)) return 'gzip'
  if (/\+zstd$/.test(mediaType)) return 'zstd'
  return /\.tar$/.test(mediaType) ? 'tar' : 'unknown'
}

/** Whether a registry has the layer's blob and does not say its length. */
export function isUnsized({ blob }: LayerFacts): boolean {
  return blob !== undefined && blob.transferBytes === undefined
}

/**
 * Whether a blob comes from elsewhere, which its media type says: a registry takes an ordinary layer with `urls` only
 * when it holds it.
 *
 * @see distribution/distribution, registry/storage/ociimagemanifest_handler.go; image-spec, layer.md, "Non-Distributable Layers"
 */
export function isForeign(mediaType: string): boolean {
  return mediaType.includes('.foreign.') || mediaType.includes('.nondistributable.')
}

/** The format by which single files can be read from a blob, as its annotations say. */
export function seekableBy(annotations: Readonly<Record<string, string>> | undefined): BlobFacts['seekable'] {
  if (annotations?.['containerd.io/snapshot/stargz/toc.digest']) return 'eStargz'
  const chunked = Object.keys(annotations ?? {}).some((key) =>
    key.startsWith('io.github.containers.zstd-chunked'),
  )
  return chunked ? 'zstd:chunked' : undefined
}
