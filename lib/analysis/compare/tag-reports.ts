import type { ImageFacts } from '../../oci/facts'
import { formatReference, formatRepository } from '../../oci/reference'
import { refusalsOf } from '../../oci/refusals'
import { exact, type NumberCell } from '../cell'
import { cellsOf, sizesOf } from '../measures'
import { accountingOf } from '../measures/local-size'
import type { SizedImage, TagContext, TagRange } from '../measures/measure'
import { sumOfAll } from '../measures/stored'
import { type AskedHost, hostThatPulledOnly } from '../pull/host'
import { fetchedByLayer, type PullPlan, planFreshPull, planPull } from '../pull/plan'
import type { RuleId } from '../pull/rules'
import type { CompareInput } from '../question'
import type { TagReport } from '../report'
import { publishing, type StoredPoint } from '../storage/growth'
import { type CacheBefore, walkCaches } from './cache-set'
import type { CompareFacts, SeriesFacts } from './facts'
import type { KnownImages } from './known'
import type { LayerTable } from './layer-table'
import { paceOf, updateOf } from './releases'
import { sideOf } from './sides'
import type { TagImage } from './tag-image'

/** A series in the comparison that it is part of. */
export interface SeriesContext {
  readonly tags: readonly TagImage[]
  readonly position: number
  readonly names: readonly string[]
  readonly known: KnownImages
  readonly ends: CompareFacts['known']
  readonly beyond: CompareFacts['beyond']
  readonly table: LayerTable
  readonly rule: RuleId
  readonly input: CompareInput
}

/**
 * The tags of a series with their figures, first to last.
 * @param baseLayers  how many layers the base of each tag has, from the bottom
 * @returns           the tags, and what is stored after each readable one, none deleted
 */
export function tagReports(
  facts: SeriesFacts,
  context: SeriesContext,
  baseLayers: readonly number[],
): { readonly reports: readonly TagReport[]; readonly points: readonly StoredPoint[] } {
  const { tags, input } = context
  const reports: TagReport[] = []
  const ends = new Map<string, TagRange>()
  const layersPerRelease = paceOf(tags.flatMap(({ image }) => image ?? []))
  const places = { tags, baseLayers, known: context.ends, beyond: context.beyond }
  let previous: SizedImage | undefined
  let updatedFrom: AskedHost | undefined
  const publish = publishing(Number.POSITIVE_INFINITY, context.rule)
  const points: StoredPoint[] = []
  walkCaches(places, input.cache, context.rule, (tag, cache) => {
    const { image } = tag
    const freshPull = image && planFreshPull(image)
    const own = image && freshPull && { image, freshPull, sizes: sizesOf(image, freshPull) }
    if (image) points.push(publish(image))
    const stored = storedAfter(points, reports.length + 1)
    const series = { ends, layersPerRelease, previous, updatedFrom, stored }
    reports.push(tagReport(facts, context, tag, cache, own, series))
    previous = own
    if (image) updatedFrom = hostThatPulledOnly(image, context.rule)
    const top = tag.image?.layers.at(-1)?.chainId
    if (top !== undefined)
      ends.set(top, { first: ends.get(top)?.first ?? tag.facts.tag, last: tag.facts.tag })
  })
  return { reports, points }
}

/** What a registry and a host store. @param points  of the readable ones of `tags` tags */
function storedAfter(points: readonly StoredPoint[], tags: number): TagContext['stored'] {
  const { registryBytes, hostTotal } = points.at(-1) ?? NOTHING_STORED
  const cellOf = (bytes: NumberCell) => sumOfAll(bytes, tags - points.length, tags)
  return { registry: cellOf(registryBytes), host: cellOf(hostTotal) }
}

const NOTHING_STORED = { registryBytes: exact(0, 'bytes'), hostTotal: exact(0, 'bytes') }

/** Earlier tags that end within the first `depth` layers, in the order of their ends. */
function reusedTags({ layers }: ImageFacts, depth: number, ends: InSeries['ends']): TagContext['reusedTags'] {
  let tags: TagContext['reusedTags']
  for (let index = 0; index < depth; index++) {
    const found = ends.get(layers[index]!.chainId)
    if (found) tags = { first: tags?.first ?? found.first, last: found.last }
  }
  return tags
}

interface InSeries {
  /** Earlier tags by the chainID at which they end. */
  readonly ends: ReadonlyMap<string, TagRange>
  readonly layersPerRelease: number | undefined
  readonly previous: SizedImage | undefined
  /** That pulled the readable tag before and no other. */
  readonly updatedFrom: AskedHost | undefined
  readonly stored: TagContext['stored']
}

interface PlannedImage extends SizedImage {
  /** Its pull by a host that holds nothing. */
  readonly freshPull: PullPlan
}

function tagReport(
  facts: SeriesFacts,
  context: SeriesContext,
  { facts: { tag, aliases, failures }, presentIn, moved, otherEntry }: TagImage,
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
    orLess: cache.orLess(cachedPull.fetched),
  })
  return {
    tag,
    aliases,
    reference,
    image: imageReport(image, presentIn, context.table.add(image, sideOf(facts)), cachedPull),
    moved,
    otherEntry,
    failures,
    cells,
    update: series.updatedFrom && updateOf(image, series.updatedFrom, context.rule, context.input.basis),
  }
}

function partsOf({ layers }: ImageFacts, plan: PullPlan): readonly (number | null)[] | undefined {
  const fetched = fetchedByLayer(plan)
  if (!fetched.some((layer, at) => layer && layer !== layers[at])) return undefined
  return fetched.map((layer) => layer?.blob?.transferBytes ?? null)
}

function imageReport(
  image: ImageFacts,
  presentIn: TagImage['presentIn'],
  layers: readonly number[],
  plan: PullPlan,
): TagReport['image'] {
  const refusals = refusalsOf(image)
  return {
    presentIn,
    configDigest: image.configDigest,
    manifestDigest: image.manifestDigest,
    imageId: image.imageId,
    created: image.created,
    platform: image.platform,
    otherPlatforms: image.otherPlatforms,
    alternatives: image.alternatives,
    ...(refusals.length > 0 && { refusals }),
    readAt: image.origins.reduce((latest, { at }) => (at > latest ? at : latest), ''),
    stepsFrom: image.stepsFrom,
    historyLayers: image.historyLayers,
    ruler: accountingOf(image),
    layers,
    reused: plan.ways.map((way) => way === 'reuse' || way === 'content'),
    fetchedBytes: partsOf(image, plan),
  }
}
