import type { CacheSetId } from '../../analysis/cache-set'
import type { DownloadsReport } from '../../analysis/downloads-report'
import { ruleAsked } from '../../analysis/pull/profiles'
import type { PullInput } from '../../analysis/question'
import type { StrategyReport } from '../../analysis/report'
import { isNamed } from '../../analysis/series/names'
import type { DownloadsState } from '../../link/downloads-state'

/** The pull that a link means. */
export interface PullChoice {
  /** In the report's strategies. */
  readonly position: number
  readonly strategy: StrategyReport
  /** Tags that can be pulled, first to last release. */
  readonly tags: readonly string[]
  readonly tag: string
  /** The tag that the host holds, empty for nothing; absent when it holds what is chosen for the page. */
  readonly from?: string | undefined
  /** The question of this pull. */
  readonly input: PullInput
}

type ChoosingState = Pick<
  DownloadsState,
  'ps' | 'pt' | 'pf' | 'cache' | 'profile' | 'rule' | 'basis' | 'platform' | 'source'
>

/**
 * The pull of the cell that was chosen in the matrix, else of the last tag by a host that holds what was chosen
 * for the page; what the link names and the series has not falls back to these.
 *
 * @returns undefined when no tag of the strategy can be pulled
 */
export function pullChoice({ compare }: DownloadsReport, state: ChoosingState): PullChoice | undefined {
  const { strategies } = compare
  const position = Math.min(strategies.length - 1, Math.max(0, state.ps))
  const strategy = strategies[position]
  const rows = (strategy?.tags ?? []).filter(({ image }) => image !== undefined)
  const tags = rows.map(({ tag }) => tag)
  const named = (name: string) => rows.find((row) => isNamed(row, name))?.tag
  const tag = named(state.pt) ?? tags.at(-1)
  if (!strategy || tag === undefined) return undefined
  const from = state.pf === null ? undefined : (named(state.pf) ?? '')
  const cache: CacheSetId = from === undefined ? state.cache : from === '' ? 'none' : `tags:${from}`
  const { basis, platform, source } = state
  const question = { cache, rule: ruleAsked(state), basis, platform: platform ?? undefined, source }
  const input = { strategy: strategy.input, tag, ...question }
  return { position, strategy, tags, tag, from, input }
}
