import 'server-only'
import type { StrategyInput } from '../../analysis/question'
import { type OpenSnapshot, type SnapshotsReport, snapshotHref } from '../../link/snapshots'
import type { SourceFailure } from '../../oci/failure'
import { familiarRepository, parseReference } from '../../oci/reference'
import type { SnapshotSource } from '../../sources/snapshot'
import { failureIn } from '../../sources/source'
import { familiarOf } from '../inventory'
import { strategiesOf } from '../resolve-source'
import { runtime } from '../runtime'

/** Repositories listed of one snapshot: as many as a person looks through. */
const MOST_REPOSITORIES = 200

/** Every snapshot that can be opened, and the files that cannot. */
export async function readSnapshots(signal: AbortSignal): Promise<SnapshotsReport> {
  const { snapshots, config } = runtime()
  const found: OpenSnapshot[] = []
  const problems: SourceFailure[] = []
  // One after the other: parsing is work for one thread anyway.
  for (const name of await snapshots.names()) {
    try {
      found.push(await describeOpen(await snapshots.open(name, signal), signal))
    } catch (error) {
      problems.push(failureIn(error))
    }
  }
  return { snapshots: found, problems, limitBytes: config.snapshotMaxBytes }
}

/** What a page needs to know of an open snapshot. */
export async function describeOpen(source: SnapshotSource, signal: AbortSignal): Promise<OpenSnapshot> {
  const { name, title, createdAt, notes, tagCount, view } = source
  const repositories = (await source.repositories?.(signal)) ?? []
  const strategies = await strategiesOf(source, signal)
  return {
    name,
    title,
    createdAt,
    notes,
    href: snapshotHref(name, view),
    tags: tagCount,
    repositories: repositories
      .slice(0, MOST_REPOSITORIES)
      .map(({ repository, tags }) => ({ repository, familiar: familiarOf(repository), tags })),
    strategies: strategies.map((strategy) => besideOf(strategy, source)),
  }
}

/** A series of a snapshot among live ones: named by its date too, its colour left to its place there. */
function besideOf(
  { colour: _, ...strategy }: StrategyInput,
  { name, createdAt }: SnapshotSource,
): StrategyInput {
  const parsed = parseReference(strategy.reference)
  const called =
    strategy.name ?? (parsed ? familiarRepository(parsed).replace(/^.*\//, '') : strategy.reference)
  return {
    ...strategy,
    name: `${called} (${createdAt.slice(0, 10)})`,
    from: strategy.from === undefined ? name : `${name}/${strategy.from}`,
  }
}
