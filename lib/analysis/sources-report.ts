import type { SourceKind } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import type { SourceDescription } from '../oci/source-description'

/** `GET /api/sources`. */
export interface SourcesReport {
  readonly at: string
  readonly sources: readonly SourceReport[]
  /** True when nothing live answers and the bundled sample is shown instead. */
  readonly sample: boolean
}

export type SourceReport =
  | { readonly ok: true; readonly description: SourceDescription }
  | { readonly ok: false; readonly kind: SourceKind; readonly name: string; readonly failure: SourceFailure }

/** `GET /api/repositories?q=`. */
export interface RepositoriesReport {
  readonly repositories: readonly {
    readonly repository: string
    readonly familiar: string
    readonly sources: readonly SourceKind[]
    readonly tags?: number | undefined
  }[]
  readonly problems: readonly { readonly source: SourceKind; readonly failure: SourceFailure }[]
}

/** `GET /api/tags?repository=`. */
export interface TagsReport {
  readonly repository: string
  readonly tags: readonly { readonly tag: string; readonly sources: readonly SourceKind[] }[]
  readonly problems: readonly { readonly source: SourceKind; readonly failure: SourceFailure }[]
}
