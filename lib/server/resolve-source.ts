import 'server-only'
import type { CompareInput, StrategyInput } from '../analysis/question'
import type { CompareReport } from '../analysis/report'
import { isPlan } from '../link/plan-param'
import { archiveIn, snapshotIn } from '../link/source-choice'
import { MAX_STRATEGIES } from '../link/strategy-param'
import { formatRepository, parseReference } from '../oci/reference'
import type { SnapshotSource } from '../sources/snapshot'
import type { ImageSource } from '../sources/source'
import { type DaemonState, type Runtime, SAMPLE } from './runtime'

/**
 * The source that answers a question in place of the daemon and the registries: an archive or a snapshot when one
 * is named, the bundled sample when it is asked for. When nothing live answers, that is no daemon, no registry in the
 * configuration, and no repository typed but its own, the first snapshot of the configuration does, or the sample.
 *
 * @throws SourceError `not-found` for an archive or a snapshot that is not there, `bad-snapshot`
 */
export async function resolveSource(
  run: Runtime,
  { source, strategies }: Pick<CompareInput, 'source' | 'strategies'>,
  daemon: DaemonState,
  signal: AbortSignal,
): Promise<ImageSource | undefined> {
  if (source === 'sample') return run.sample()
  const [archive, snapshot] = [archiveIn(source), snapshotIn(source)]
  if (archive !== undefined) return run.archives.open(archive, signal)
  if (snapshot !== undefined) return run.snapshots.open(snapshot, signal)
  if (daemon.ok || run.config.registries.length > 0) return undefined
  const sample = (await run.snapshots.first(signal)) ?? (await run.sample())
  const own = new Set((await sample.repositories?.(signal))?.map(({ repository }) => repository))
  const isOwn = strategies.every(({ reference, from }) => {
    if (isPlan(reference) || from !== undefined) return true
    const parsed = parseReference(reference)
    // What is no reference at all belongs to no source: it must not cost the others theirs.
    return parsed === undefined || own.has(formatRepository(parsed))
  })
  return isOwn ? sample : undefined
}

/** What an archive or a snapshot shows when no strategy is named. */
export async function strategiesOf(
  standIn: ImageSource | undefined,
  signal: AbortSignal,
): Promise<readonly StrategyInput[]> {
  if (isSnapshot(standIn) && standIn.strategies.length > 0) return standIn.strategies
  const repositories = (await standIn?.repositories?.(signal)) ?? []
  return repositories.slice(0, MAX_STRATEGIES).map(({ repository }) => ({ reference: repository }))
}

/** How a report names the source that answered. */
export function answeredBy(standIn: ImageSource | undefined): CompareReport['source'] {
  if (!standIn) return 'live'
  if (!isSnapshot(standIn)) return 'archive'
  return standIn.name === SAMPLE ? 'sample' : 'snapshot'
}

/** The saved snapshot that answered; the sample is none. */
export function snapshotMark(standIn: ImageSource | undefined): CompareReport['snapshot'] {
  if (!isSnapshot(standIn) || standIn.name === SAMPLE) return undefined
  const { name, title, createdAt, notes } = standIn
  return { name, title, createdAt, notes }
}

/** Whether a source is a snapshot: the sample or a saved one. */
export function isSnapshot(source: ImageSource | undefined): source is SnapshotSource {
  return source?.kind === 'snapshot'
}
