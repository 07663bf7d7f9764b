import { byText } from './order'
import { isCodeName, type ParsedTag, parseTag } from './parse'

export interface SeriesRow {
  readonly tag: string
  /** Other names of its image, the most precise first. */
  readonly aliases: readonly string[]
}

/**
 * Makes one row of the tags of one image, under the most precise name and at its place; the others are its aliases.
 * Most precise is what has most numeric parts, a release before a rebuild, a version before a dated code name.
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
  const groups = new Map<string, ParsedTag[]>()
  const collect = (tags: readonly string[], whole: boolean) => {
    for (const tag of tags) {
      const image = imageOf(tag)
      const group = image === undefined ? undefined : groups.get(image)
      if (group) group.push(parseTag(tag))
      else if (whole && image !== undefined) groups.set(image, [parseTag(tag)])
    }
  }
  collect(rows, true)
  collect(channels, false)
  collect(codeNames, false)
  for (const group of groups.values()) group.sort(byPrecision)
  const groupOf = (tag: string) => groups.get(imageOf(tag) ?? '')
  return {
    rows: rows.flatMap((tag) => {
      const [head, ...others] = (groupOf(tag) ?? []).map((name) => name.tag)
      if (head === undefined) return { tag, aliases: [] }
      return tag === head ? { tag, aliases: others } : []
    }),
    channels: channels.filter((tag) => groupOf(tag) === undefined),
  }
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
