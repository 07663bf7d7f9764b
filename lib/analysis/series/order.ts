import type { ParsedTag } from './parse'

/** Text by its code units, the same in every place. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byKey = (a: ParsedTag, b: ParsedTag) =>
  byText(a.key, b.key) ||
  (a.key === '' ? 0 : byText(a.variant, b.variant) || a.parts.length - b.parts.length) ||
  byText(a.tag, b.tag)

/** The first parts of a name and its variant. Added up, as `join` takes longer, and there are as many as tags. */
function placeOf({ variant, parts }: ParsedTag, length = parts.length, of = variant): string {
  let place = ''
  for (let part = 0; part < length; part++) place += `${parts[part]}.`
  return `${place} ${of}`
}

/** Names of more parts shorten nothing: what is looked up stays in proportion to the list. */
const MAX_SHORT = 8

/**
 * Those of `names` that a longer name begins with, of the same variant or of any, each with the last such one. Only so many
 * parts are looked at as short names have, which leaves little to do where all have the same number.
 */
export function shortened<T extends ParsedTag>(
  names: readonly T[],
  longer: readonly T[],
  anyVariant = false,
): ReadonlyMap<T, T> {
  const most = longer.reduce((max, { parts }) => Math.max(max, parts.length), 0)
  const limit = Math.min(most, MAX_SHORT)
  const short = names.filter(({ parts }) => parts.length > 0 && parts.length < limit)
  const lengths = [...new Set(short.map(({ parts }) => parts.length))]
  const of = anyVariant ? '' : undefined
  const last = new Map<string, T>()
  if (lengths.length > 0) {
    for (const tag of longer) {
      for (const length of lengths) if (length < tag.parts.length) last.set(placeOf(tag, length, of), tag)
    }
  }
  return new Map(
    short.flatMap((tag) => {
      const found = last.get(placeOf(tag, undefined, of))
      return found ? [[tag, found] as const] : []
    }),
  )
}

/**
 * Orders tags, first to last release; those without a number first, by name. A total order: by number part for part,
 * pre-releases before their release and rebuilds after it, then by variant and name. A less precise name (`1.27`) stands
 * behind the newest release that it may name.
 */
export function orderVersions<T extends ParsedTag>(
  tags: readonly T[],
): { rows: readonly T[]; imprecise: ReadonlySet<T> } {
  const sorted = tags.toSorted(byKey)
  const releases = sorted.filter(({ pre }) => !pre)
  const names = releases.filter(({ rebuild, hash }) => !rebuild && !hash)
  // A longer name sorts behind the shorter one, so that the last one is never short itself.
  const newest = shortened(names, releases)
  if (newest.size === 0) return { rows: sorted, imprecise: new Set() }
  const behind = new Map<T, T[]>()
  for (const [tag, target] of newest) {
    const others = behind.get(target)
    if (others) others.push(tag)
    else behind.set(target, [tag])
  }
  const byPrecision = (a: T, b: T) => b.parts.length - a.parts.length || byText(a.tag, b.tag)
  const rows = sorted.flatMap((tag) =>
    newest.has(tag) ? [] : [tag, ...(behind.get(tag)?.sort(byPrecision) ?? [])],
  )
  return { rows, imprecise: new Set(newest.keys()) }
}
