import 'server-only'
import type { CompareFacts, SeriesFacts } from '../../analysis/compare/facts'
import { imagesOf } from '../../analysis/compare/report'
import { sideOf } from '../../analysis/compare/sides'
import type { TagImage } from '../../analysis/compare/tag-image'
import { PLAN_HOST } from '../../analysis/planner/plan'
import type { CompareInput, StrategyInput } from '../../analysis/question'
import { namesOf } from '../../analysis/series/names'
import type { IndexedLayer } from '../../layerfs/entry'
import type { DiffId } from '../../oci/digest'
import type { ImageEnd, ImageFacts } from '../../oci/facts'
import type { SourceFailure } from '../../oci/failure'
import { formatReference, parseReference } from '../../oci/reference'
import { type Snapshot, type SnapshotPart, type SnapshotSource, writeSnapshot } from '../../sources/snapshot'
import { snapshotError } from '../../sources/snapshot/refusal'
import { SourceError } from '../../sources/source'
import { readFacts } from '../compare'
import { readPlace } from '../place'
import { isSnapshot, type Place } from '../resolve-source'
import type { Runtime } from '../runtime'

/** What is to be saved: a page's question, and what a person adds to it. */
export interface SaveQuestion {
  readonly input: CompareInput
  /** The strategies' names when absent. */
  readonly title?: string | undefined
  readonly notes?: string | undefined
  /** The page that is shown, and its query string. */
  readonly view?: { readonly path: string; readonly search: string } | undefined
  /** With the lists of files of the layers, where they were read. */
  readonly files?: boolean | undefined
}

/**
 * Everything that a page's figures are computed from as one document: opened elsewhere it gives the same cells.
 *
 * @returns its text, and what names a file of it
 * @throws SourceError where the whole question depends on one source's answer; `bad-snapshot` when the sources
 *   contradict each other, and when it would be larger than a snapshot may be
 */
export async function saveSnapshot(
  { input: asked, title, notes, view, files }: SaveQuestion,
  signal: AbortSignal,
) {
  const input = view?.path === '/tag' ? await withTagBefore(asked, signal) : asked
  // Whoever opens it may ask what the daemon held.
  const { question, facts, place } = await readFacts(input, signal, true)
  const { run, offline } = place
  const images = imagesOf(facts.series)
  const opened = isSnapshot(offline) ? offline : undefined
  const sides = [...new Set(facts.series.map(sideOf))].filter((side) => side !== '')
  const own = partOf(facts, images, '')
  const parts: Omit<Snapshot, 'format' | 'version'> = {
    ...own,
    title:
      title || opened?.title || titleOf(asked.strategies.length > 0 ? asked.strategies : question.strategies),
    notes: notes ?? opened?.notes ?? '',
    // What is saved again was read when it was saved first.
    createdAt: opened?.createdAt ?? facts.at,
    engine: facts.engine,
    readFrom: readFrom(own.images),
    view,
    strategies: question.strategies.map((strategy, position) =>
      savedStrategy(strategy, facts.series[position]),
    ),
    beside: await Promise.all(
      sides.map((side) => besideOf(run, opened, side, partOf(facts, images, side), signal)),
    ),
    files: files ? await filesOf(place, images.flat()) : undefined,
  }
  const text = writeSnapshot(parts)
  const limitBytes = run.config.snapshotMaxBytes
  if (Buffer.byteLength(text) > limitBytes)
    throw snapshotError(parts.title, { code: 'too-large', limitBytes })
  return { text, title: parts.title, createdAt: parts.createdAt }
}

/** A tag's page sets it against the tag before, where its link names no other. */
async function withTagBefore(input: CompareInput, signal: AbortSignal): Promise<CompareInput> {
  const { strategies, platform, source } = input
  const [only, ...more] = strategies
  const reference = only && parseReference(only.reference)
  if (!reference || more.length > 0) return input
  try {
    const { previous } = await readPlace({ reference, platform, source }, signal)
    return previous === undefined ? input : { ...input, strategies: [only, { reference: previous }] }
  } catch (error) {
    if (error instanceof SourceError) return input
    throw error
  }
}

type Part = Pick<SnapshotPart, 'images' | 'unread' | 'moved' | 'ends' | 'beyond'>

/** The tags of one side, each once, and the images of the host that may explain them. */
function partOf(facts: CompareFacts, images: readonly (readonly TagImage[])[], side: string): Part {
  const found = new Map<string, ImageFacts>()
  const unread = new Map<string, SourceFailure>()
  const moved = new Map<string, NonNullable<TagImage['moved']>>()
  let known: readonly ImageEnd[] = side === '' ? facts.known : []
  let beyond = side === '' ? facts.beyond : undefined
  for (const [position, series] of facts.series.entries()) {
    if (sideOf(series) !== side || !series.repository) continue
    known = series.from?.ends ?? known
    beyond = series.from?.beyond ?? beyond
    for (const tag of images[position] ?? []) {
      const reference = formatReference({ ...series.repository, tag: tag.facts.tag })
      // A planned series was never built: it is computed from the plan again.
      if (reference.startsWith(`${PLAN_HOST}/`)) continue
      const { image } = tag
      if (image) {
        for (const name of namesOf(tag.facts)) {
          const named = formatReference({ ...series.repository, tag: name })
          found.set(named, { ...image, reference: named })
        }
      } else unread.set(reference, savable(tag.facts.failures[0], reference))
      if (tag.moved) moved.set(reference, tag.moved)
    }
  }
  return {
    images: [...found.values()],
    unread: [...unread].map(([reference, failure]) => ({ reference, failure })),
    moved: [...moved].map(([reference, digests]) => ({ reference, ...digests })),
    ends: endsNear([...found.values()], known),
    beyond,
  }
}

function savable(failure: SourceFailure | undefined, what: string): SourceFailure {
  const known = failure?.code === 'bad-snapshot' ? undefined : failure
  return known ?? { code: 'not-found', at: parseReference(what)?.host ?? what, what }
}

/** Images of the host that have anything in common with these: the others change no figure, and stay private. */
function endsNear(images: readonly ImageFacts[], known: readonly ImageEnd[]): readonly ImageEnd[] {
  const digests = new Set<string>()
  for (const { layers } of images) {
    for (const { diffId, chainId, blob } of layers) {
      digests.add(diffId).add(chainId)
      if (blob) digests.add(blob.digest)
    }
  }
  return known.filter(
    ({ reference = '', chainId, layers = [] }) =>
      !reference.startsWith(`${PLAN_HOST}/`) &&
      (digests.has(chainId) ||
        layers.some((layer) => digests.has(layer.diffId) || digests.has(layer.blob?.digest ?? ''))),
  )
}

function readFrom(images: readonly ImageFacts[]): Snapshot['readFrom'] {
  const names = new Map(
    images.flatMap(({ origins }) => origins.map(({ kind, name }) => [`${kind} ${name}`, { kind, name }])),
  )
  return [...names.values()]
}

function titleOf(strategies: readonly StrategyInput[]): string {
  return strategies.map(({ name, reference }) => name || reference).join(' · ') || 'Strata'
}

/** In the file an earlier snapshot has the name of its side, without that of the snapshot it was found in. */
function savedStrategy({ from: _, ...strategy }: StrategyInput, series: SeriesFacts | undefined) {
  return series?.from ? { ...strategy, from: partName(series.from.name) } : strategy
}

function partName(side: string): string {
  return side.slice(side.indexOf('/') + 1)
}

async function besideOf(
  run: Runtime,
  opened: SnapshotSource | undefined,
  side: string,
  part: Part,
  signal: AbortSignal,
) {
  const name = partName(side)
  const source = opened?.beside(name) ?? (await run.snapshots.open(side, signal))
  const { title, createdAt, notes } = source
  const description = await source.describe(signal)
  const engine = description.kind === 'snapshot' ? description.engine : undefined
  return { name, title, createdAt, notes, engine, ...part }
}

/** The files of the layers that have been read. */
async function filesOf({ run, offline }: Place, tags: readonly TagImage[]): Promise<readonly IndexedLayer[]> {
  const wanted = new Set<DiffId>(tags.flatMap(({ image }) => image?.layers.map(({ diffId }) => diffId) ?? []))
  const found = [...wanted].map((diffId) => offline?.files?.(diffId) ?? run.files.get(diffId))
  return (await Promise.all(found)).filter((files) => files !== undefined)
}
