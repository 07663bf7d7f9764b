import { useQuery } from '@tanstack/react-query'
import { useQueryState } from 'nuqs'
import { snapshotsQuery } from '@/components/data/queries'
import { useSources } from '@/components/data/use-sources'
import { useHydrated } from '@/components/ui/use-in-browser'
import type { SnapshotMark } from '@/lib/analysis/report'
import { snapshotIn } from '@/lib/link/source-choice'
import { viewParsers } from '@/lib/link/view-state'

/**
 * The saved snapshot that the page shows: the one that its link names, or the one that is read in place of live sources.
 * Undefined for every other source, and while it is not known.
 */
export function useSnapshotMark(): SnapshotMark | undefined {
  const [source] = useQueryState('source', viewParsers.source)
  const named = snapshotIn(source)
  const { data: open } = useQuery({ ...snapshotsQuery(), enabled: named !== undefined })
  const sources = useSources()
  const isHydrated = useHydrated()
  if (named !== undefined) return !isHydrated ? undefined : open?.snapshots.find(({ name }) => name === named)
  if (source !== 'auto' || sources?.sample) return undefined
  return sources?.sources
    .flatMap((one) => (one.ok ? [one.description] : []))
    .find((one) => one.kind === 'snapshot')
}

/** Whether a daemon or a registry answers: only then there is something to lay a snapshot beside. */
export function useHasLive(): boolean {
  const data = useSources()
  return (data?.sources ?? []).some((one) => one.ok && one.description.kind !== 'snapshot')
}
