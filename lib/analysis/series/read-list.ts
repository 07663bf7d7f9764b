import type { ArtifactKind } from '../../oci/artifact'
import type { StrategyInput, TagOrder } from '../question'
import { classify } from './classify'
import { digits, ordered } from './digits'
import { byText, orderVersions, shortened } from './order'
import { isCodeName, type ParsedTag } from './parse'
import { parsePattern } from './pattern'
import type { SeriesReading } from './reading'
import { schemeOf } from './scheme'
import { parseFilter } from './select'

/** What a repository's list of tags is taken for, from their names alone. */
export interface ListReading
  extends Pick<SeriesReading, 'scheme' | 'evidence' | 'orderedBy' | 'variant' | 'variants' | 'preReleases'> {
  /**
   * Names with a place in the order, first to last release: of the variant shown, filtered, pre-releases only where
   * shown. Less precise names (`1.27` beside `1.27.3`) are in it, behind the newest release that they may name.
   */
  readonly rows: readonly string[]
  /** Of `rows`: those that may be another name of a more precise row. */
  readonly imprecise: readonly string[]
  /** Names without a place: `latest`, `stable`, `noble` (of the variant shown: `alpine` is a channel of the variant alpine). */
  readonly channels: readonly string[]
  /** The newest tag of each variant. */
  readonly newest: ReadonlyMap<string, string>
  /** Dated code names (`jammy-20221130`) that are series of their own, and may be other names of rows. */
  readonly codeNames: readonly string[]
  /** Entries that are no images, by their names, of the whole list: cosign's and the fallback tags of referrers. */
  readonly artifacts: readonly {
    readonly tag: string
    readonly kind: ArtifactKind
    readonly subject: string
  }[]
}

export type ListResult =
  | { readonly ok: true; readonly reading: ListReading }
  | { readonly ok: false; readonly detail: string }

export const ALL_VARIANTS = '*'
/** A hostile list may hold a variant a tag; `*` shows the rest. */
const MAX_VARIANTS = 200
const EXAMPLES = 3

/**
 * Reads a repository's tags as a series: scheme, variant and order follow from the whole list, or from what a person says.
 * Fails, with the reason, for a filter or an order that is no usable pattern.
 */
export function readList(tags: readonly string[], input: StrategyInput): ListResult {
  const filter = parseFilter(input.filter)
  const order = orderOf(input.order)
  if (!filter.ok) return filter
  if (!order.ok) return order
  const all = classify(tags)
  const images = all.filter(({ artifact }) => !artifact)
  const { scheme, fits } = schemeOf(images)
  const kept = images.filter(({ tag }) => filter.matches(tag))
  const { variant, joined } = variantOf(images, kept, input.variant)
  const inVariant = (tag: ParsedTag) => variant === ALL_VARIANTS || tag.variant === variant
  const shown = kept.filter(inVariant)

  // A name takes a place by its number, as a commit hash in a series of these, or where there are only names.
  const hashes =
    scheme === 'hash' ||
    (variant !== ALL_VARIANTS &&
      shown.some(({ hash }) => hash) &&
      shown.every(({ parts }) => parts.length === 0))
  const placed = ({ tag, parts, hash, channel }: ParsedTag) =>
    parts.length > 0 ||
    (hash && hashes) ||
    (scheme === 'names' && !channel) ||
    order.groups?.(tag) !== undefined
  const series = shown.filter(placed)
  const releases = series.filter(({ pre }) => !pre)
  const channels = [
    ...shown.filter((tag) => !placed(tag)),
    ...kept.filter((tag) => joined && tag.variant === ''),
  ]
  const withPre = input.preReleases ?? releases.length === 0
  const rows = withPre || releases.length + channels.length === 0 ? series : releases
  const { rows: ordered, imprecise } = orderVersions(rows)
  const sorted = order.sort(ordered)
  const good = sorted.filter((tag) => fits(tag) && !imprecise.has(tag))
  const fit = images.filter(fits)
  const examples =
    good.length > 0 ? good.slice(-EXAMPLES) : fit.toSorted((a, b) => byText(a.tag, b.tag)).slice(-EXAMPLES)
  const byTime = hashes || (rows.length === 0 && channels.length > 0)
  const artifacts = all.flatMap(({ tag, artifact }) => (artifact ? { tag, ...artifact } : []))
  // A filter that names nothing else asks for these.
  const asked =
    input.filter?.trim() && kept.length === 0 ? artifacts.filter(({ tag }) => filter.matches(tag)) : []
  return {
    ok: true,
    reading: {
      scheme,
      evidence: { fits: fit.length, of: images.length, examples: examples.map(nameOf) },
      orderedBy: order.by ?? (byTime ? 'created' : scheme === 'names' ? 'name' : 'version'),
      variant,
      variants: countVariants(images),
      newest: newestOf(images),
      preReleases: {
        tags: images.filter((tag) => tag.pre && inVariant(tag)).length,
        shown: rows === series && (input.preReleases === true || series.length > releases.length),
      },
      rows: sorted.map(nameOf),
      imprecise: sorted.filter((tag) => imprecise.has(tag)).map(nameOf),
      channels: [...channels, ...asked].map(nameOf).sort(byText),
      codeNames: images
        .filter((tag) => !inVariant(tag) && isCodeName(tag))
        .map(nameOf)
        .sort(byText),
      artifacts: artifacts.sort((a, b) => byText(a.tag, b.tag)),
    },
  }
}

const nameOf = ({ tag }: { readonly tag: string }) => tag

type Order =
  | { readonly ok: false; readonly detail: string }
  | {
      readonly ok: true
      readonly by?: SeriesReading['orderedBy']
      readonly groups?: (tag: string) => readonly string[] | undefined
      readonly sort: (tags: readonly ParsedTag[]) => readonly ParsedTag[]
    }

function orderOf(order: TagOrder = 'version'): Order {
  const byName = (tags: readonly ParsedTag[]) => tags.toSorted((a, b) => byText(a.tag, b.tag))
  if (order === 'version') return { ok: true, sort: (tags) => tags }
  // The time of creation is in the image: the caller sorts by it, and equal times stay in the order of versions.
  if (order === 'created') return { ok: true, by: 'created', sort: (tags) => tags }
  if (order === 'name') return { ok: true, by: 'name', sort: byName }
  const read = parsePattern(order)
  if (!read.ok) return read
  const groups = (tag: string) => read.pattern.exec(tag)?.slice(1)
  const sort = (tags: readonly ParsedTag[]) =>
    tags
      .map((entry) => ({ entry, key: groups(entry.tag)?.map(groupKey).join('') }))
      .sort((a, b) => byMatch(a.key, b.key) || byText(a.entry.tag, b.entry.tag))
      .map(({ entry }) => entry)
  return { ok: true, by: 'groups', groups, sort }
}

/** Names that do not match come first. */
const byMatch = (a: string | undefined, b: string | undefined) =>
  a === undefined || b === undefined ? Number(a !== undefined) - Number(b !== undefined) : byText(a, b)

/** What orders by one group: first one that took no part, then numbers, then text. */
function groupKey(group = ''): string {
  if (group === '') return '0'
  return /^\d+$/.test(group) ? `1${ordered(digits(group))}` : `2${group}\0`
}

/**
 * The variant that is shown: a person's where the filter leaves any of it, else the plain one, else the largest. Plain names
 * of which most only shorten other variants' (`17` beside `17.0.9_9-jdk`) are no series: they are `joined` to the largest.
 */
function variantOf(
  images: readonly ParsedTag[],
  kept: readonly ParsedTag[],
  wanted: string | undefined,
): { readonly variant: string; readonly joined: boolean } {
  const numbered = images.filter(isPlaced)
  const own = numbered.filter((tag) => tag.variant === '')
  const less = shortened(own, own)
  const plain = own.filter((tag) => !less.has(tag))
  const others = numbered.filter((tag) => tag.variant !== '')
  const isSeries = plain.length > 0 && shortened(plain, others, true).size * 2 <= plain.length
  const largestOf = (tags: readonly ParsedTag[]) =>
    countVariants(tags).find(({ name }) => name !== '')?.name ?? ''
  const placed = kept.filter(isPlaced)
  const names = placed.length > 0 ? placed : kept
  const isPlain = names.some(({ variant }) => variant === '') && (isSeries || placed.length === 0)
  const known = wanted === ALL_VARIANTS || kept.some(({ variant }) => variant === wanted)
  const variant = known ? wanted! : isPlain ? '' : largestOf(names)
  return { variant, joined: !isSeries && variant !== '' && variant === largestOf(numbered) }
}

function newestOf(tags: readonly ParsedTag[]): ReadonlyMap<string, string> {
  const newest = new Map<string, ParsedTag>()
  for (const tag of tags) {
    const other = newest.get(tag.variant)
    if (!other || (byText(other.key, tag.key) || byText(other.tag, tag.tag)) < 0) newest.set(tag.variant, tag)
  }
  return new Map([...newest].map(([variant, { tag }]) => [variant, tag]))
}

const isPlaced = ({ parts, hash }: ParsedTag) => parts.length > 0 || hash

function countVariants(tags: readonly ParsedTag[]): { name: string; tags: number }[] {
  const counts = new Map<string, number>()
  for (const { variant } of tags) counts.set(variant, (counts.get(variant) ?? 0) + 1)
  return [...counts]
    .map(([name, count]) => ({ name, tags: count }))
    .sort(
      (a, b) => Number(a.name !== '') - Number(b.name !== '') || b.tags - a.tags || byText(a.name, b.name),
    )
    .slice(0, MAX_VARIANTS)
}
