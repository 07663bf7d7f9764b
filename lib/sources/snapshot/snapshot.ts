import type { LayerIndex } from '../../layerfs/entry'
import type { ImageEnd, ImageFacts, SourceKind, Store } from '../../oci/facts'
import type { SourceFailure } from '../../oci/failure'
import type { FORMAT, VERSION } from './document'

/** What was read at one time from the same sources. */
export interface SnapshotPart {
  readonly title: string
  /** ISO time at which it was saved. */
  readonly createdAt: string
  /** What a person wrote about it; empty when nothing. */
  readonly notes: string
  /** Engine that the facts were read from, if any. */
  readonly engine?: { readonly version: string; readonly store: Store } | undefined
  /** One entry per reference; facts of daemon and registry are joined as a report joins them. */
  readonly images: readonly ImageFacts[]
  /** Tags that were listed and that no source could read. */
  readonly unread: readonly { readonly reference: string; readonly failure: SourceFailure }[]
  /** Tags under which daemon and registry held different images. */
  readonly moved: readonly {
    readonly reference: string
    readonly daemon: string
    readonly registry: string
  }[]
  /** Where images of the host ended; those of the images themselves when absent. */
  readonly ends?: readonly ImageEnd[] | undefined
}

/** A series as a person named, coloured and filtered it. */
export interface SavedStrategy {
  readonly reference: string
  readonly name?: string | undefined
  readonly colour?: number | undefined
  readonly filter?: string | undefined
  readonly order?: 'version' | 'created' | 'name' | undefined
  readonly take?: number | undefined
  readonly from?: string | undefined
}

/** A versioned document of facts: what Strata saves and what the bundled sample is. */
export interface Snapshot extends SnapshotPart {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  readonly readFrom: readonly { readonly kind: SourceKind; readonly name: string }[]
  /** The page that was shown, as the file has it: not checked against the pages that there are. */
  readonly view?: { readonly path: string; readonly search: string } | undefined
  readonly strategies: readonly SavedStrategy[]
  /** Earlier snapshots that strategies were laid beside, by the name in their `from`. */
  readonly beside: readonly (SnapshotPart & { readonly name: string })[]
  /** The files of layers, for a drill-down elsewhere; of none, some or all of them. */
  readonly files?: readonly LayerIndex[] | undefined
}
