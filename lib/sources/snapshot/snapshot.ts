import type { IndexedLayer } from '../../layerfs/entry'
import type { ImageEnd, ImageFacts } from '../../oci/facts'
import type { SourceFailure } from '../../oci/failure'
import type { CheckedDocument } from './schema'

/** What was read at one time from the same sources. */
export interface SnapshotPart
  extends Readonly<Pick<CheckedDocument, 'title' | 'createdAt' | 'notes' | 'engine' | 'beyond'>> {
  /** One entry per reference; facts of daemon and registry are joined as a report joins them. */
  readonly images: readonly ImageFacts[]
  /** Tags that were listed and that no source could read. */
  readonly unread: readonly { readonly reference: string; readonly failure: SourceFailure }[]
  /** Tags under which daemon and registry held different images. */
  readonly moved: Readonly<NonNullable<CheckedDocument['moved']>>
  /** Where images of the host ended; those of the images themselves when absent. */
  readonly ends?: readonly ImageEnd[] | undefined
}

/** A series as a person named, coloured and filtered it. */
export type SavedStrategy = Readonly<CheckedDocument['strategies'][number]>

/** A versioned document of facts: what Strata saves and what the bundled sample is. */
export interface Snapshot
  extends SnapshotPart,
    Readonly<Pick<CheckedDocument, 'format' | 'version' | 'readFrom' | 'view'>> {
  readonly strategies: readonly SavedStrategy[]
  /** Earlier snapshots that strategies were laid beside, by the name in their `from`. */
  readonly beside: readonly (SnapshotPart & { readonly name: string })[]
  /** The files of layers, for a drill-down elsewhere; of none, some or all of them. */
  readonly files?: readonly IndexedLayer[] | undefined
}
