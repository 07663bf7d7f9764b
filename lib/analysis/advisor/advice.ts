import type { IndexedLayer } from '../../layerfs/entry'
import type { ImageEnd, ImageFacts } from '../../oci/facts'
import type { SeriesFacts } from '../compare/facts'
import type { CompareReport, StrategyKind } from '../report'

/** One tag of a series, and the files of its layers where they have been read. */
export interface TagContent {
  readonly tag: string
  readonly image: ImageFacts
  /** As many as the image has layers, base first. */
  readonly files?: readonly (IndexedLayer | undefined)[] | undefined
}

/** Files that several tags have each for themselves: a whole directory, or a file in one that changes. */
export interface RepeatedPath {
  /** Without a slash at either end. */
  readonly path: string
  readonly directory: boolean
  /** Of one copy. */
  readonly bytes: number
  readonly files: number
}

/** Consecutive tags that repeat the same content, and so could build upon one base. */
export interface Repeat {
  /** First to last release. */
  readonly tags: readonly string[]
  /** Unpacked bytes that each of them holds again; absent when no host reported unpacked sizes. */
  readonly bytes?: number | undefined
  /** Transfer bytes of the same; absent when no registry reported sizes. */
  readonly transferBytes?: number | undefined
  /** The least that it is if no tag has more of its own in its smallest layer than tags differ by; for sizes alone. */
  readonly atLeast?: number | undefined
  /** Most bytes first; empty when only sizes are known. */
  readonly paths: readonly RepeatedPath[]
}

/** What the advice was found by, from sure to unsure; as data, for the sentence beside the figures. */
export type Evidence =
  /** The files of all layers: unpacked sizes are sums of files, the rest of a tag is a difference. */
  | { readonly by: 'files' }
  /** Sizes of layers alone: that content repeats is concluded from layers of nearly one size. */
  | { readonly by: 'sizes'; readonly why: 'no-files' | 'some-files' }

/** How transfer bytes were divided between what repeats and the rest. Always estimates. */
export type TransferEstimate =
  /** A line through the tags' layers: transfer = repeated part + ratio × rest. */
  | { readonly by: 'line'; readonly ratio: number }
  /** Each layer's own ratio of transfer to unpacked. */
  | { readonly by: 'own-ratio' }
  | { readonly by: 'unknown' }

/** A re-layering that would cost less, beside what is there. */
export interface Advice {
  /**
   * `custom-base`: put what repeats into an image that the tags are built from. `copy-once`: leave out of a chain's
   * later layers what is in it already.
   */
  readonly code: 'custom-base' | 'copy-once'
  readonly evidence: Evidence
  readonly transfer: TransferEstimate
  /** Layers from the base that stay as they are. */
  readonly baseLayers: number
  /** Most bytes first. */
  readonly repeats: readonly Repeat[]
  readonly today: SeriesFacts
  /** Images that were never built; `known` names their bases. */
  readonly proposed: SeriesFacts
  readonly known: readonly ImageEnd[]
  /**
   * Both compared: strategy 0 is today's, strategy 1 the proposed one. Figures of strategy 1 are predictions whatever
   * their kind says.
   */
  readonly report: CompareReport
  /** What all tags together would take less on a host; absent when unpacked sizes are not known. */
  readonly savedHostBytes?: number | undefined
  /** What all tags together would take less in a registry; absent when no registry reported sizes. */
  readonly savedRegistryBytes?: number | undefined
}

/** Why there is nothing to advise. */
export type NoAdvice =
  | { readonly code: 'too-few-tags'; readonly tags: number }
  /** `layers` lack an unpacked size, and not all have a transfer size; a chain needs the former. */
  | { readonly code: 'unknown-sizes'; readonly layers: number }
  | { readonly code: 'already-custom-base'; readonly sharedLayers: number }
  /** Each tag adds to the one before and repeats nothing. */
  | { readonly code: 'chained' }
  /** At most so many bytes repeat, below 1 MB or 5 % of an image. */
  | { readonly code: 'nothing-repeats'; readonly bytes: number }
  /** Tags share no base that sizes could be compared upon: the files would tell. */
  | { readonly code: 'needs-files'; readonly kind: StrategyKind }

export type Advised = Advice | { readonly none: NoAdvice }

/** Less is not worth another image. */
export const LEAST_BYTES = 1_000_000
export const LEAST_SHARE = 0.05

/** `GET /api/advice?s=`: a re-layering that would cost less, or why there is none. */
export type AdviceReport = Omit<Advice, 'today' | 'proposed' | 'known'> | { readonly none: NoAdvice }
