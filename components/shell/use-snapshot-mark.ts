import { useQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { snapshotsQuery, sourcesQuery } from '@/components/data/queries'
import type { SnapshotMark } from '@/lib/analysis/report'
import { snapshotIn } from '@/lib/link/source-choice'
import { viewParsers } from '@/lib/link/view-state'

/**
 * The saved snapshot that the page shows: the one that its link names, or the one that stands in for live sources.
 * Undefined for every other source, and while it is not known.
 */
export function useSnapshotMark(): SnapshotMark | undefined {
  const [source] = useQueryState('source', viewParsers.source)
  const named = snapshotIn(source)
  const { data: open } = useQuery({ ...snapshotsQuery(), enabled: named !== undefined })
  const { data: sources } = useQuery(sourcesQuery())
  if (named !== undefined) return open?.snapshots.find(({ name }) => name === named)
  if (source !== 'auto' || sources?.sample) return undefined
  for (const told of sources?.sources ?? []) {
    if (told.ok && told.description.kind === 'snapshot') return told.description
  }
  return undefined
}

/** Whether a daemon or a registry answers: only then there is something to lay a snapshot beside. */
export function useHasLive(): boolean {
  const { data } = useQuery(sourcesQuery())
  return (data?.sources ?? []).some((one) => one.ok && one.description.kind !== 'snapshot')
}
