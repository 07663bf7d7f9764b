import 'server-only'
import type { SeriesFacts, TagFacts } from '../analysis/compare/facts'
import { plannedSeries } from '../analysis/planner/series'
import type { CompareInput, StrategyInput } from '../analysis/question'
import type { StrategyProblem } from '../analysis/report'
import { readList } from '../analysis/series/read-list'
import { parsePlan } from '../link/plan-param'
import type { ImageFacts } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import { parsePlatform } from '../oci/platform'
import { formatReference, formatRepository, parseReference, type Repository } from '../oci/reference'
import type { Platform } from '../oci/types'
import { cutOf, failureIn, type ImageSource } from '../sources/source'
import { withSharedLayers } from './facts-budget'
import { keptFromHub, namesHub } from './hub-names'
import { readOthers } from './other-entries'
import { isSnapshot, type Place } from './resolve-source'
import type { DaemonState } from './runtime'
import { type ListedTag, readRows } from './series-rows'
import { inTurn } from './turns'
import { withinTime } from './within-time'

/** A repository with more tags shows its last ones until a person says how many to take. */
const TAGS_UNASKED = 200
/** A filter comes from a link: no pattern may keep the server busy for longer than this, and this for each tag. */
const SELECT_MS = 250
const SELECT_TAG_MS = 0.05
const MOST_SELECT_MS = 900

/** Everything that a strategy's series is computed from. Never throws `SourceError`: failures are problems. */
export async function readSeries(
  place: Place,
  input: StrategyInput,
  question: CompareInput,
  signal: AbortSignal,
): Promise<SeriesFacts> {
  const plan = parsePlan(input.reference)
  if (plan) return { ...plannedSeries(plan, input.name ?? plan.strategy), input }
  const reference = parseReference(input.reference.trim())
  if (!reference) return empty(input, [{ code: 'bad-reference', text: input.reference }])
  const repository: Repository = { host: reference.host, repository: reference.repository }
  const side = await readSide(place, input, signal)
  if ('problem' in side) return empty(input, [side.problem], repository)
  const asNamed = namesHub(input.reference)
  if (asNamed) place.run.namedAtHub.set(formatRepository(repository), true)
  const { tags: found, problems: listed, cut } = await readLists(side.place, repository, signal, asNamed)
  const problems: StrategyProblem[] = [...listed]
  const { run } = place
  const platform = parsePlatform(question.platform)
  const read = (entry: ListedTag) => readTag(place, repository, entry, platform, signal)
  const series = { input, repository, tagsFound: found.length, from: side.from }
  const missing = (): StrategyProblem =>
    found.length === 0 ? { code: 'no-tags' } : { code: 'nothing-matches', found: found.length }

  // A tag in the typed reference stands for itself alone, whatever it is.
  if (reference.tag !== undefined && input.filter === undefined) {
    const { tag } = reference
    const known = found.filter((entry) => entry.tag === tag)
    // It may be one of those of a long list that were not looked at.
    const named = known.length > 0 || cut.size === 0 ? known : [{ tag, in: cut }]
    if (named.length === 0 && (found.length > 0 || problems.length === 0)) problems.push(missing())
    return { ...series, tags: await Promise.all(named.map(read)), problems }
  }
  const names = found.map(({ tag }) => tag)
  // A pattern of our own needs no watching, and must not fail on a busy machine.
  const hasPattern = input.filter !== undefined || input.order?.startsWith('/')
  const time = Math.min(MOST_SELECT_MS, SELECT_MS + SELECT_TAG_MS * names.length)
  const list = await inTurn(names.length, () =>
    hasPattern ? withinTime(time, () => readList(names, input)) : readList(names, input),
  )
  if (!list?.ok) {
    const { text, detail } = { text: input.filter ?? input.order ?? '', detail: 'it takes too long', ...list }
    return {
      ...empty(input, [...problems, { code: 'bad-filter', text, detail }], repository),
      from: side.from,
    }
  }
  const { reading } = list
  const { maxTags } = run.config
  const limit = input.take ? maxTags : Math.min(maxTags, TAGS_UNASKED)
  const tagsByName = new Map(found.map((entry) => [entry.tag, entry]))
  const rows = await readRows({ run, repository, listed: tagsByName, input, limit, read, signal }, reading)
  const { tags, channels, artifacts: known, asked, shown } = rows
  const others = await readOthers({ listed: tagsByName, reading, channels, known, read })
  if (shown < asked) problems.push({ code: 'too-many-tags', found: asked, shown })
  if (tags.length === 0 && (found.length > 0 || problems.length === 0)) problems.push(missing())
  const { scheme, evidence, orderedBy, variant, preReleases } = reading
  return {
    ...series,
    tags,
    problems,
    reading: found.length > 0 ? { scheme, evidence, orderedBy, variant, preReleases, ...others } : undefined,
  }
}

/** Where a series is read: where the question says, or from the snapshot that the series itself names. */
export async function readSide(
  place: Place,
  { from }: StrategyInput,
  signal: AbortSignal,
): Promise<{ place: Place; from?: SeriesFacts['from'] } | { problem: StrategyProblem }> {
  if (from === undefined) return { place }
  const { run, offline } = place
  try {
    const within = isSnapshot(offline) ? offline.beside(from) : undefined
    const source = within ?? (await run.snapshots.open(from, signal))
    const { name, createdAt } = source
    const [ends = [], beyond] = await Promise.all([source.ends?.(signal), source.beyond?.(signal)])
    return { place: { ...place, offline: source }, from: { name, createdAt, ends, beyond } }
  } catch (error) {
    const failure = failureIn(error)
    if (failure.code === 'not-found') return { problem: { code: 'no-snapshot', name: from } }
    return { problem: { code: 'source', source: 'snapshot', failure } }
  }
}

/** Why sources could not answer for a series. */
export function sourceFailures({ problems }: SeriesFacts): readonly SourceFailure[] {
  return problems.flatMap((problem) => (problem.code === 'source' ? [problem.failure] : []))
}

function empty(
  input: StrategyInput,
  problems: readonly StrategyProblem[],
  repository?: Repository,
): SeriesFacts {
  return { input, repository, tags: [], tagsFound: 0, problems }
}

/**
 * The tags of a repository in all sources that know it, and what went wrong with the others.
 *
 * @param asNamed  the question names Docker Hub itself: see `keptFromHub`
 * @returns `cut`: the sources that have more tags than are looked at
 */
export async function readLists(
  { run, daemon, offline }: Place,
  repository: Repository,
  signal: AbortSignal,
  asNamed = false,
) {
  const tags = new Map<string, ListedTag>()
  const cut = new Set<ImageSource>()
  let isKnown = false
  const problems: Extract<StrategyProblem, { code: 'source' }>[] = []
  const list = async (kind: ImageSource['kind'], open: () => ImageSource | Promise<ImageSource>) => {
    try {
      const source = await open()
      const key = `${kind} ${source.name} ${formatRepository(repository)}`
      const ask = (shared: AbortSignal) => source.tags(repository, shared)
      // A snapshot answers at once; what is kept under its name could be that of a file that has changed since.
      const entries = await (isSnapshot(source) ? ask(signal) : run.tagLists.get(key, signal, ask))
      isKnown = true
      const failure = cutOf(entries, 'tags', source.name)
      if (failure) {
        cut.add(source)
        problems.push({ code: 'source', source: kind, failure })
      }
      for (const entry of entries) {
        const listed = tags.get(entry.tag)
        if (listed) listed.in.add(source)
        else tags.set(entry.tag, { ...entry, in: new Set([source]) })
      }
      return entries
    } catch (error) {
      problems.push({ code: 'source', source: kind, failure: failureIn(error) })
      return []
    }
  }
  if (offline) await list(offline.kind, () => offline)
  else {
    const local = daemon.ok ? await list('daemon', () => daemon.source) : []
    const { host } = repository
    const failed = problems.some(({ failure }) => failure.code !== 'not-found')
    const kept = await keptFromHub(run, daemon, repository, { entries: local, failed }, asNamed)
    if (kept !== undefined && kept !== 'quiet') {
      problems.push({ code: 'source', source: 'registry', failure: kept })
    }
    if (kept === undefined && !isPodmansOwn(daemon, host)) {
      await list('registry', () => run.registry(host, signal))
    }
  }
  // Unknown to one source is no problem while another knows it, nor is it to the daemon.
  const isWorth = ({ source, failure }: (typeof problems)[number]) =>
    failure.code !== 'not-found' || (!isKnown && source !== 'daemon')
  return { tags: [...tags.values()], problems: problems.filter(isWorth), cut }
}

/** Podman names after `localhost` what it built: no registry of that name is meant. */
const isPodmansOwn = (daemon: DaemonState, host: string) =>
  host === 'localhost' && daemon.ok && daemon.description.store === 'containers-storage'

async function readTag(
  { run, budget }: Place,
  repository: Repository,
  entry: ListedTag,
  platform: Platform | undefined,
  signal: AbortSignal,
): Promise<TagFacts> {
  const reference = { ...repository, tag: entry.tag }
  const facts: Partial<Record<ImageSource['kind'], ImageFacts>> = {}
  // Once no more fits into the answer the rest is not waited for.
  const either = budget ? AbortSignal.any([signal, budget.spent]) : signal
  const failures: SourceFailure[] = []
  await Promise.all(
    [...entry.in].map(async (source) => {
      const key = `${source.kind} ${source.name} ${formatReference(reference)} ${JSON.stringify(platform ?? null)}`
      const ask = async (shared: AbortSignal) =>
        withSharedLayers(await source.image({ reference, platform }, shared))
      const leaveOut = (limitBytes: number) =>
        failures.push({ code: 'left-out', at: source.name, limitBytes })
      try {
        const image = await (isSnapshot(source) ? ask(either) : run.images.get(key, either, ask))
        if (budget?.takes(image) === false) return leaveOut(budget.maxBytes)
        facts[source.kind] = image
      } catch (error) {
        if (budget?.spent.aborted && !signal.aborted) return leaveOut(budget.maxBytes)
        failures.push(failureIn(error))
      }
    }),
  )
  return { tag: entry.tag, ...facts, moved: entry.moved, failures }
}
