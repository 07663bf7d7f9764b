/** What an entry of a repository is when it is no image. */
export type ArtifactKind =
  | 'signature'
  | 'attestation'
  | 'sbom'
  | 'provenance'
  | 'sigstore-bundle'
  | 'soci-index'
  | 'nydus'
  | 'build-cache'
  | 'helm-chart'
  | 'artifact'

/** An entry that is no image, as its manifest describes it. */
export interface ArtifactFacts {
  readonly kind: ArtifactKind
  /** Its artifact type, or the media type of its config or layers. */
  readonly mediaType: string
  /** Of its distinct blobs and config, as the manifest has them; absent when it does not say. */
  readonly bytes?: number | undefined
  /** Digest of the image that it hangs on. */
  readonly subject?: string | undefined
}
