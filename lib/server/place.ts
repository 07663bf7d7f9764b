import 'server-only'
import { numberCell, unknown } from '../analysis/cell'
import { compareReport } from '../analysis/compare/report'
import { imageOfTag } from '../analysis/compare/tag-image'
import type { GrownReport, PlaceReport, PlaceTag } from '../analysis/place-report'
import type { CompareInput } from '../analysis/question'
import { classify } from '../analysis/series/classify'
import type { ImageInput } from '../link/tag-state'
import { sharedDepth } from '../oci/chain'
import type { DiffId } from '../oci/digest'
import type { ImageFacts } from '../oci/facts'
import { formatRepository } from '../oci/reference'
import { filesStateOf } from './chain'
import { asTyped, namesHub } from './hub-names'
import { answeredBy } from './resolve-source'
import { readLists, readSeries } from './series'
import { filesKnown, filesOf, holdersOf, imageIn, isKnown, readTag, type TagFiles, type TagRead } from './tag'
import { inTurn } from './turns'

/** Releases of the series that are told of, the tag in the middle. */
const MOST_TAGS = 200

/** Where a tag stands in its series, and what it is next to the tag before. @throws SourceError when it is nowhere */
export async function readPlace(input: ImageInput, signal: AbortSignal): Promise<PlaceReport> {
  const read = await readTag(input, signal)
  const own = await filesOf(read, signal)
  const series = await readOwnSeries(read, signal)
  const { tag } = read.reference
  const found = series.tags.findIndex((facts) => facts.tag === tag || facts.aliases?.includes(tag))
  const from = Math.max(0, Math.min(found - MOST_TAGS / 2, series.tags.length - MOST_TAGS))
  const near = series.tags.slice(from, from + MOST_TAGS)
  const at = found < 0 ? undefined : found - from
  const reads = near.map((facts): TagRead => {
    const reference = { ...read.reference, tag: facts.tag }
    return { ...read, reference, found: facts.tag === tag ? read.found : imageOfTag(facts) }
  })
  const asked = new Map<DiffId, Promise<boolean>>()
  const tags = reads.map((one, index) =>
    placeTag(one, { above: index < (at ?? 0) ? own.image : undefined, asked }, signal),
  )
  const before = found > 0 ? series.tags[found - 1] : undefined
  const other = before && imageOfTag(before)
  const previous =
    before && other?.image
      ? await filesOf({ ...read, found: other, reference: { ...read.reference, tag: before.tag } }, signal)
      : undefined
  return {
    tags: await Promise.all(tags),
    at,
    previous: previous && `${formatRepository(read.reference)}:${previous.reference.tag}`,
    growth: growthOf(),
    files: filesStateOf(own, ...(previous ? [previous] : [])),
    grown: previous || !before ? await grownOf(previous?.files ?? [], own, signal) : undefined,
  }

  function growthOf(): PlaceReport['growth'] {
    const why =
      found < 0
        ? ({ code: 'no-place' } as const)
        : before && !previous
          ? ({ code: 'previous-unread', data: { tag: before.tag } } as const)
          : ({ code: 'first-tag' } as const)
    const pair = series.tags.slice(found - 1, found + 1)
    const { offline, question } = read
    const facts = { at: '', source: answeredBy(offline), series: [{ ...series, tags: pair }], known: [] }
    const cells = previous && compareReport(question, facts).strategies[0]?.tags[1]?.cells
    const cellOf = (basis: 'transfer' | 'unpacked') => {
      return numberCell(cells?.[`growth:${basis}`]) ?? unknown('bytes', why)
    }
    return { transfer: cellOf('transfer'), unpacked: cellOf('unpacked') }
  }
}

/** The series of the tag's own variant, with pre-releases where it is one. Never throws `SourceError`. */
async function readOwnSeries(read: TagRead, signal: AbortSignal) {
  const { reference, question } = read
  const { host, repository } = reference
  const text = asTyped(read.run, { host, repository })
  const listed = await readLists(read, reference, signal, namesHub(text))
  const names = listed.tags.map(({ tag }) => tag)
  const all = await inTurn(names.length, () => classify(names))
  const parsed = all.find(({ tag }) => tag === reference.tag)
  const strategy: CompareInput['strategies'][number] = {
    reference: text,
    variant: parsed?.variant,
    ...(parsed?.pre && { preReleases: true }),
  }
  return readSeries(read, strategy, { ...question, strategies: [strategy] }, signal)
}

interface Beside {
  /** The image that may go on from where this release ends. */
  readonly above: ImageFacts | undefined
  readonly asked: Map<DiffId, Promise<boolean>>
}

async function placeTag(read: TagRead, { above, asked }: Beside, signal: AbortSignal): Promise<PlaceTag> {
  const { tag } = read.reference
  if (!read.found?.image) return { tag }
  const image = imageIn(read)
  const { length } = image.layers
  const ends = above && length > 0 && sharedDepth(above, image) === length ? length : undefined
  const holders = await holdersOf(read, signal)
  const files = await filesKnown({ ...read, image, holders }, asked)
  return { tag, ends, files: filesStateOf({ image, holders, files }) }
}

/** @param before  none for the first of a series: all of its files are new */
async function grownOf(
  before: TagFiles['files'],
  { files, run }: TagFiles,
  signal: AbortSignal,
): Promise<GrownReport | undefined> {
  if (!isKnown(before) || !isKnown(files)) return undefined
  return run.desk.ask('grown', [...before, ...files], { first: before.length }, signal)
}
