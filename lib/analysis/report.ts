// Longer than most: the types of one answer, read from top to bottom.

import type { GrownPath } from '../layerfs/most-grown'
import type { ReferrerFacts } from '../oci/artifact'
import type { Basis } from '../oci/bytes'
import type { AlternativeFacts, SizeAccounting, SourceKind, Store } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import type { Refusal } from '../oci/refusals'
import type { Platform } from '../oci/types'
import type { CacheSetId } from './cache-set'
import type { Cell, NumberCell } from './cell'
import type { TagCellId } from './measures'
import type { SeriesCellId } from './measures/series'
import type { RuleId } from './pull/rules'
import type { StrategyInput } from './question'
import type { Likeliest } from './series/likeliest'
import type { SeriesReading } from './series/reading'

export type { SeriesCellId, TagCellId }

/** One distinct layer (by chainID) of all that is compared. */
export interface LayerReport {
  readonly chainId: string
  readonly diffId: string
  readonly blobDigest?: string | undefined
  readonly mediaType?: string | undefined
  readonly transferBytes?: number | undefined
  /** What the manifest says, where the registry holds another length or does not say. */
  readonly declaredBytes?: number | undefined
  /** The registry does not hold it: it is fetched from elsewhere. */
  readonly foreign?: true | undefined
  readonly unpackedBytes?: number | undefined
  readonly unpackedExactness?: 'measured' | 'estimated' | undefined
  /** The history step that made it, as recorded; absent when steps could not be paired. */
  readonly createdBy?: string | undefined
  /** 1 is the base layer. */
  readonly depth: number
  /** How many of the shown tags hold it. */
  readonly sharedBy: number
}

export interface TagReport {
  readonly tag: string
  /** Other tags of the same image that are folded into this row, the most precise first. */
  readonly aliases?: readonly string[] | undefined
  /** Canonical reference. */
  readonly reference: string
  /** Absent when no source could read the tag: see `failures`. */
  readonly image?:
    | {
        readonly presentIn: readonly SourceKind[]
        readonly configDigest?: string | undefined
        readonly manifestDigest?: string | undefined
        readonly imageId?: string | undefined
        readonly created?: string | undefined
        readonly platform?: Platform | undefined
        /** Further platforms of the same index. */
        readonly otherPlatforms?: readonly Platform[] | undefined
        /** What other engines than Docker and containerd take in its place. */
        readonly alternatives?: readonly AlternativeFacts[] | undefined
        /** Engines that cannot pull it; absent where none is known. */
        readonly refusals?: readonly Refusal[] | undefined
        readonly readAt: string
        readonly stepsFrom: 'config' | 'inferred' | 'unpaired'
        /** Layers that the config's history names, where they are not as many as the image has. */
        readonly historyLayers?: number | undefined
        readonly ruler?: SizeAccounting | undefined
        /** Positions in `CompareReport.layers`, base first. */
        readonly layers: readonly number[]
        /** How many of them, from the base, a pull reuses under the chosen rule and cache set. */
        readonly reused: readonly boolean[]
        /** What that pull fetches of each layer's blob, where it fetches some in part. */
        readonly fetchedBytes?: readonly (number | null)[] | undefined
      }
    | undefined
  /** Set when daemon and registry hold different images under this tag; the figures are the registry's. */
  readonly moved?: { readonly daemon: string; readonly registry: string } | undefined
  /** Set when the host has another image of the same index: its platform. */
  readonly otherEntry?: Platform | undefined
  readonly failures: readonly SourceFailure[]
  /** Empty when there is no image. */
  readonly cells: Partial<Record<TagCellId, Cell>>
  /** The pull of a host that holds the readable tag before and no other; absent for the first, and without an image. */
  readonly update?: UpdateReport | undefined
}

/** What a host downloads of a tag that comes from the one before it, whatever cache set is looked at. */
export interface UpdateReport {
  /** In the basis asked. */
  readonly bytes: NumberCell
  /** Places in the tag's chain of the layers that are fetched, base first. */
  readonly fetched: readonly number[]
}

/** What a series adds a release, on average. */
export interface PaceReport {
  readonly layers: NumberCell
  /** On the disk of a registry that keeps all releases. */
  readonly registry: NumberCell
  /** On the disk of a host that keeps all releases. */
  readonly host: NumberCell
}

export type StrategyKind =
  | 'chained'
  | 'fixed-base'
  | 'custom-base'
  | 'independent'
  | 'mixed'
  | 'single'
  | 'empty'

export interface KindReport {
  readonly kind: StrategyKind
  /** Layers that all tags share from the base. */
  readonly sharedLayers: number
  /** Familiar name of the tag that ends where the shared layers end, if any. */
  readonly base?: string | undefined
  /** Consecutive pairs whose later tag holds the whole earlier tag. */
  readonly chainedPairs: number
  readonly pairs: number
  /** For `mixed`: the tags where the kind changes; for `chained`: those at which a chain is begun again. */
  readonly changesAt: readonly string[]
  /** For a fixed and a custom base: the first base and each change of it, in the order of the tags; else empty. */
  readonly bases: readonly BaseReport[]
}

/** A base that tags of a series stand on, from one tag to the next change. */
export interface BaseReport {
  /** The first tag on it. */
  readonly from: string
  /** Its layers; 0 where no other tag of the series tells how many they are. */
  readonly layers: number
  /** Where it ends; absent without layers. A base that comes back has the same. */
  readonly chainId?: string | undefined
  /** Familiar name of the deepest known image in it. */
  readonly name?: string | undefined
}

export interface StrategyReport {
  /** The question's strategy, name and colour filled in. */
  readonly input: StrategyInput
  /** Canonical `host/repository`; absent when the text is not a reference. */
  readonly repository?: string | undefined
  readonly name: string
  readonly colour: number
  /** The snapshot that this series was read from, while the others are live; see `StrategyInput.from`. */
  readonly from?: Pick<SnapshotMark, 'name' | 'createdAt'> | undefined
  readonly kind: KindReport
  /** What the repository's tags were taken for; absent where nothing was listed. */
  readonly reading?: SeriesReading | undefined
  readonly cells: Partial<Record<SeriesCellId, NumberCell>>
  /** Absent where no tag could be read. */
  readonly pace?: PaceReport | undefined
  readonly tags: readonly TagReport[]
  /** Tags that exist before filter and limits. */
  readonly tagsFound: number
  /** What stood in the way of the series as a whole: a source that did not answer, a bad reference or filter. */
  readonly problems: readonly StrategyProblem[]
}

export type StrategyProblem =
  | { readonly code: 'source'; readonly source: SourceKind; readonly failure: SourceFailure }
  | { readonly code: 'bad-reference'; readonly text: string }
  | { readonly code: 'bad-filter'; readonly text: string; readonly detail: string }
  | { readonly code: 'no-tags' }
  | { readonly code: 'nothing-matches'; readonly found: number }
  | { readonly code: 'too-many-tags'; readonly found: number; readonly shown: number }
  /** The strategy's `from` names a snapshot that is not open here. */
  | { readonly code: 'no-snapshot'; readonly name: string }

/** One line of the tables: per strategy the position in its `tags`, or null where it has none. */
export interface RowReport {
  readonly label: string
  readonly tags: readonly (number | null)[]
}

/** A computed sentence: `verdicts.<code>` of the interface's language, with figures per strategy. */
export interface Verdict {
  readonly code:
    | 'update'
    | 'fresh-host'
    | 'registry-after'
    | 'host-after'
    | 'winner-changes'
    | 'layer-limit'
    | 'single'
  /**
   * Tags, counts, and strategies by position (`from` and `to` of `winner-changes`), as the sentence names them. `of` says which
   * `tags` are counted: `all` of each, those that all have and know (`shared`), or those of one that are `known`.
   */
  readonly data: Readonly<Record<string, string | number>>
  /** One figure per strategy that is compared, in the order of the strategies; unknown ones too. */
  readonly figures: readonly { readonly strategy: number; readonly cell: NumberCell }[]
  /** Strategy that comes off best, when the sentence compares, as `judge` says. */
  readonly best?: number | undefined
  /** Strategies that tie for the smallest known figure. */
  readonly tied: readonly number[]
  /** Strategies that have tags, and none that the sentence speaks of. */
  readonly absent: readonly number[]
}

/** Something that stands out in a series: `notes.<code>` of the interface's language. */
export interface Note {
  readonly code: 'grew-most' | 'base-changed' | 'chain-broke' | 'layer-limit'
  /** Place among the strategies, and among its tags. */
  readonly strategy: number
  readonly tag: number
  /** What its bytes count; the comparison's, unless the series is known in the other one alone. */
  readonly basis: Basis
  /** What the tag grew by, what an update to it downloads, or its layers: a cell of the tag, as the tables show it. */
  readonly figure: NumberCell
  /** Counts and names that its sentence has. */
  readonly data: Readonly<Record<string, string | number>>
  /** The path that made it grow, where the files of the layers in which it differs from the tag before are known. */
  readonly file?: GrownPath | undefined
}

/** What of a snapshot stands beside its figures. */
export interface SnapshotMark {
  /** The name under which it is open: `source=snapshot:<name>`. */
  readonly name: string
  readonly title: string
  /** ISO time at which it was saved. */
  readonly createdAt: string
  /** What a person wrote about it; empty when nothing. */
  readonly notes: string
}

export interface CompareReport {
  /** ISO time of this answer. */
  readonly at: string
  /** `sample` when a bundled one answered, `snapshot` when a saved one did, `archive` for an image archive. */
  readonly source: 'live' | 'sample' | 'archive' | 'snapshot'
  /** The saved snapshot that answered; present when `source` is `snapshot`. */
  readonly snapshot?: SnapshotMark | undefined
  readonly engine?: { readonly version: string; readonly store: Store } | undefined
  /** Why these strategies, where the question named none and live sources were looked through. */
  readonly guess?: Likeliest | undefined
  readonly rule: RuleId
  readonly ruleFrom: 'chosen' | 'daemon' | 'default'
  readonly cache: CacheSetId
  readonly basis: Basis
  readonly strategies: readonly StrategyReport[]
  readonly rows: readonly RowReport[]
  readonly layers: readonly LayerReport[]
  readonly verdicts: readonly Verdict[]
  /** By strategy, the weightiest first. */
  readonly notes: readonly Note[]
}

/** `GET /api/image?reference=`: one tag's layers and history, for its page. */
export interface ImageReport {
  readonly tag: TagReport
  readonly layers: readonly LayerReport[]
  readonly history: readonly {
    readonly createdBy: string
    readonly created?: string | undefined
    readonly comment?: string | undefined
    readonly layer?: number | null | undefined
    /** The image that the classic builder kept for this step, on the host that built it. */
    readonly imageId?: string | undefined
  }[]
  /** What hangs on the image: signatures, attestations, SBOMs; absent where no source was asked. */
  readonly referrers?: readonly ReferrerFacts[] | undefined
}

/** RFC 9457 problem document; `code` and `failure` are Strata's own extensions. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  /** What the source said, when one failed: the page puts it into words of its language. */
  readonly failure?: SourceFailure | undefined
}
