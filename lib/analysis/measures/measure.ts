import type { ImageFacts } from '../../oci/facts'
import type { Cell } from '../cell'
import type { PullPlan } from '../pull/plan'
import type { TagCellId } from '../report'

/** All that a measure may look at for one tag of a series. */
export interface TagContext {
  readonly tag: string
  readonly image: ImageFacts
  /** The tag before in the series, absent for the first and when it could not be read. */
  readonly previous?: ImageFacts | undefined
  /** The pull under the chosen rule and cache set. */
  readonly cachedPull: PullPlan
  /** The pull of a host that holds nothing. */
  readonly freshPull: PullPlan
  /** Earlier tags of the series that lie wholly within the reused layers, in the order of the series. */
  readonly reusedTags: readonly string[]
  /** Name of the image that ends where the reuse ends, tags of the series left out. */
  readonly reusedBase?: string | undefined
  /** Layers that the series adds a release, on average. */
  readonly layersPerRelease?: number | undefined
  /** Tags of the cache set that could not be read. */
  readonly missingFromCache: readonly string[]
}

/** A figure of one tag. Adding one is one file and one line in `index.ts`. */
export interface Measure {
  readonly id: TagCellId
  readonly of: (context: TagContext) => Cell
}
