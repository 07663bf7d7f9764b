import type { Classified } from './classify'

/** Text by its code units, the same in every place. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const byKey = (a: Classified, b: Classified) =>
  byText(a.key, b.key) ||
  (a.key === '' ? 0 : byText(a.variant, b.variant) || a.parts.length - b.parts.length) ||
  byText(a.tag, b.tag)

/** What a more precise name of the same variant begins with. */
export const placeOf = ({ variant, parts }: Classified, length = parts.length, of = variant): string =>
  `${parts.slice(0, length).join('.')} ${of}`

/**
 * Orders tags, first to last release; those without a number first, by name. A total order: by number part for part,
 * pre-releases before their release and rebuilds after it, then by variant and name. A less precise name (`1.27`) stands
 * behind the newest release that it may name.
 */
export function orderVersions<T extends Classified>(
  tags: readonly T[],
): { rows: T[]; imprecise: ReadonlySet<T> } {
  const longer = new Set<string>()
  for (const tag of tags) {
    if (!tag.pre) for (let length = 1; length < tag.parts.length; length++) longer.add(placeOf(tag, length))
  }
  const imprecise = new Set(
    tags.filter((tag) => !tag.pre && !tag.rebuild && !tag.hash && longer.has(placeOf(tag))),
  )
  const precise = tags.filter((tag) => !imprecise.has(tag)).sort(byKey)
  if (imprecise.size === 0) return { rows: precise, imprecise }
  const newest = new Map<string, T>()
  for (const tag of precise) {
    if (!tag.pre)
      for (let length = 1; length < tag.parts.length; length++) newest.set(placeOf(tag, length), tag)
  }
  const behind = new Map<T | undefined, T[]>()
  for (const tag of imprecise) {
    const target = newest.get(placeOf(tag))
    const others = behind.get(target)
    if (others) others.push(tag)
    else behind.set(target, [tag])
  }
  const byPrecision = (a: T, b: T) => b.parts.length - a.parts.length || byText(a.tag, b.tag)
  return { rows: precise.flatMap((tag) => [tag, ...(behind.get(tag)?.sort(byPrecision) ?? [])]), imprecise }
}
