import type { Basis } from '../oci/bytes'
import type { CacheSetId } from './cache-set'
import type { RuleId } from './pull/rules'

/** The bundled samples, each `public/<name>.strata.json`; the first is shown where nothing live answers. */
export const SAMPLES = ['sample', 'official'] as const
export type SampleName = (typeof SAMPLES)[number]

/** Which source answers: the live ones, a bundled sample, an image archive or a saved snapshot by its name. */
export type SourceChoice = 'auto' | SampleName | `archive:${string}` | `snapshot:${string}`

/** Whether a source, or a choice of one, is called as a bundled sample is. */
export function isSample(name: string): name is SampleName {
  return SAMPLES.some((sample) => sample === name)
}

/** The question: the page's URL and `GET /api/compare` carry the same one. */
export interface CompareInput {
  readonly strategies: readonly StrategyInput[]
  readonly basis: Basis
  /** `auto` takes the rule of the daemon that answers, `classic` without one. */
  readonly rule: RuleId | 'auto'
  readonly cache: CacheSetId
  /** `os/architecture[/variant]`; the daemon's own, else linux/amd64, when absent. */
  readonly platform?: string | undefined
  /** The name of a bundled sample reads that alone; `auto` does so too when nothing live answers. */
  readonly source: SourceChoice
}

/**
 * How a series orders its tags: by the scheme that is found (`version`), by time of creation, by name, or by the groups
 * of a regular expression between slashes, first to last (`/^b(\\d+)-(\\d+)$/`).
 */
export type TagOrder = 'version' | 'created' | 'name' | `/${string}/`

/** One strategy as a person wrote it: the reference and how to read it as a series. */
export interface StrategyInput {
  /** As typed: `localhost:5000/app`, `redis`. */
  readonly reference: string
  readonly name?: string | undefined
  /** Slot in the palette of accents, 0 to 5; by position when absent. */
  readonly colour?: number | undefined
  /** Glob (`0.0.*`) or, between slashes, a regular expression (`/^v1/`). */
  readonly filter?: string | undefined
  readonly order?: TagOrder | undefined
  /** The variant to show: `alpine`; `*` for all in one series; the plain one when absent, else the largest. */
  readonly variant?: string | undefined
  /** Whether pre-releases are shown; only where there is nothing else when absent. */
  readonly preReleases?: boolean | undefined
  /** `false` leaves each name of an image a row of its own. */
  readonly fold?: boolean | undefined
  /** Keep only the first or the last n tags of the series; negative counts from the end. */
  readonly take?: number | undefined
  /** Name of an open snapshot to read this series from, while the others are read where the question says. */
  readonly from?: string | undefined
}

/** The question of the Downloads page: the comparison's, and what of storage is looked at. */
export interface DownloadsInput extends CompareInput {
  /** Tags that a host keeps. */
  readonly keep: number
  /** Releases ahead. */
  readonly ahead: number
  /** Oldest tags that are deleted. */
  readonly drop: number
}

/** `GET /api/pull?s=…&tag=…&cache=…`: one pull, layer by layer. */
export interface PullInput extends Omit<CompareInput, 'strategies'> {
  /** The series, as a strategy's parameter. */
  readonly strategy: CompareInput['strategies'][number]
  readonly tag: string
}

/** One series, and what chooses between sources. */
export interface SeriesInput extends Pick<CompareInput, 'platform' | 'source' | 'rule'> {
  readonly strategy: StrategyInput
}

export type FilesView = 'layer' | 'union'
export type FilesSort = 'size' | 'name'

export interface FilesInput {
  readonly view: FilesView
  /** Position in the chain: the layer, or the topmost layer of the union. */
  readonly layer: number
  /** Directory of which the content is asked for; ignored when `flat`. */
  readonly path: string
  readonly sort: FilesSort
  /** All files at any depth, in place of one directory's content. */
  readonly flat: boolean
  /** Part of a path, or a glob when it has `*`, `?` or `[`; makes it flat. */
  readonly query: string
  /** Also what is no longer visible (of a union). */
  readonly hidden: boolean
  /**
   * Tags of the series, first to last: paths of all of them are listed, in an order that is the same for each (of a
   * union of all layers, without what is hidden). None lists the tag's own.
   */
  readonly along: readonly string[]
  readonly offset: number
  readonly limit: number
}

export interface DiffFilesInput {
  /** Position in `pairs`, for two layers; the final file systems when absent. */
  readonly pair?: number | undefined
  readonly query: string
  readonly offset: number
  readonly limit: number
}
