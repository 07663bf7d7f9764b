import 'server-only'
import { createHash } from 'node:crypto'
import type { TagFacts } from '../analysis/compare/facts'
import { imageOfTag } from '../analysis/compare/tag-image'
import type { StrategyInput } from '../analysis/question'
import { foldTags, type SeriesRow } from '../analysis/series/fold'
import type { ListReading } from '../analysis/series/read-list'
import { orderTags, takeTags } from '../analysis/series/select'
import type { ArtifactFacts } from '../oci/artifact'
import { formatRepository, type Repository } from '../oci/reference'
import { failureIn, type ImageSource, type TagEntry } from '../sources/source'
import type { Runtime } from './runtime'

/** A tag as the first source that lists it describes it, and all sources that list it. */
export type ListedTag = TagEntry & { readonly in: Set<ImageSource> }

export interface RowsQuery {
  readonly run: Runtime
  readonly repository: Repository
  /** The tags of the repository, by name. */
  readonly listed: ReadonlyMap<string, ListedTag>
  readonly input: StrategyInput
  /** The most rows that are shown. */
  readonly limit: number
  readonly read: (tag: ListedTag) => Promise<TagFacts>
  readonly signal: AbortSignal
}

export interface Rows {
  /** First to last release. */
  readonly tags: readonly TagFacts[]
  /** Rows that were asked for, and of these those that the limit leaves. */
  readonly asked: number
  readonly shown: number
  readonly channels: readonly string[]
  /** Tags that were found to be no images. */
  readonly artifacts: ReadonlyMap<string, ArtifactFacts>
}

/**
 * Reads the rows that a series shows: one an image, unless a person opened the fold. What a less precise name or a
 * channel points to is asked of the registry by HEAD; what a row points to is known once it is read. Two rows that
 * turn out to be one image, or no image, make room for others.
 */
export async function readRows(
  query: RowsQuery,
  { rows, imprecise, channels, codeNames, orderedBy }: ListReading,
): Promise<Rows> {
  const { input, limit, read, listed } = query
  // Where nothing has a place, what is there is shown by its time.
  const [placed, floating] = rows.length > 0 ? [rows, channels] : [channels, []]
  const byTime = orderedBy === 'created' || placed !== rows
  const fold = input.fold !== false
  const found = new Map<string, TagFacts>()
  const artifacts = new Map<string, ArtifactFacts>()
  const digests = fold
    ? await digestsOf(query, placed, [...imprecise, ...floating, ...codeNames])
    : new Map<string, string>()
  const imageOf = (tag: string) => {
    const facts = found.get(tag)
    return digests.get(tag) ?? (facts && digestIn(facts)) ?? ownDigest(listed.get(tag))
  }
  const rowsNow = (): { rows: readonly SeriesRow[]; channels: readonly string[] } => {
    const isImage = (tag: string) => !artifacts.has(tag)
    const [images, names] = [placed.filter(isImage), floating.filter(isImage)]
    if (fold) return foldTags(images, names, imageOf, codeNames)
    return { rows: images.map((tag) => ({ tag, aliases: [] })), channels: names }
  }
  // The time of creation is in the image, so that order needs every image before the cut.
  const askedOf = (all: readonly SeriesRow[]) => (byTime ? all : takeTags(all, input.take))
  const shownOf = (all: readonly SeriesRow[]) => askedOf(all).slice(-limit)
  let now = rowsNow()
  for (;;) {
    const unread = shownOf(now.rows).filter(({ tag }) => !found.has(tag))
    if (unread.length === 0 || found.size + unread.length > limit * MOST_READ) break
    // The newest first: where not all fit into one answer it is the oldest that are left out.
    const newestFirst = unread.toReversed().map(({ tag }) => read(listed.get(tag)!))
    for (const facts of (await Promise.all(newestFirst)).toReversed()) {
      found.set(facts.tag, facts)
      const artifact = artifactIn(facts)
      if (artifact) artifacts.set(facts.tag, artifact)
    }
    now = rowsNow()
  }
  const { rows: all, channels: apart } = now
  const tags = shownOf(all).flatMap(({ tag, aliases }) => {
    const facts = found.get(tag)
    return facts ? [aliases.length > 0 ? { ...facts, aliases } : facts] : []
  })
  const inOrder = byTime ? takeTags(byCreation(tags), input.take) : tags
  const asked = askedOf(all).length
  return { tags: inOrder, asked, shown: tags.length, channels: apart, artifacts }
}

/** So many times the rows that are shown are read at most, to find ones that are not the same image. */
const MOST_READ = 2
/** Names beside the rows that are asked for what they point to. */
const MOST_ASKED = 2000

/**
 * What names that may be other names point to, and the rows that they may be names of; nothing when there is no such
 * name. Where rows turn out to be one image (`1.2.3` and `v1.2.3`), rows beyond them are asked as well, until as many
 * images as are shown are known. A registry that does not say costs the fold, not the series.
 */
async function digestsOf(
  query: RowsQuery,
  rows: readonly string[],
  loose: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  if (loose.length === 0) return found
  const { take = 0 } = query.input
  const wanted = Math.min(Math.abs(take) || query.limit, query.limit)
  const beside = new Set(loose)
  const strict = rows.filter((tag) => !beside.has(tag))
  const asked = new Set<string>()
  for (let width = wanted + NEAR; ; width *= 2) {
    const near = take > 0 ? strict.slice(0, width) : strict.slice(-width)
    const names = [...near, ...loose.slice(-MOST_ASKED)].filter((tag) => asked.size < asked.add(tag).size)
    await askDigests(query, names, found)
    const images = new Set(near.map((tag) => found.get(tag) ?? tag)).size
    if (images > wanted || near.length === strict.length || width > MOST_ASKED) return found
  }
}

async function askDigests(
  { run, repository, listed, signal }: RowsQuery,
  names: readonly string[],
  found: Map<string, string>,
): Promise<void> {
  const sources = new Set(names.flatMap((name) => [...(listed.get(name)?.in ?? [])]))
  for (const source of sources) {
    if (!source.digests) continue
    const own = names.filter((name) => listed.get(name)?.in.has(source))
    const list = createHash('sha256').update(own.join(' ')).digest('hex')
    const key = `${source.name} ${formatRepository(repository)} ${list}`
    const ask = async (shared: AbortSignal) => (await source.digests?.(repository, own, shared)) ?? new Map()
    try {
      for (const [tag, digest] of await run.digests.get(key, signal, ask)) found.set(tag, digest)
    } catch (error) {
      failureIn(error)
    }
  }
}

/** Rows beyond those shown that a name at their edge may be a name of. */
const NEAR = 20

/** What a source's list says that a tag points to; not where a registry has it too, which counts in its own way. */
function ownDigest(listed: ListedTag | undefined): string | undefined {
  const isAsked = [...(listed?.in ?? [])].some(({ digests }) => digests !== undefined)
  return isAsked ? undefined : listed?.digest
}

function digestIn({ registry }: TagFacts): string | undefined {
  return registry?.indexDigest ?? registry?.manifestDigest
}

/** What a tag is that no source could read as an image, where one of them says. */
export function artifactIn(facts: TagFacts): ArtifactFacts | undefined {
  if (imageOfTag(facts).image) return undefined
  for (const failure of facts.failures) {
    if (failure.code === 'unsupported' && failure.artifact) return failure.artifact
  }
  return undefined
}

function byCreation(tags: readonly TagFacts[]): readonly TagFacts[] {
  const timed = tags.map((facts) => ({ tag: facts.tag, created: imageOfTag(facts).image?.created, facts }))
  return orderTags(timed, 'created').map(({ facts }) => facts)
}
