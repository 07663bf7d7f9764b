import 'server-only'
import type { SeriesFacts, TagFacts } from '../analysis/compare/facts'
import { plannedSeries } from '../analysis/planner/series'
import type { CompareInput, StrategyInput } from '../analysis/question'
import type { StrategyProblem } from '../analysis/report'
import { orderTags, selectTags, takeTags } from '../analysis/series/select'
import { parsePlan } from '../link/plan-param'
import type { ImageFacts } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import { parsePlatform } from '../oci/platform'
import { formatReference, formatRepository, parseReference, type Repository } from '../oci/reference'
import { failureIn, type ImageSource, type TagEntry } from '../sources/source'
import { isSnapshot } from './resolve-source'
import type { Runtime } from './runtime'
import { withinTime } from './within-time'

/** A repository with more tags shows its last ones until a person says how many to take. */
const TAGS_UNASKED = 200
/** A filter comes from a link: no pattern may keep the server busy for longer than this, and this for each tag. */
const SELECT_MS = 250
const SELECT_TAG_MS = 0.05

/** Everything that a strategy's series is computed from. Never throws `SourceError`: failures are problems. */
export async function readSeries(
  runtime: Runtime,
  input: StrategyInput,
  question: CompareInput,
  standIn: ImageSource | undefined,
  signal: AbortSignal,
): Promise<SeriesFacts> {
  const plan = parsePlan(input.reference)
  if (plan) return { ...plannedSeries(plan, input.name ?? plan.strategy), input }
  const reference = parseReference(input.reference.trim())
  if (!reference) return empty(input, [{ code: 'bad-reference', text: input.reference }])
  const repository: Repository = { host: reference.host, repository: reference.repository }
  const side = await readSide(runtime, input, standIn, signal)
  if (!side.ok) return empty(input, [side.problem], repository)
  const lists = await readLists(runtime, repository, side.standIn, signal)
  const found = mergeLists(lists.answers)
  const wanted = { ...input, filter: input.filter ?? (reference.tag && escapeGlob(reference.tag)) }
  const problems = [...lists.problems]

  // The time of creation stands in the image, so that order needs every matching image before the cut.
  const byTime = input.order === 'created'
  const first: StrategyInput = byTime ? { ...wanted, order: 'name', take: undefined } : wanted
  // A pattern of our own needs no watching, and must not fail on a busy machine.
  const selection =
    input.filter === undefined
      ? selectTags(found, first)
      : withinTime(SELECT_MS + SELECT_TAG_MS * found.length, () => selectTags(found, first))
  if (!selection?.ok) {
    const detail = selection?.detail ?? 'it takes too long'
    const bad: StrategyProblem = { code: 'bad-filter', text: input.filter ?? '', detail }
    return { ...empty(input, [...problems, bad], repository), from: side.from }
  }
  const { maxTags } = runtime.config
  const shown = selection.tags.slice(-(input.take ? maxTags : Math.min(maxTags, TAGS_UNASKED)))
  if (shown.length < selection.tags.length) {
    problems.push({ code: 'too-many-tags', found: selection.tags.length, shown: shown.length })
  }
  if (found.length === 0 && problems.length === 0) problems.push({ code: 'no-tags' })
  if (found.length > 0 && shown.length === 0) problems.push({ code: 'nothing-matches', found: found.length })

  const platform = parsePlatform(question.platform)
  const tags = await Promise.all(
    shown.map((entry) => readTag(entry, { runtime, repository, sources: lists.answers, platform, signal })),
  )
  return {
    input,
    repository,
    tags: byTime ? takeTags(byCreation(tags), input.take) : tags,
    tagsFound: found.length,
    problems,
    from: side.from,
  }
}

type Side =
  | { readonly ok: true; readonly standIn: ImageSource | undefined; readonly from?: SeriesFacts['from'] }
  | { readonly ok: false; readonly problem: StrategyProblem }

/** Where a series is read: where the question says, or from the snapshot that the series itself names. */
async function readSide(
  runtime: Runtime,
  { from }: StrategyInput,
  standIn: ImageSource | undefined,
  signal: AbortSignal,
): Promise<Side> {
  if (from === undefined) return { ok: true, standIn }
  try {
    const within = isSnapshot(standIn) ? standIn.beside(from) : undefined
    const source = within ?? (await runtime.snapshots.open(from, signal))
    const { name, createdAt } = source
    const ends = (await source.ends?.(signal)) ?? []
    return { ok: true, standIn: source, from: { name, createdAt, ends } }
  } catch (error) {
    const failure = failureIn(error)
    const isGone = failure.code === 'not-found'
    return {
      ok: false,
      problem: isGone ? { code: 'no-snapshot', name: from } : { code: 'source', source: 'snapshot', failure },
    }
  }
}

function empty(
  input: StrategyInput,
  problems: readonly StrategyProblem[],
  repository?: Repository,
): SeriesFacts {
  return { input, repository, tags: [], tagsFound: 0, problems }
}

/** A tag in the typed reference stands for a filter that matches it alone. */
function escapeGlob(tag: string): string {
  return `/^${tag.replace(/[.+]/g, '\\$&')}$/`
}

interface ListAnswer {
  readonly source: ImageSource
  readonly entries: readonly TagEntry[]
}

/** The sources that know a repository, with their tags, and what went wrong with the others. */
export async function readLists(
  runtime: Runtime,
  repository: Repository,
  standIn: ImageSource | undefined,
  signal: AbortSignal,
) {
  if (standIn) return settleLists([listOf(runtime, standIn, repository, signal)])
  const daemon = await runtime.daemon(signal)
  const local = daemon.ok ? await listOf(runtime, daemon.source, repository, signal) : undefined
  // A name that this host never pulled or pushed is private to it: Docker Hub is not asked for it.
  const builtHere =
    local?.ok && local.entries.length > 0 && !local.entries.some(({ inRegistry }) => inRegistry)
  const named = await runtime.namedHosts(signal)
  const privateName = builtHere && !named.configured.has(repository.host) && repository.host === 'docker.io'
  const remote = privateName ? undefined : await remoteList(runtime, repository, signal)
  return settleLists([local, remote].filter((list) => list !== undefined))
}

type List =
  | ({ readonly ok: true } & ListAnswer)
  | { readonly ok: false; readonly kind: ImageSource['kind']; readonly failure: SourceFailure }

async function settleLists(lists: readonly (List | Promise<List>)[]) {
  const settled = await Promise.all(lists)
  const answers = settled.flatMap((list): ListAnswer[] => (list.ok ? [list] : []))
  const problems = settled.flatMap((list): StrategyProblem[] => {
    if (list.ok) return []
    // Unknown to one source is no problem while another knows it.
    if (list.failure.code === 'not-found' && answers.length > 0) return []
    return [{ code: 'source', source: list.kind, failure: list.failure }]
  })
  const worth = problems.filter(
    (problem) =>
      problem.code !== 'source' || problem.failure.code !== 'not-found' || problem.source !== 'daemon',
  )
  return { answers, problems: worth }
}

async function remoteList(runtime: Runtime, repository: Repository, signal: AbortSignal): Promise<List> {
  try {
    return await listOf(runtime, await runtime.registry(repository.host, signal), repository, signal)
  } catch (error) {
    return { ok: false, kind: 'registry', failure: failureIn(error) }
  }
}

async function listOf(
  runtime: Runtime,
  source: ImageSource,
  repository: Repository,
  signal: AbortSignal,
): Promise<List> {
  const key = `${source.kind} ${source.name} ${formatRepository(repository)}`
  const ask = (shared: AbortSignal) => source.tags(repository, shared)
  try {
    return {
      ok: true,
      source,
      // A snapshot answers at once; what is kept under its name could be that of a file that has changed since.
      entries: await (isSnapshot(source) ? ask(signal) : runtime.tagLists.get(key, signal, ask)),
    }
  } catch (error) {
    return { ok: false, kind: source.kind, failure: failureIn(error) }
  }
}

type Found = TagEntry & { readonly in: ReadonlySet<ImageSource> }

function mergeLists(lists: readonly ListAnswer[]): readonly Found[] {
  const tags = new Map<string, TagEntry & { readonly in: Set<ImageSource> }>()
  for (const { source, entries } of lists) {
    for (const entry of entries) {
      const known = tags.get(entry.tag)
      if (known) known.in.add(source)
      else tags.set(entry.tag, { ...entry, in: new Set([source]) })
    }
  }
  return [...tags.values()]
}

interface TagPlace {
  readonly runtime: Runtime
  readonly repository: Repository
  readonly sources: readonly ListAnswer[]
  readonly platform: ReturnType<typeof parsePlatform>
  readonly signal: AbortSignal
}

async function readTag(entry: Found, { runtime, repository, platform, signal }: TagPlace): Promise<TagFacts> {
  const reference = { ...repository, tag: entry.tag }
  const facts: Partial<Record<ImageSource['kind'], ImageFacts>> = {}
  const failures: SourceFailure[] = []
  await Promise.all(
    [...entry.in].map(async (source) => {
      const key = `${source.kind} ${source.name} ${formatReference(reference)} ${JSON.stringify(platform ?? null)}`
      const ask = (shared: AbortSignal) => source.image({ reference, platform }, shared)
      try {
        facts[source.kind] = await (isSnapshot(source) ? ask(signal) : runtime.images.get(key, signal, ask))
      } catch (error) {
        failures.push(failureIn(error))
      }
    }),
  )
  return { tag: entry.tag, ...facts, moved: entry.moved, failures }
}

function byCreation(tags: readonly TagFacts[]): readonly TagFacts[] {
  const timed = tags.map((facts) => ({
    tag: facts.tag,
    created: (facts.daemon ?? facts.registry ?? facts.snapshot ?? facts.archive)?.created,
    facts,
  }))
  return orderTags(timed, 'created').map(({ facts }) => facts)
}
