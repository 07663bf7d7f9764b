import 'server-only'
import { type CompareInput, isSample, SAMPLES, type StrategyInput } from '../analysis/question'
import type { CompareReport } from '../analysis/report'
import { isPlan } from '../link/plan-param'
import { archiveIn, snapshotIn } from '../link/source-choice'
import { MAX_STRATEGIES } from '../link/strategy-param'
import { formatRepository, parseReference } from '../oci/reference'
import type { SnapshotSource } from '../sources/snapshot'
import type { ImageSource } from '../sources/source'
import { FactsBudget } from './facts-budget'
import { type DaemonState, type Runtime, runtime } from './runtime'

type Choice = Pick<CompareInput, 'source' | 'strategies'>

/** Where a question is answered. */
export interface Place {
  readonly run: Runtime
  readonly daemon: DaemonState
  /** The archive or snapshot that answers alone, in place of the daemon and the registries. */
  readonly offline: ImageSource | undefined
  /** What the images of the question may take; absent where it is of one. */
  readonly budget?: FactsBudget | undefined
}

/**
 * The sources that answer a question: daemon and registries, or an archive or a snapshot alone where one is named, or
 * a bundled sample where it is asked for. When nothing live answers, that is no daemon, no registry in the
 * configuration, and no repository typed but its own, the first snapshot of the configuration does, or the first sample.
 *
 * @throws SourceError `not-found` for an archive or a snapshot that is not there, `bad-snapshot`
 */
export async function openPlace(choice: Choice, signal: AbortSignal): Promise<Place> {
  const run = runtime()
  const daemon = await run.daemon(signal)
  const offline = await offlineSource(run, choice, daemon, signal)
  return { run, daemon, offline, budget: new FactsBudget() }
}

async function offlineSource(
  run: Runtime,
  { source, strategies }: Choice,
  daemon: DaemonState,
  signal: AbortSignal,
): Promise<ImageSource | undefined> {
  if (isSample(source)) return run.sample(source)
  const [archive, snapshot] = [archiveIn(source), snapshotIn(source)]
  if (archive !== undefined) return run.archives.open(archive, signal)
  if (snapshot !== undefined) return run.snapshots.open(snapshot, signal)
  if (daemon.ok || run.config.registries.length > 0) return undefined
  const sample = (await run.snapshots.first(signal)) ?? (await run.sample(SAMPLES[0]))
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
  offline: ImageSource | undefined,
  signal: AbortSignal,
): Promise<readonly StrategyInput[]> {
  if (isSnapshot(offline) && offline.strategies.length > 0) return offline.strategies
  const repositories = (await offline?.repositories?.(signal)) ?? []
  return repositories.slice(0, MAX_STRATEGIES).map(({ repository }) => ({ reference: repository }))
}

/** How a report names the source that answered. */
export function answeredBy(offline: ImageSource | undefined): CompareReport['source'] {
  if (!offline) return 'live'
  if (!isSnapshot(offline)) return 'archive'
  return isSample(offline.name) ? 'sample' : 'snapshot'
}

type Answerer = Pick<CompareReport, 'source' | 'snapshot' | 'engine'>

/** What a report says of the sources that answered: the saved snapshot (a sample is none), and the engine if known. */
export async function answererOf({ daemon, offline }: Place, signal: AbortSignal): Promise<Answerer> {
  const source = answeredBy(offline)
  if (!offline) {
    if (!daemon.ok) return { source }
    const { version, store } = daemon.description
    return { source, engine: { version, store } }
  }
  const description = await offline.describe(signal)
  const engine = description.kind === 'snapshot' ? description.engine : undefined
  if (!isSnapshot(offline) || source === 'sample') return { source, engine }
  const { name, title, createdAt, notes } = offline
  return { source, engine, snapshot: { name, title, createdAt, notes } }
}

/** Whether a source is a snapshot: a bundled sample or a saved one. */
export function isSnapshot(source: ImageSource | undefined): source is SnapshotSource {
  return source?.kind === 'snapshot'
}
