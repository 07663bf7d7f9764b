import 'server-only'
import type { FilesProblem, ScanEvent } from '../analysis/chain-report'
import type { ImageInput } from '../link/tag-state'
import type { DiffId } from '../oci/digest'
import type { ImageFacts } from '../oci/facts'
import type { Reference } from '../oci/reference'
import { LayerError } from '../sources/layers/layer-error'
import { Shared } from '../sources/shared'
import { type ImageSource, type LayerOffer, type LayersQuery, SourceError } from '../sources/source'
import { changed } from './in-process.mjs'
import type { Runtime } from './runtime'
import { type Holder, holdersOf, imageIn, readTag, type TagRead } from './tag'

/** How often a viewer hears of progress. */
const PROGRESS_MS = 200

interface Progress {
  readBytes: number
  totalBytes: number | undefined
  layersDone: number
  layers: number
  readonly startedAt: number
}

const running = new Shared<readonly FilesProblem[]>()
const progresses = new Map<string, Progress>()
/** What went wrong last with an image's files, by the image's top; kept until they are read again. */
const failed = new Map<string, readonly FilesProblem[]>()

/**
 * Reads the files of the layers of tags that have not been read yet. Those who ask for the same share one reading,
 * and it goes on until it is done or the last of them has left.
 *
 * @throws SourceError when a tag is nowhere; the signal's reason
 */
export async function* scan(
  references: readonly Reference[],
  question: Omit<ImageInput, 'reference'>,
  signal: AbortSignal,
): AsyncGenerator<ScanEvent> {
  const reads = await Promise.all(references.map((reference) => readTag({ ...question, reference }, signal)))
  const images = reads.map(imageIn)
  const key = images.map(topOf).join(' ')
  const reading = running.get(key, signal, (shared) => read(key, reads, images, shared))
  let isOver = false
  const end = () => {
    isOver = true
  }
  const over = reading.then(end, end)
  while (!isOver) {
    const progress = progresses.get(key)
    if (progress) {
      const { startedAt, ...rest } = progress
      const waiting = (rest.readBytes === 0 && reads[0]?.run.indexer.waiting) || undefined
      yield { kind: 'progress', ...rest, elapsedMs: performance.now() - startedAt, waiting }
    }
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, PROGRESS_MS))])
  }
  yield { kind: 'done', problems: await reading }
}

/** What went wrong when an image's files were last read. */
export function lastProblems(image: ImageFacts): readonly FilesProblem[] {
  return failed.get(topOf(image)) ?? []
}

function topOf({ layers }: ImageFacts): string {
  return layers.at(-1)?.chainId ?? 'no layers'
}

async function read(
  key: string,
  reads: readonly TagRead[],
  images: readonly ImageFacts[],
  signal: AbortSignal,
): Promise<readonly FilesProblem[]> {
  const { run } = reads[0]!
  const holders = await Promise.all(reads.map((read) => holdersOf(read, signal)))
  const missing = await missingOf(run, images, holders.flat())
  const progress: Progress = {
    readBytes: 0,
    totalBytes: undefined,
    layersDone: 0,
    layers: missing.size,
    startedAt: performance.now(),
  }
  progresses.set(key, progress)
  const problems: FilesProblem[] = []
  try {
    const sources = plan(reads, holders, missing)
    for (const [source, queries] of sources) {
      if (missing.size === 0) break
      progress.totalBytes = progress.readBytes + (bytesOf(source, queries) ?? 0)
      await readFrom(run, source, queries, { missing, progress, problems, signal })
    }
    const explained = new Set(problems.map(({ diffId }) => diffId))
    // A source that broke off has given the reason for whatever is missing.
    if (!problems.some(({ of, diffId }) => of === 'source' && diffId === undefined)) {
      const why = sources.length > 0 ? neverCame : nowhere
      for (const diffId of missing) if (!explained.has(diffId)) problems.push(why(diffId))
    }
    for (const image of images) remember(image, missing, problems)
    return stillMissing(missing, problems)
  } finally {
    // Another reading may have begun while this one was given up.
    if (progresses.get(key) === progress) progresses.delete(key)
    changed()
  }
}

/** What speaks of layers that no source could give in the end. */
function stillMissing(
  missing: ReadonlySet<DiffId>,
  problems: readonly FilesProblem[],
): readonly FilesProblem[] {
  if (missing.size === 0) return []
  return problems.filter(({ diffId }) => diffId === undefined || missing.has(diffId as DiffId))
}

function remember(image: ImageFacts, missing: ReadonlySet<DiffId>, problems: readonly FilesProblem[]): void {
  const own = new Set(image.layers.flatMap(({ diffId }) => (missing.has(diffId) ? [diffId] : [])))
  if (own.size > 0) failed.set(topOf(image), stillMissing(own, problems))
  else failed.delete(topOf(image))
}

/** Distinct layers of images whose files have not been read, and no source has at hand. */
async function missingOf(
  run: Runtime,
  images: readonly ImageFacts[],
  holders: readonly Holder[],
): Promise<Set<DiffId>> {
  const all = new Set(images.flatMap(({ layers }) => layers.map(({ diffId }) => diffId)))
  const isKnown = async (diffId: DiffId) =>
    holders.some(({ source }) => source.files?.(diffId) !== undefined) || (await run.files.has(diffId))
  const known = await Promise.all([...all].map(async (diffId) => [diffId, await isKnown(diffId)] as const))
  return new Set(known.flatMap(([diffId, has]) => (has ? [] : [diffId])))
}

/** A registry gives single layers: it goes first when it need send far less than the engine, which gives all. */
const FAR_LESS = 0.25

/** The sources to ask, in order, each with the images that it holds. */
function plan(
  reads: readonly TagRead[],
  holders: readonly (readonly Holder[])[],
  missing: ReadonlySet<DiffId>,
): readonly (readonly [ImageSource, readonly LayersQuery[]])[] {
  const bySource = new Map<ImageSource, LayersQuery[]>()
  for (const [index, { reference }] of reads.entries()) {
    for (const { source, image } of holders[index] ?? []) {
      if (!source.layers) continue
      const query = { reference, image, wanted: missing }
      bySource.set(source, [...(bySource.get(source) ?? []), query])
    }
  }
  const sources = [...bySource].filter(([, queries]) =>
    queries.some(({ image }) => image.layers.some(({ diffId }) => missing.has(diffId))),
  )
  const cost = ([source, queries]: (typeof sources)[number]) =>
    (bytesOf(source, queries) ?? Number.POSITIVE_INFINITY) * (source.kind === 'registry' ? 1 / FAR_LESS : 1)
  return sources.sort((a, b) => cost(a) - cost(b))
}

/** Bytes that a source sends for these: blobs of a registry, whole images of an engine (their unpacked bytes, about). */
export function bytesOf(
  source: Pick<ImageSource, 'kind'>,
  queries: readonly Pick<LayersQuery, 'image' | 'wanted'>[],
): number | undefined {
  const sizes = new Map<string, number>()
  for (const { image, wanted } of queries) {
    for (const { diffId, blob, unpacked } of image.layers) {
      if (source.kind === 'registry' && !wanted.has(diffId)) continue
      const bytes = source.kind === 'registry' ? blob?.transferBytes : unpacked?.bytes
      if (bytes === undefined) return undefined
      sizes.set(diffId, bytes)
    }
  }
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
}

interface Reading {
  readonly missing: Set<DiffId>
  readonly progress: Progress
  readonly problems: FilesProblem[]
  readonly signal: AbortSignal
}

async function readFrom(
  run: Runtime,
  source: ImageSource,
  queries: readonly LayersQuery[],
  { missing, progress, problems, signal }: Reading,
): Promise<void> {
  const take = async ({ diffId, bytes, found }: LayerOffer) => {
    try {
      const onRead = (read: number) => {
        progress.readBytes += read
      }
      const layer = await run.indexer.index(bytes, onRead, signal, source.name)
      found?.(layer.diffId)
      if (diffId !== undefined && layer.diffId !== diffId) {
        const detail = `the content is ${layer.diffId}`
        throw new LayerError({ code: 'wrong-digest', detail })
      }
      await run.files.put(layer)
      if (missing.delete(layer.diffId)) progress.layersDone++
    } catch (error) {
      if (signal.aborted) throw signal.reason
      problems.push(problemOf(error, diffId))
    }
  }
  try {
    await source.layers?.(queries, take, signal)
  } catch (error) {
    if (signal.aborted) throw signal.reason
    problems.push(problemOf(error, undefined))
  }
}

function problemOf(error: unknown, diffId: string | undefined): FilesProblem {
  if (error instanceof SourceError) return { of: 'source', diffId, failure: error.failure }
  if (error instanceof LayerError) return { of: 'layer', diffId, problem: error.problem }
  throw error
}

function neverCame(diffId: DiffId): FilesProblem {
  return { of: 'layer', diffId, problem: { code: 'wrong-digest', detail: 'no layer that was read has it' } }
}

/** An archive that was uploaded keeps no layers: what was known of them may have gone from the disk since. */
function nowhere(diffId: DiffId): FilesProblem {
  return { of: 'source', diffId, failure: { code: 'not-found', at: 'layers', what: diffId } }
}
