import type { RowReport } from '../report'

/**
 * Aligns several series into rows, as the articles lay `0.0.1` beside `0.0.1`.
 *
 * Tags of one name share a row. Rows keep the order of every series where the series agree; where they do
 * not, the first series decides. Series that have no tag name in common are laid side by side by position,
 * and a row then names each tag.
 *
 * @param series  per strategy its tag names, first to last release
 */
export function alignRows(series: readonly (readonly string[])[]): readonly RowReport[] {
  const filled = series.filter((tags) => tags.length > 0)
  const names = new Set(filled.flat())
  const shares = filled.length < 2 || filled.reduce((sum, tags) => sum + tags.length, 0) > names.size
  return shares ? byName(series) : byPosition(series)
}

function byName(series: readonly (readonly string[])[]): RowReport[] {
  const positions = series.map((tags) => new Map(tags.map((tag, index) => [tag, index])))
  return merge(series).map((label) => ({
    label,
    tags: positions.map((position) => position.get(label) ?? null),
  }))
}

function byPosition(series: readonly (readonly string[])[]): RowReport[] {
  const length = Math.max(0, ...series.map((tags) => tags.length))
  return Array.from({ length }, (_, row) => ({
    label: series.flatMap((tags) => tags[row] ?? []).join(' / '),
    tags: series.map((tags) => (row < tags.length ? row : null)),
  }))
}

/** Puts each further series' own names behind the name that precedes them there. */
function merge(series: readonly (readonly string[])[]): string[] {
  const [first = [], ...rest] = series
  let merged = [...first]
  for (const tags of rest) {
    const known = new Set(merged)
    const after = new Map<string | undefined, string[]>()
    let anchor: string | undefined
    for (const tag of tags) {
      if (known.has(tag)) anchor = tag
      else after.set(anchor, [...(after.get(anchor) ?? []), tag])
    }
    merged = [...(after.get(undefined) ?? []), ...merged.flatMap((tag) => [tag, ...(after.get(tag) ?? [])])]
  }
  return merged
}
