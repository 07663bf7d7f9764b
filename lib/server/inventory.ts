import 'server-only'
import { isSample, type SourceChoice } from '../analysis/question'
import { orderTags } from '../analysis/series/select'
import type { RepositoriesReport, SourceReport, SourcesReport, TagsReport } from '../analysis/sources-report'
import type { SourceKind } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import { familiarRepository, formatRepository, parseReference, type Repository } from '../oci/reference'
import { cutOf, failureIn, type ImageSource, type Listed, type RepositoryEntry } from '../sources/source'
import { Memo } from './memo'
import { openPlace, type Place } from './resolve-source'
import { readLists } from './series'
import { inTurn } from './turns'

/** A registry's catalog is long and changes seldom. */
const CATALOG_TTL_MS = 15_000
const catalogs = new Memo<Listed<RepositoryEntry>>(CATALOG_TTL_MS)
const MAX_REPOSITORIES = 500

/** What Strata found: the daemon, the configured registries, or the sample in their place. */
export async function readSources(signal: AbortSignal): Promise<SourcesReport> {
  const { run, daemon, offline } = await openPlace({ source: 'auto', strategies: [] }, signal)
  const first: SourceReport = daemon.ok
    ? { ok: true, description: daemon.description }
    : { ok: false, kind: 'daemon', name: daemon.name, failure: daemon.failure }
  const registries = await Promise.all(
    run.config.registries.map(async (host): Promise<SourceReport> => {
      try {
        return { ok: true, description: await (await run.registry(host, signal)).describe(signal) }
      } catch (error) {
        return { ok: false, kind: 'registry', name: host, failure: failureIn(error) }
      }
    }),
  )
  const last: SourceReport[] = offline ? [{ ok: true, description: await offline.describe(signal) }] : []
  return {
    at: new Date().toISOString(),
    sources: [first, ...registries, ...last],
    sample: offline !== undefined && isSample(offline.name),
  }
}

/** Repositories of the daemon and of the configured registries whose name contains `query`. */
export async function readRepositories(
  query: string,
  source: SourceChoice,
  signal: AbortSignal,
): Promise<RepositoriesReport> {
  const place = await openPlace({ source, strategies: [] }, signal)
  // In the order of the sources, whichever answers first.
  const found = new Map<string, { sources: Set<SourceKind>; tags?: number | undefined }>()
  const problems: { source: SourceKind; failure: SourceFailure }[] = []
  for (const { kind, entries, failure } of await listRepositories(place, signal)) {
    if (failure) problems.push({ source: kind, failure })
    for (const { repository, tags } of entries) {
      const known = found.get(repository) ?? { sources: new Set() }
      known.sources.add(kind)
      known.tags ??= tags
      found.set(repository, known)
    }
  }
  const wanted = query.trim().toLowerCase()
  const repositories = [...found]
    .filter(([repository]) => repository.includes(wanted))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MAX_REPOSITORIES)
    .map(([repository, known]) => ({
      repository,
      familiar: familiarOf(repository),
      sources: [...known.sources],
      tags: known.tags,
    }))
  return { repositories, problems }
}

/** What one source lists; no source where it could not be asked, and a failure too where that is not all. */
interface ListedBy {
  readonly kind: SourceKind
  readonly source?: ImageSource | undefined
  readonly entries: readonly RepositoryEntry[]
  readonly failure?: SourceFailure | undefined
}

/** The repositories of each source of a place: of the daemon, and of the registries that may be asked unbidden. */
export async function listRepositories(
  { run, daemon, offline }: Place,
  signal: AbortSignal,
): Promise<readonly ListedBy[]> {
  const list = async (
    kind: SourceKind,
    open: () => ImageSource | Promise<ImageSource>,
  ): Promise<ListedBy> => {
    try {
      const source = await open()
      const ask = async (shared: AbortSignal): Promise<Listed<RepositoryEntry>> =>
        (await source.repositories?.(shared)) ?? []
      const entries = kind === 'registry' ? await catalogs.get(source.name, signal, ask) : await ask(signal)
      return { kind, source, entries, failure: cutOf(entries, 'repositories', source.name) }
    } catch (error) {
      return { kind, failure: failureIn(error), entries: [] }
    }
  }
  if (offline) return [await list(offline.kind, () => offline)]
  const { localImages } = await run.namedHosts(signal)
  // Registries on this machine that local images name are listed without being configured.
  const loopback = [...localImages].filter((host) => /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(host))
  const hosts = [...new Set([...run.config.registries, ...loopback])]
  return Promise.all([
    daemon.ok
      ? list('daemon', () => daemon.source)
      : { kind: 'daemon', entries: [], failure: daemon.failure },
    ...hosts.map((host) => list('registry', () => run.registry(host, signal))),
  ])
}

/** The tags of one repository, in the order of their versions, and the sources that have each. */
export async function readTags(
  repository: Repository,
  source: SourceChoice,
  signal: AbortSignal,
): Promise<TagsReport> {
  const strategies = [{ reference: formatRepository(repository) }]
  const place = await openPlace({ source, strategies }, signal)
  const isNamed = place.run.namedAtHub.has(formatRepository(repository))
  const { tags, problems } = await readLists(place, repository, signal, isNamed)
  const listed = tags.map((entry) => ({ tag: entry.tag, sources: [...entry.in].map(({ kind }) => kind) }))
  return {
    repository: formatRepository(repository),
    tags: await inTurn(listed.length, () => orderTags(listed)),
    problems,
  }
}

/** A canonical repository as people write it. */
export function familiarOf(repository: string): string {
  const parsed = parseReference(repository)
  return parsed ? familiarRepository(parsed) : repository
}
