import type { StoreRule } from './rule'

/**
 * Podman, CRI-O and Buildah: each layer is judged at its own place. Its blob is fetched unless a layer on the host,
 * over any other layers, has its diffID and the host knows this blob as that diffID: it pulled or pushed the blob
 * before, or the blob is the plain tar, whose digest is the diffID. An equal config spares nothing by itself. Up to six
 * layers are copied at a time, and a blob that an image repeats is fetched again while its first copy is on its way.
 *
 * @see containers/image storage/storage_dest.go (TryReusingBlobWithOptions), copy/single.go (copyLayers, copyLayer),
 *      copy/copy.go (maxParallelDownloads), pkg/blobinfocache (UncompressedDigest)
 */
export const containersStorage = {
  id: 'containers-storage',
  reuses: 'known-blob-anywhere',
  aboveRun: 'fetch',
  registers: 'all-layers',
  sameConfigEnds: false,
  inFlight: 6,
  takes: 'podman',
} as const satisfies StoreRule
