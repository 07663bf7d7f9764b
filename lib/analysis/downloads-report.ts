import type { Refusal } from '../oci/refusals'
import type { CacheSetId } from './cache-set'
import type { Reason } from './cell'
import type { LayerVerdict } from './pull/explain'
import type { RuleId } from './pull/rules'
import type { CompareReport } from './report'
import type { Extrapolation } from './storage/extrapolate'
import type { StoragePoint } from './storage/growth'
import type { LayerLimit } from './storage/layer-limit'
import type { Retention } from './storage/retention'

/** Bytes of going from one tag to another, in the basis asked. */
export interface MatrixReport {
  /** Of the tags that could be read, first to last release. */
  readonly tags: readonly string[]
  /** `bytes[0]` are pulls of a host that holds nothing, `bytes[1 + from]` of one that pulled exactly that tag; null is unknown. */
  readonly bytes: readonly (readonly (number | null)[])[]
  /** Some figure is an estimate. */
  readonly estimated: boolean
  /** Why figures are estimates or not known; absent when all are exact. */
  readonly why?: MatrixReasons | undefined
}

export interface MatrixReasons {
  /** Each of them once. */
  readonly reasons: readonly Reason[]
  /** Along `bytes`: 0 where the figure is exact, n where `reasons[n - 1]` qualifies it. */
  readonly at: readonly (readonly number[])[]
}

export interface StorageReport {
  /** After every readable tag. */
  readonly points: readonly StoragePoint[]
  readonly ahead: Extrapolation
  /** Of the `drop` oldest tags. */
  readonly retention: Retention
  /** Of a series whose layers pile up; absent without images. */
  readonly limit?: LayerLimit | undefined
}

/** One strategy of `compare.strategies`, in the same order. */
export interface StrategyDownloads {
  readonly matrix: MatrixReport
  readonly storage: StorageReport
}

/** `GET /api/downloads`. */
export interface DownloadsReport {
  readonly compare: CompareReport
  readonly strategies: readonly StrategyDownloads[]
}

export interface PullLayer extends LayerVerdict {
  /** What made the layer, as written in a Dockerfile; empty when it is not known. */
  readonly instruction: string
  readonly diffId: string
  readonly chainId: string
}

export interface PullReport {
  readonly reference: string
  readonly tag: string
  readonly rule: RuleId
  readonly cache: CacheSetId
  /** Names of what the host holds; the first of them when they are many. */
  readonly holds: readonly string[]
  readonly moreHeld: number
  /** Tags that the host should hold but that could not be read. */
  readonly missing: readonly string[]
  /** Engines that cannot pull it; absent where none is known. */
  readonly refusals?: readonly Refusal[] | undefined
  /** Why less than this may be fetched: the host may hold more than is known. */
  readonly orLess?: Reason | undefined
  /** Base first. */
  readonly layers: readonly PullLayer[]
}
