import type { PlannerState } from './planner-state'
import { formatStrategy } from './strategy-param'

/** What the advisor is asked, as the query string of its answer: the repository, and what chooses between sources. */
export function adviceSearch({ advise, rule, source, platform }: PlannerState): string {
  const search = new URLSearchParams({ s: formatStrategy({ reference: advise }), rule, source })
  if (platform) search.set('platform', platform)
  return `?${search}`
}
