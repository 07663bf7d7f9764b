import 'server-only'
import type { SeriesFacts } from '../analysis/compare/facts'
import { imageOfTag, type TagImage } from '../analysis/compare/tag-image'
import type { CompareInput } from '../analysis/question'
import type { LayerIndex } from '../layerfs/entry'
import type { ImageFacts } from '../oci/facts'
import { formatRepository, type Reference } from '../oci/reference'
import { type ImageSource, SourceError } from '../sources/source'
import { resolveSource } from './resolve-source'
import { type DaemonState, type Runtime, runtime } from './runtime'
import { readSeries } from './series'
import { markTold } from './unions'

/** Which image of a tag is meant, beside its reference. */
export type TagQuestion = Pick<CompareInput, 'platform' | 'source'>

/** One tag as its sources describe it, and where it can be read further. */
export interface TagRead {
  readonly run: Runtime
  readonly daemon: DaemonState
  /** The archive or sample that answers in place of daemon and registries. */
  readonly standIn: ImageSource | undefined
  readonly question: CompareInput
  readonly reference: Reference & { readonly tag: string }
  readonly series: SeriesFacts
  /** Absent when no source has the tag. */
  readonly found?: TagImage | undefined
}

/** Reads one tag from wherever it is: the daemon, its registry, the sample. Never throws `SourceError`. */
export async function readTag(
  reference: Reference,
  { platform, source }: TagQuestion,
  signal: AbortSignal,
): Promise<TagRead> {
  const run = runtime()
  const daemon = await run.daemon(signal)
  const tag = reference.tag ?? 'latest'
  const strategy = { reference: `${formatRepository(reference)}:${tag}` }
  const question: CompareInput = {
    strategies: [strategy],
    basis: 'transfer',
    rule: 'auto',
    cache: 'none',
    platform,
    source,
  }
  const standIn = await resolveSource(run, question, daemon, signal)
  const series = await readSeries(run, strategy, question, standIn, signal)
  const [facts] = series.tags
  return {
    run,
    daemon,
    standIn,
    question,
    reference: { ...reference, tag },
    series,
    found: facts && imageOfTag(facts),
  }
}

/** A tag's image. @throws SourceError when no source has it */
export function imageIn({ found, series, reference }: TagRead): ImageFacts {
  if (found?.image) return found.image
  const [failure] = [
    ...(found?.facts.failures ?? []),
    ...series.problems.flatMap((problem) => (problem.code === 'source' ? [problem.failure] : [])),
  ]
  throw new SourceError(
    failure ?? { code: 'not-found', at: formatRepository(reference), what: reference.tag },
  )
}

/** The sources that hold the very image that is shown, nearest first, each with its own facts of it. */
export async function holdersOf(
  { run, daemon, standIn, found, reference }: TagRead,
  signal: AbortSignal,
): Promise<readonly { readonly source: ImageSource; readonly image: ImageFacts }[]> {
  if (!found) return []
  const { facts, moved } = found
  if (standIn) {
    const image = facts[standIn.kind]
    return image ? [{ source: standIn, image }] : []
  }
  const local = facts.daemon && daemon.ok && !moved ? [{ source: daemon.source, image: facts.daemon }] : []
  if (!facts.registry) return local
  return [...local, { source: await run.registry(reference.host, signal), image: facts.registry }]
}

/** The files of an image's layers, base first; undefined where they have not been read. */
export function filesOf(
  { run }: TagRead,
  image: ImageFacts,
  holders: readonly { readonly source: ImageSource }[],
): Promise<readonly (LayerIndex | undefined)[]> {
  const readBefore = (diffId: ImageFacts['layers'][number]['diffId']) => {
    for (const { source } of holders) {
      const files = source.files?.(diffId)
      if (files) {
        markTold(files)
        return files
      }
    }
    return undefined
  }
  return Promise.all(
    image.layers.map(async ({ diffId }) => readBefore(diffId) ?? (await run.files.get(diffId))),
  )
}
