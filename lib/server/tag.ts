import 'server-only'
import type { SeriesFacts } from '../analysis/compare/facts'
import { imageOfTag, type TagImage } from '../analysis/compare/tag-image'
import type { CompareInput } from '../analysis/question'
import type { IndexedLayer } from '../layerfs/entry'
import type { ImageInput } from '../link/tag-state'
import { alikeDepth } from '../oci/alike'
import type { DiffId } from '../oci/digest'
import type { ImageFacts } from '../oci/facts'
import type { SourceFailure } from '../oci/failure'
import { formatRepository, type Reference } from '../oci/reference'
import { LayerError } from '../sources/layers/layer-error'
import { type ImageSource, SourceError } from '../sources/source'
import { asTyped } from './hub-names'
import { openPlace, type Place } from './resolve-source'
import { runtime } from './runtime'
import { readSeries, sourceFailures } from './series'
import { markReported } from './unions'

/** Entries of all layers of one image: about 60 bytes each. */
const MOST_ENTRIES = 4_000_000
const AT_A_TIME = 4

/** One tag as its sources describe it, and where it can be read further. */
export interface TagRead extends Place {
  readonly question: CompareInput
  readonly reference: Reference & { readonly tag: string }
  readonly series: SeriesFacts
  /** Absent when no source has the tag. */
  readonly found?: TagImage | undefined
}

/** Reads one tag from wherever it is: the daemon, its registry, the sample. Never throws `SourceError`. */
export async function readTag(
  { reference, platform, source }: ImageInput,
  signal: AbortSignal,
): Promise<TagRead> {
  const tag = reference.tag ?? 'latest'
  const { host, repository } = reference
  const strategy = { reference: asTyped(runtime(), { host, repository, tag }) }
  const question: CompareInput = {
    strategies: [strategy],
    basis: 'transfer',
    rule: 'auto',
    cache: 'none',
    platform,
    source,
  }
  const place = await openPlace(question, signal)
  const series = await withLengths(place, await readSeries(place, strategy, question, signal), signal)
  const [facts] = series.tags
  return { ...place, question, reference: { ...reference, tag }, series, found: facts && imageOfTag(facts) }
}

/**
 * A series of one tag whose registry says how long each blob is: manifests may have it wrong, and engines refuse that.
 * Of a whole series it would be a question for each layer of each tag.
 */
async function withLengths(
  { run, offline }: Place,
  series: SeriesFacts,
  signal: AbortSignal,
): Promise<SeriesFacts> {
  const { repository, tags } = series
  const [tag] = tags
  if (offline || !repository || !tag?.registry) return series
  const source = await run.registry(repository.host, signal)
  const registry = (await source.sized?.(repository, tag.registry, signal)) ?? tag.registry
  // What was read a moment ago is out of date.
  if (alikeDepth(tag.registry.layers, registry.layers) < registry.layers.length) run.images.clear()
  return { ...series, tags: [{ ...tag, registry }] }
}

/** A tag's image. @throws SourceError when no source has it */
export function imageIn(read: TagRead): ImageFacts {
  if (read.found?.image) return read.found.image
  throw new SourceError(failuresOf(read)[0]!)
}

/** Why a tag's image could not be read, at least one reason. */
export function failuresOf({ found, series, reference }: TagRead): readonly SourceFailure[] {
  const failures = [...(found?.facts.failures ?? []), ...sourceFailures(series)]
  if (failures.length > 0) return failures
  return [{ code: 'not-found', at: formatRepository(reference), what: reference.tag }]
}

/** A source that holds an image, with its own facts of it. */
export interface Holder {
  readonly source: ImageSource
  readonly image: ImageFacts
}

/** The sources that hold the very image that is shown, nearest first. */
export async function holdersOf(
  { run, daemon, offline, found, reference }: TagRead,
  signal: AbortSignal,
): Promise<readonly Holder[]> {
  if (!found) return []
  const { facts, moved } = found
  if (offline) {
    const image = facts[offline.kind]
    return image ? [{ source: offline, image }] : []
  }
  const local = facts.daemon && daemon.ok && !moved ? [{ source: daemon.source, image: facts.daemon }] : []
  if (!facts.registry) return local
  return [...local, { source: await run.registry(reference.host, signal), image: facts.registry }]
}

/** A tag with its image and the files of its layers. */
export interface TagFiles extends TagRead {
  readonly image: ImageFacts
  readonly holders: readonly Holder[]
  /** Base first; undefined where they have not been read. */
  readonly files: readonly (IndexedLayer | undefined)[]
}

export function isKnown(files: TagFiles['files']): files is readonly IndexedLayer[] {
  return files.every((index) => index !== undefined)
}

/** Reads a tag and what is known of its files. @throws SourceError when no source has it */
export async function readTagFiles(input: ImageInput, signal: AbortSignal): Promise<TagFiles> {
  return filesOf(await readTag(input, signal), signal)
}

/** What is known of the files of a tag that was read. @throws SourceError when no source has it */
export async function filesOf(read: TagRead, signal: AbortSignal): Promise<TagFiles> {
  const image = imageIn(read)
  const holders = await holdersOf(read, signal)
  const files = await listsOf(
    image.layers.map(({ diffId }) => diffId),
    async (diffId) => reportedFiles(holders, diffId) ?? read.run.files.get(diffId),
  )
  return { ...read, image, holders, files }
}

/**
 * The lists of files of layers, so many at a time.
 *
 * @param most  entries that they may have together
 * @throws LayerError `limit`: more are not held at one time
 */
export async function listsOf(
  diffIds: readonly DiffId[],
  get: (diffId: DiffId) => Promise<IndexedLayer | undefined>,
  most = MOST_ENTRIES,
): Promise<readonly (IndexedLayer | undefined)[]> {
  const found = new Map<DiffId, IndexedLayer | undefined>()
  const wanted = [...new Set(diffIds)]
  let entries = 0
  for (let at = 0; at < wanted.length; at += AT_A_TIME) {
    const some = wanted.slice(at, at + AT_A_TIME)
    const lists = await Promise.all(some.map(get))
    for (const [index, list] of lists.entries()) {
      found.set(some[index]!, list)
      entries += list?.entries.length ?? 0
    }
    if (entries > most) {
      const detail = `more than ${most} entries in all layers together`
      throw new LayerError({ code: 'limit', detail })
    }
  }
  return diffIds.map((diffId) => found.get(diffId))
}

/** The files of a layer, where an archive or a snapshot has them at hand or they have been read already. */
export async function filesAtHand(
  { run, offline }: Place,
  diffId: DiffId,
): Promise<IndexedLayer | undefined> {
  return reportedFiles(offline ? [{ source: offline }] : [], diffId) ?? run.files.get(diffId)
}

/**
 * Whether the files of each layer are at hand, base first.
 *
 * @param asked  what the disk has said of other images: those of a series share most of their layers
 */
export function filesKnown(
  { run, image, holders }: Omit<TagFiles, 'files'>,
  asked: Map<DiffId, Promise<boolean>>,
): Promise<readonly boolean[]> {
  const isOnDisk = (diffId: DiffId) => {
    const answer = asked.get(diffId) ?? run.files.has(diffId)
    asked.set(diffId, answer)
    return answer
  }
  return Promise.all(
    image.layers.map(({ diffId }) => reportedFiles(holders, diffId) !== undefined || isOnDisk(diffId)),
  )
}

function reportedFiles(holders: readonly Pick<Holder, 'source'>[], diffId: DiffId): IndexedLayer | undefined {
  const files = holders.map(({ source }) => source.files?.(diffId)).find((found) => found !== undefined)
  if (files) markReported(files)
  return files
}
