import type { BlobDigest, ConfigDigest, DiffId, Digest } from './digest'

/** Wire documents in the spelling of the OCI image-spec; Docker schema 2 has the same shape. */

export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string | undefined
  readonly 'os.version'?: string | undefined
  readonly 'os.features'?: readonly string[] | undefined
}

export interface Descriptor<D extends Digest = Digest> {
  readonly mediaType: string
  readonly digest: D
  readonly size: number
  readonly platform?: Platform | undefined
  readonly annotations?: Readonly<Record<string, string>> | undefined
  readonly artifactType?: string | undefined
  readonly urls?: readonly string[] | undefined
}

export interface Manifest {
  readonly mediaType?: string | undefined
  readonly config: Descriptor<ConfigDigest>
  readonly layers: readonly Descriptor<BlobDigest>[]
  readonly artifactType?: string | undefined
  readonly subject?: Descriptor | undefined
  readonly annotations?: Readonly<Record<string, string>> | undefined
}

export interface Index {
  readonly mediaType?: string | undefined
  readonly manifests: readonly Descriptor[]
  readonly artifactType?: string | undefined
  readonly subject?: Descriptor | undefined
}

export interface HistoryEntry {
  readonly created?: string | undefined
  readonly created_by?: string | undefined
  readonly comment?: string | undefined
  readonly empty_layer?: boolean | undefined
}

export interface ImageConfig {
  readonly created?: string | undefined
  readonly os?: string | undefined
  readonly architecture?: string | undefined
  readonly variant?: string | undefined
  readonly rootfs: { readonly diff_ids: readonly DiffId[] }
  readonly history?: readonly HistoryEntry[] | undefined
}
