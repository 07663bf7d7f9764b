import type { BlobFacts, LayerFacts, Store } from './facts'

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

/** Why a store cannot unpack a blob. */
export type UnpackProblem =
  /** zstd under Docker's media type, which containerd knows from 2.0 on; OCI's it knows from 1.5 on. */
  | 'containerd-2'
  /** EROFS, which takes containerd's snapshotter of that name. */
  | 'erofs-snapshotter'
  /** Compressed bytes under OCI's media type of a plain tar, which containerd takes at its word. */
  | 'packed-unlike-type'
  /** A media type that the engine takes for no layer. */
  | 'no-layer-type'

const CONTAINERDS =
  /^application\/vnd\.(?:docker\.image\.rootfs\.(?:foreign\.)?diff\.tar(?:\.gzip)?|oci\.image\.layer\.(?:nondistributable\.)?v1\.tar)(?:\+|$)/
const DOCKERS = /^application\/(?:octet-stream$|vnd\.(?:oci\.image|docker)(?:\.|$))/

/**
 * What keeps a store from unpacking a blob.
 *
 * @see containerd core/images/mediatypes.go (DiffCompression), core/diff/stream.go; moby distribution/pull_v2.go
 *   (checkSupportedMediaType): the classic store looks at the bytes for how they are packed
 */
export function unpackProblem(blob: Packed, store: Store): UnpackProblem | undefined {
  const { mediaType } = blob
  const packing = packingOf(blob)
  if (store === 'classic') return DOCKERS.test(mediaType) ? undefined : 'no-layer-type'
  if (packing === 'EROFS') return 'erofs-snapshotter'
  if (mediaType === 'application/vnd.docker.image.rootfs.diff.tar.zstd') return 'containerd-2'
  if (!CONTAINERDS.test(mediaType)) return 'no-layer-type'
  const isPlain = mediaType.endsWith('v1.tar')
  return isPlain && packing !== 'tar' ? 'packed-unlike-type' : undefined
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
