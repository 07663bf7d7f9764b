import type { BlobFacts, LayerFacts } from './facts'

/** How a registry stores a layer: a tar, a packed one, one that single files can be read from, or a file system. */
export type PackingName = 'gzip' | 'zstd' | 'tar' | 'eStargz' | 'zstd:chunked' | 'EROFS' | 'unknown'
type Packed = Pick<BlobFacts, 'mediaType' | 'seekable' | 'packedAs'>

/**
 * Names a blob's packing by its bytes where they were read, else by its media type and the annotations of the formats that lazy-pulling stores read.
 *
 * @see https://github.com/containerd/stargz-snapshotter/blob/main/docs/estargz.md
 */
export function packingOf({ mediaType, seekable, packedAs }: Packed): PackingName {
  if (seekable && !packedAs) return seekable
  if (/^application\/vnd\.erofs(?:[.+]|$)/.test(mediaType)) return 'EROFS'
  if (packedAs) return packedAs
  if (/[.+]gzip$|\.tar\.gz$/.test(mediaType)) return 'gzip'
  if (/[.+]zstd$/.test(mediaType)) return 'zstd'
  return /\.tar$/.test(mediaType) ? 'tar' : 'unknown'
}

/** More than registries take as one blob: GHCR and Docker Hub stop at 10 GB, though some of a company's own go on. */
const MOST_USUAL = 10e9
/** More than any registry takes as one. */
const MOST_EVER = 1e12

/** Whether what a manifest says may be a packed layer's length: none is of 0 bytes, and few are larger than 10 GB. */
export function isPlausible(bytes: number): boolean {
  return bytes > 0 && bytes <= MOST_USUAL
}

/** Whether what a registry says may be a blob's length. */
export function isPossible(bytes: number): boolean {
  return Number.isSafeInteger(bytes) && bytes > 0 && bytes <= MOST_EVER
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
