import type { Basis } from '../../oci/bytes'
import type { ImageFacts } from '../../oci/facts'
import type { Cell, NumberCell, Reason, Unit } from '../cell'
import type { PullPlan } from '../pull/plan'
import type { RuleId } from '../pull/rules'

/**
 * What a figure of one tag is, as data: ids, links, tables, exports, help and the method's page are made of it. How it
 * is computed stands beside it as a function of its own, so that a browser that shows figures does not load what
 * computes them. Adding one is one file and two lines in `index.ts`.
 */
export interface Measure {
  /** Names its cell, `layers`, or its cells, `share:transfer`; in a link it sorts by it, `sort=layers`. */
  readonly id: string
  readonly unit: Unit | 'images'
  /** Whether it has a cell a basis. The chosen basis decides which one is the figure. */
  readonly perBasis: boolean
  /** Key of its column's title in the messages `cards`; its column's id in exports and in `cols=` of a link. */
  readonly column: string
  /** The tables that have the column. */
  readonly cards: readonly ('total' | 'cached' | 'uncached')[]
  /** Whether the column is shown only where `cols=` of the link names it. */
  readonly optional: boolean
  /** Whether lines can be sorted by it. */
  readonly sortable: boolean
  /** Whether the smallest figure of a line is marked as the best. */
  readonly smallestIsBest: boolean
  /** What its bytes are of, blobs or what lies on a host, where it has no cell a basis: they are written so. */
  readonly bytesOf?: Basis
  /** Whether it is what a tag adds or takes away, and is written with its sign. */
  readonly signed?: boolean
  /** Whether the figure of the other basis stands small beside it. */
  readonly besideOther?: boolean
  /** Figures of the whole series for the last line: what it is, and what adding up the lines suggests. */
  readonly series?: { readonly total: string; readonly naive: string }
  /** Its topic of help: `help.topics.<topic>` and `method.more.<topic>` of the messages. */
  readonly topic: string
  /** In the field's own terms, which are the same in every language. */
  readonly formula: string
  /** Where the rule is written, by the names that the method's page has for it. */
  readonly sources: readonly string[]
}

/** Computes the figure of one tag. @param basis  the cell's, where the measure has a cell a basis */
export type CellOf = (context: TagContext, basis: Basis) => Cell

/** Sums over an image's layers that several figures start from: they are added up once. */
export interface ImageSizes {
  /** Of the distinct blobs, on the network and unpacked. */
  readonly distinct: Readonly<Record<Basis, NumberCell>>
  /** Of all layers, unpacked. */
  readonly unpacked: NumberCell
  /** The same as a host has it that does not say which step made which layer. */
  readonly local: NumberCell
}

export interface SizedImage {
  readonly image: ImageFacts
  readonly sizes: ImageSizes
}

/** Tags from one to another: those between are not listed, a series may have thousands for one image. */
export interface TagRange {
  readonly first: string
  readonly last: string
}

/** All that a measure may look at for one tag of a series. */
export interface TagContext {
  readonly tag: string
  readonly image: ImageFacts
  readonly sizes: ImageSizes
  /** The tag before in the series, absent for the first and when it could not be read. */
  readonly previous?: SizedImage | undefined
  /** The store's rule in use. */
  readonly rule: RuleId
  /** The pull under the chosen rule and cache set. */
  readonly cachedPull: PullPlan
  /** The pull of a host that holds nothing. */
  readonly freshPull: PullPlan
  /** Earlier tags of the series that lie wholly within the reused layers, in the order of the series; absent for none. */
  readonly reusedTags?: TagRange | undefined
  /** Name of the image that ends where the reuse ends, tags of the series left out. */
  readonly reusedBase?: string | undefined
  /** What the disks of a registry and of a host hold that have this tag and all before it. */
  readonly stored: { readonly registry: NumberCell; readonly host: NumberCell }
  /** Layers that the series adds a release, on average. */
  readonly layersPerRelease?: number | undefined
  /** Tags of the cache set that could not be read. */
  readonly missingFromCache: readonly string[]
  /** Why the cached pull may fetch less: the host may hold more than is known. */
  readonly orLess?: Reason | undefined
}
