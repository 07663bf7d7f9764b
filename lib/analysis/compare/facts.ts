import type { HeldBeyond, ImageEnd, ImageFacts } from '../../oci/facts'
import type { SourceFailure } from '../../oci/failure'
import type { Repository } from '../../oci/reference'
import type { StrategyInput } from '../question'
import type { CompareReport, StrategyProblem, StrategyReport } from '../report'
import type { SeriesReading } from '../series/reading'

/** What the sources reported of one tag; all absent when none could read it. */
export interface TagFacts {
  readonly tag: string
  /** Other tags of the same image, the most precise first. */
  readonly aliases?: readonly string[] | undefined
  readonly daemon?: ImageFacts | undefined
  readonly registry?: ImageFacts | undefined
  readonly snapshot?: ImageFacts | undefined
  readonly archive?: ImageFacts | undefined
  /** What a snapshot tells of a tag that daemon and registry disagreed on. */
  readonly moved?: { readonly daemon: string; readonly registry: string } | undefined
  readonly failures: readonly SourceFailure[]
}

/** One strategy with its tags filtered, ordered and cut, first to last release. */
export interface SeriesFacts {
  readonly input: StrategyInput
  readonly repository?: Repository | undefined
  readonly tags: readonly TagFacts[]
  /** Tags that exist before filter and limits. */
  readonly tagsFound: number
  readonly problems: readonly StrategyProblem[]
  readonly reading?: SeriesReading | undefined
  /** The snapshot that this series alone was read from, and where the images of its host ended. */
  readonly from?:
    | (NonNullable<StrategyReport['from']> & {
        readonly ends: readonly ImageEnd[]
        readonly beyond?: HeldBeyond | undefined
      })
    | undefined
}

/** Everything that a comparison is computed from. */
export interface CompareFacts {
  readonly at: string
  readonly source: CompareReport['source']
  readonly snapshot?: CompareReport['snapshot']
  readonly engine?: CompareReport['engine']
  /** Why these strategies, where the question named none and live sources were looked through. */
  readonly guess?: CompareReport['guess']
  readonly series: readonly SeriesFacts[]
  /** Images of the host and planned ones, whose names may explain where a reuse ends: bases. */
  readonly known: readonly ImageEnd[]
  /** Why the host may hold more, where that was asked. */
  readonly beyond?: HeldBeyond | undefined
}
