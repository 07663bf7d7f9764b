import { byText } from './order'
import { isCodeName, type ParsedTag, parseTag } from './parse'

export interface SeriesRow {
  readonly tag: string
  /** Other names of its image, the most precise first. */
  readonly aliases: readonly string[]
}

/**
 * Makes one row of the tags of one image, under the most precise name and at its place; the others are its aliases.
 * Most precise is what has most numeric parts, a release before a rebuild, a version before a dated code name. Releases
 * of different numbers stay rows of their own even where nothing had changed between them: to the second a host that
 * has the first downloads nothing. Names without a number then go to the newest.
 *
 * @param imageOf    what a tag points to; undefined where it is not known: such a tag folds with none
 * @param codeNames  names from other series: aliases of the row whose image they name, left out otherwise
 */
export function foldTags(
  rows: readonly string[],
  channels: readonly string[],
  imageOf: (tag: string) => string | undefined,
  codeNames: readonly string[] = [],
): { readonly rows: readonly SeriesRow[]; readonly channels: readonly string[] } {
  const groups = new Map<string, Placed[]>()
  const collect = (tags: readonly string[], whole: boolean) => {
    for (const [place, tag] of tags.entries()) {
      const image = imageOf(tag)
      const group = image === undefined ? undefined : groups.get(image)
      if (image === undefined || !(group || whole)) continue
      const entry = { ...parseTag(tag), place: whole ? place : -1 }
      if (group) group.push(entry)
      else groups.set(image, [entry])
    }
  }
  collect(rows, true)
  collect(channels, false)
  collect(codeNames, false)
  const aliases = new Map<string, string[]>()
  for (const group of groups.values()) {
    for (const [head, others] of headsOf(group.sort(byPrecision))) aliases.set(head.tag, others)
  }
  const isKnown = (tag: string) => groups.has(imageOf(tag) ?? '')
  return {
    rows: rows.flatMap((tag) => {
      const own = aliases.get(tag)
      return own || !isKnown(tag) ? { tag, aliases: own ?? [] } : []
    }),
    channels: channels.filter((tag) => !isKnown(tag)),
  }
}

interface Placed extends ParsedTag {
  /** Position among the rows; less than 0 for what is none. */
  readonly place: number
}

/** The rows that names of one image make, each with its other names. @param group  the most precise first */
function headsOf(group: readonly Placed[]): ReadonlyMap<Placed, string[]> {
  const heads = new Map<Placed, string[]>()
  /** By the numbers that a row begins with: the newest such row. */
  const newestOf = new Map<string, Placed>()
  let newest: Placed | undefined
  const floating: Placed[] = []
  for (const tag of group) {
    const head = newestOf.get(tag.parts.join('.'))
    if (precisionOf(tag) < 1) floating.push(tag)
    else if (head) heads.get(head)!.push(tag.tag)
    else {
      heads.set(tag, [])
      if (!newest || tag.place > newest.place) newest = tag
      for (let length = tag.parts.length; length > 0; length--) {
        const start = tag.parts.slice(0, length).join('.')
        const other = newestOf.get(start)
        if (!other || tag.place > other.place) newestOf.set(start, tag)
      }
    }
  }
  const [first] = floating
  if (!newest && first) heads.set(first, [])
  const names = heads.get(newest ?? first!)!
  names.push(...floating.slice(newest ? 0 : 1).map(({ tag }) => tag))
  return heads
}

function byPrecision(a: ParsedTag, b: ParsedTag): number {
  return (
    precisionOf(b) - precisionOf(a) ||
    Number(a.pre) - Number(b.pre) ||
    Number(a.rebuild) - Number(b.rebuild) ||
    Number(a.variant !== '') - Number(b.variant !== '') ||
    byText(a.tag, b.tag)
  )
}

/** How many numeric parts; none for dated code names, less for commit hashes and least for mere names. */
function precisionOf(tag: ParsedTag): number {
  if (tag.parts.length === 0) return tag.hash ? -1 : -2
  return isCodeName(tag) ? 0 : tag.parts.length
}
