/** `algorithm:encoded` as the OCI image-spec's descriptor.md writes it; only registered algorithms are read. */
export const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128})$/

declare const kind: unique symbol

/** A checked content digest. The kinds below are not assignable to one another. */
export type Digest<Kind extends string = string> = string & { readonly [kind]: Kind }

/** Digest of a layer's uncompressed tar (`rootfs.diff_ids`). */
export type DiffId = Digest<'diffID'>
/** Identity of a layer with everything below it (image-spec config.md, "Layer ChainID"). */
export type ChainId = Digest<'chainID'>
/** Digest of a layer as a registry stores it, usually compressed. */
export type BlobDigest = Digest<'blob'>
/** Digest of an image manifest. */
export type ManifestDigest = Digest<'manifest'>
/** Digest of an image index (Docker: manifest list). */
export type IndexDigest = Digest<'index'>
/** Digest of the image config; the image id on a classic store. */
export type ConfigDigest = Digest<'config'>

/** Whether `text` is a well-formed sha256 or sha512 digest. */
export function isDigest(text: string): text is Digest {
  return DIGEST.test(text)
}

/**
 * Reads a digest of the kind that the caller expects.
 *
 * @returns undefined when `text` is not a digest of a registered algorithm; never throws
 * @see     https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 */
export function parseDigest<D extends Digest>(text: string): D | undefined {
  return DIGEST.test(text) ? (text as D) : undefined
}

/** The first twelve hex digits, as `docker images` prints an id. */
export function shortDigest(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1).slice(0, 12)
}

/** The one blob that is of 0 bytes: a layer of it is pulled by some engines. */
export const EMPTY_BLOB = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
