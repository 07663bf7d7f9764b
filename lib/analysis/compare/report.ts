import type { ImageFacts, Store } from '../../oci/facts'
import { formatReference, formatRepository } from '../../oci/reference'
import { exact, type NumberCell } from '../cell'
import { cellsOf, sizesOf } from '../measures'
import { accountingOf } from '../measures/local-size'
import type { SizedImage, TagContext } from '../measures/measure'
import { SERIES_MEASURES } from '../measures/series'
import { sumOfAll } from '../measures/stored'
import { notesOf } from '../notes'
import { type PullPlan, planFreshPull, planPull } from '../pull/plan'
import type { RuleId } from '../pull/rules'
import type { CompareInput } from '../question'
import type { CompareReport, SeriesCellId, StrategyReport, TagReport } from '../report'
import { alignRows } from '../series/align'
import { kindOf } from '../series/kind'
import { type StoragePoint, storageGrowth } from '../storage/growth'
import { baseLayersOf } from './base-layers'
import { type CacheBefore, walkCaches } from './cache-set'
import type { CompareFacts, SeriesFacts } from './facts'
import type { KnownImages } from './known'
import { LayerTable } from './layer-table'
import { distinctNames, shortNameOf } from './names'
import { paceOf, paceReport, updateOf } from './releases'
import { endsFor, knownBySide, sideOf } from './sides'
import { fillUnpacked, imageOfTag, type TagImage } from './tag-image'
import { type VerdictInput, verdictsOf } from './verdicts'

/**
 * Computes the whole comparison from facts: the one answer that the page, the API and the exports draw.
 * Pure; time grows with tags × layers.
 */
export function compareReport(input: CompareInput, facts: CompareFacts): CompareReport {
  const { rule, ruleFrom } = ruleOf(input.rule, facts.engine?.store)
  const series = imagesOf(facts.series)
  const knownOn = knownBySide(facts, series)
  const table = new LayerTable()
  const named = facts.series.map((one, position) => ({ ...one, colour: one.input.colour ?? position }))
  const names = distinctNames(named, ({ repository }) =>
    repository ? [shortNameOf(repository.repository)] : [],
  )
  const strategies = facts.series.map((one, position) =>
    strategyReport(one, {
      tags: series[position] ?? [],
      position,
      names,
      known: knownOn(one),
      ends: endsFor(facts, one),
      table,
      rule,
      input,
    }),
  )
  const rows = alignRows(strategies.map(({ tags }) => tags))
  const report = {
    at: facts.at,
    source: facts.source,
    snapshot: facts.snapshot,
    engine: facts.engine,
    guess: facts.guess,
    rule,
    ruleFrom,
    cache: input.cache,
    basis: input.basis,
    strategies,
    rows,
    layers: table.layers,
    verdicts: verdictsOf({
      strategies,
      rows,
      basis: input.basis,
      rule,
      over: overTags(series, strategies, rule),
    }),
  }
  return { ...report, notes: notesOf(report) }
}

/** Figures of series over some of their tags. */
function overTags(
  series: readonly (readonly TagImage[])[],
  strategies: readonly StrategyReport[],
  rule: RuleId,
): VerdictInput['over'] {
  return (position, id, tags) => {
    const measure = SERIES_MEASURES.find((one) => one.id === id)!
    const images = tags.flatMap((tag) => series[position]?.[tag]?.image ?? [])
    const cells = tags.flatMap((tag) => strategies[position]?.tags[tag]?.cells ?? [])
    return measure.of({ images, cells, missing: tags.length - images.length, rule })
  }
}

function ruleOf(
  asked: CompareInput['rule'],
  store: Store | undefined,
): Pick<CompareReport, 'rule' | 'ruleFrom'> {
  if (asked !== 'auto') return { rule: asked, ruleFrom: 'chosen' }
  return store === undefined ? { rule: 'classic', ruleFrom: 'default' } : { rule: store, ruleFrom: 'daemon' }
}

/** Joins what the sources reported, and lets every tag borrow what another of its side tells of the same content. */
export function imagesOf(series: readonly SeriesFacts[]): readonly (readonly TagImage[])[] {
  const joined = series.map((one) => ({ side: sideOf(one), tags: one.tags.map(imageOfTag) }))
  const filled = new Map<string, IterableIterator<TagImage>>()
  for (const side of new Set(joined.map((one) => one.side))) {
    const own = series.filter((one) => sideOf(one) === side)
    const daemonFacts = own.flatMap(({ tags }) => tags.flatMap(({ daemon }) => (daemon ? [daemon] : [])))
    const tags = joined.flatMap((one) => (one.side === side ? one.tags : []))
    filled.set(side, fillUnpacked(tags, daemonFacts).values())
  }
  return joined.map(({ side, tags }) => tags.map((tag) => filled.get(side)?.next().value ?? tag))
}

interface SeriesContext {
  readonly tags: readonly TagImage[]
  readonly position: number
  readonly names: readonly string[]
  readonly known: KnownImages
  readonly ends: CompareFacts['known']
  readonly table: LayerTable
  readonly rule: RuleId
  readonly input: CompareInput
}

function strategyReport(facts: SeriesFacts, context: SeriesContext): StrategyReport {
  const { tags, position, known, names } = context
  const own = facts.repository && formatRepository(facts.repository)
  const images = tags.flatMap(({ image }) => (image ? [image] : []))
  const readable = tags.flatMap(({ facts: { tag }, image }) => (image ? [{ tag, image }] : []))
  const kind = kindOf(readable, (chainId) => known.baseAt(chainId))
  const points = storageGrowth(images, Number.POSITIVE_INFINITY, context.rule)
  const reports = tagReports(facts, context, baseLayersOf(images, kind.sharedLayers, known, own), points)
  const cells = reports.flatMap((report) => (report.image ? [report.cells] : []))
  const series = {
    images,
    cells,
    missing: tags.length - images.length,
    rule: context.rule,
    stored: points.at(-1),
  }
  return {
    input: facts.input,
    repository: own,
    name: names[position] ?? facts.input.reference,
    colour: facts.input.colour ?? position,
    from: facts.from && { name: facts.from.name, createdAt: facts.from.createdAt },
    kind,
    reading: facts.reading,
    cells: Object.fromEntries(
      images.length === 0 ? [] : SERIES_MEASURES.map((measure) => [measure.id, measure.of(series)]),
    ) as Partial<Record<SeriesCellId, NumberCell>>,
    pace: images.length === 0 ? undefined : paceReport(images, points),
    tags: reports,
    tagsFound: facts.tagsFound,
    problems: facts.problems,
  }
}

function tagReports(
  facts: SeriesFacts,
  context: SeriesContext,
  baseLayers: number,
  points: readonly StoragePoint[],
): readonly TagReport[] {
  const { tags, input } = context
  const reports: TagReport[] = []
  const ends = new Map<string, string[]>()
  const layersPerRelease = paceOf(tags.flatMap(({ image }) => image ?? []))
  const places = { tags, baseLayers, known: context.ends }
  let previous: SizedImage | undefined
  let updatedFrom: ImageFacts | undefined
  const storedAfter = storing(points)
  walkCaches(places, input.cache, context.rule, (tag, cache) => {
    const { image } = tag
    const freshPull = image && planFreshPull(image)
    const own = image && freshPull && { image, freshPull, sizes: sizesOf(image, freshPull) }
    const series = { ends, layersPerRelease, previous, updatedFrom, stored: storedAfter(image) }
    reports.push(tagReport(facts, context, tag, cache, own, series))
    previous = own
    updatedFrom = image ?? updatedFrom
    const top = tag.image?.layers.at(-1)?.chainId
    if (top !== undefined) ends.set(top, [...(ends.get(top) ?? []), tag.facts.tag])
  })
  return reports
}

/**
 * Says of each tag in turn what a registry and a host store that hold it and all before it.
 * @param points  of the readable tags, none deleted
 */
function storing(points: readonly StoragePoint[]): (image: ImageFacts | undefined) => TagContext['stored'] {
  let [known, total] = [0, 0]
  return (image) => {
    total++
    if (image) known++
    const { registryBytes, hostBytes } = points[known - 1] ?? NOTHING_STORED
    const cellOf = (bytes: NumberCell) => sumOfAll(bytes, total - known, total)
    return { registry: cellOf(registryBytes), host: cellOf(hostBytes) }
  }
}

const NOTHING_STORED = { registryBytes: exact(0, 'bytes'), hostBytes: exact(0, 'bytes') }

/** Earlier tags that end within the first `depth` layers, in the order of their ends. */
function reusedTags(
  { layers }: ImageFacts,
  depth: number,
  ends: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const tags: string[] = []
  for (let index = 0; index < depth; index++) {
    const found = ends.get(layers[index]!.chainId)
    if (found) tags.push(...found)
  }
  return tags
}

interface InSeries {
  /** Earlier tags by the chainID at which they end. */
  readonly ends: ReadonlyMap<string, readonly string[]>
  readonly layersPerRelease: number | undefined
  readonly previous: SizedImage | undefined
  /** The readable tag before. */
  readonly updatedFrom: ImageFacts | undefined
  readonly stored: TagContext['stored']
}

interface PlannedImage extends SizedImage {
  /** Its pull by a host that holds nothing. */
  readonly freshPull: PullPlan
}

function tagReport(
  facts: SeriesFacts,
  context: SeriesContext,
  { facts: { tag, aliases, failures }, presentIn, moved }: TagImage,
  cache: CacheBefore,
  own: PlannedImage | undefined,
  series: InSeries,
): TagReport {
  const reference = facts.repository ? formatReference({ ...facts.repository, tag }) : tag
  if (!own) return { tag, aliases, reference, failures, cells: {} }
  const { image } = own
  const cachedPull = planPull(image, cache.host, context.rule)
  const repository = facts.repository && formatRepository(facts.repository)
  const reusedTop = image.layers[cachedPull.reusedDepth - 1]
  const cells = cellsOf({
    tag,
    ...own,
    rule: context.rule,
    previous: series.previous,
    cachedPull,
    reusedTags: reusedTags(image, cachedPull.reusedDepth, series.ends),
    reusedBase: reusedTop && context.known.baseAt(reusedTop.chainId, repository),
    stored: series.stored,
    layersPerRelease: series.layersPerRelease,
    missingFromCache: cache.missing,
  })
  return {
    tag,
    aliases,
    reference,
    image: imageReport(image, presentIn, context.table.add(image, sideOf(facts)), cachedPull),
    moved,
    failures,
    cells,
    update: series.updatedFrom && updateOf(image, series.updatedFrom, context.rule, context.input.basis),
  }
}

function imageReport(
  image: ImageFacts,
  presentIn: TagImage['presentIn'],
  layers: readonly number[],
  plan: PullPlan,
): TagReport['image'] {
  return {
    presentIn,
    configDigest: image.configDigest,
    manifestDigest: image.manifestDigest,
    imageId: image.imageId,
    created: image.created,
    platform: image.platform,
    otherPlatforms: image.otherPlatforms,
    alternatives: image.alternatives,
    readAt: image.origins.reduce((latest, { at }) => (at > latest ? at : latest), ''),
    stepsFrom: image.stepsFrom,
    historyLayers: image.historyLayers,
    ruler: accountingOf(image),
    layers,
    reused: plan.ways.map((way) => way === 'reuse' || way === 'content'),
  }
}
