import type { RowReport } from '../report'
import { parseTag } from './parse'

/** A tag of a series for its row. */
export interface AlignedTag {
  readonly tag: string
  /** Other names of the same image that are folded into it. */
  readonly aliases?: readonly string[] | undefined
}

interface Row {
  /** Distinct names of its tags, and what is folded into them. */
  readonly names: string[]
  readonly aliases: string[]
  readonly tags: (number | null)[]
  /** Of its first tag; orders rows by version where nothing else does. */
  readonly key: string
}

/**
 * Aligns several series into rows, as the articles lay `0.0.1` beside `0.0.1`.
 *
 * Tags of one version share a row: of one name, or of names that say the same version (`1.2.3`, `v1.2.3`, `1.2.3-alpine`); a name
 * that was folded into a row counts as one of its versions. Rows keep the order of every series where the series agree; where
 * they do not, the first series decides. Between rows in common, versions of different series are in their order. A row whose
 * tags differ in name names each. Series that have no version in common are laid side by side by position.
 *
 * @param series  per strategy its tags, first to last release
 */
export function alignRows(series: readonly (readonly AlignedTag[])[]): readonly RowReport[] {
  let rows: readonly Row[] = []
  for (const [strategy, tags] of series.entries()) rows = withSeries(rows, tags, strategy, series.length)
  const filled = series.filter((tags) => tags.length > 0)
  const shares = filled.length < 2 || rows.some(({ tags }) => tags.filter((tag) => tag !== null).length > 1)
  return shares ? rows.map(({ names, tags }) => ({ label: names.join(' / '), tags })) : byPosition(series)
}

function byPosition(series: readonly (readonly AlignedTag[])[]): RowReport[] {
  const length = Math.max(0, ...series.map((tags) => tags.length))
  return Array.from({ length }, (_, row) => ({
    label: series.flatMap((tags) => tags[row]?.tag ?? []).join(' / '),
    tags: series.map((tags) => (row < tags.length ? row : null)),
  }))
}

/** Puts the tags of a further series into the rows that have their versions, and the others between them. */
function withSeries(
  rows: readonly Row[],
  tags: readonly AlignedTag[],
  strategy: number,
  count: number,
): readonly Row[] {
  const found = matches(rows, tags)
  /** By the row that precedes them in the series, -1 before all, the tags that have no row yet. */
  const between = new Map<number, Row[]>([[-1, []]])
  let follows = -1
  for (const [index, { tag, aliases = [] }] of tags.entries()) {
    const at = found[index]
    const row = at === undefined ? undefined : rows[at]
    if (at !== undefined && row) {
      row.tags[strategy] = index
      row.aliases.push(...aliases)
      if (!row.names.includes(tag)) row.names.push(tag)
      between.set(at, [])
      follows = at
    } else {
      const places = Array.from<number | null>({ length: count }).fill(null)
      const { key } = parseTag(tag)
      between
        .get(follows)
        ?.push({ names: [tag], aliases: [...aliases], tags: places.with(strategy, index), key })
    }
  }
  const merged: Row[] = []
  let [waiting, next] = [between.get(-1) ?? [], 0]
  for (const [at, row] of rows.entries()) {
    const own = between.get(at)
    // What precedes a row in common stays before it.
    while (next < waiting.length && (own || !isBefore(row, waiting[next]!))) merged.push(waiting[next++]!)
    merged.push(row)
    if (own) [waiting, next] = [own, 0]
  }
  return [...merged, ...waiting.slice(next)]
}

/** Whether a row goes before a new one: by version where both have one; else what is new stays at what it follows. */
function isBefore(row: Row, added: Row): boolean {
  return row.key !== '' && added.key !== '' && row.key <= added.key
}

/** The row of each tag, each row once: by name, then by the version that names say, then by names that are folded in. */
function matches(rows: readonly Row[], tags: readonly AlignedTag[]): readonly (number | undefined)[] {
  const found: (number | undefined)[] = tags.map(() => undefined)
  const taken = new Set<number>()
  const take = (ofRow: (row: Row) => readonly string[], ofTag: (tag: AlignedTag) => readonly string[]) => {
    const places = new Map<string, number>()
    for (const [at, row] of rows.entries()) {
      for (const name of ofRow(row)) if (!taken.has(at) && !places.has(name)) places.set(name, at)
    }
    for (const [index, tag] of tags.entries()) {
      if (found[index] !== undefined) continue
      const at = ofTag(tag)
        .flatMap((name) => places.get(name) ?? [])
        .find((place) => !taken.has(place))
      if (at === undefined) continue
      found[index] = at
      taken.add(at)
    }
  }
  const versions = (names: readonly string[]) => names.flatMap(versionOf)
  take(
    ({ names }) => names,
    ({ tag }) => [tag],
  )
  take(
    ({ names }) => versions(names),
    ({ tag }) => versionOf(tag),
  )
  take(
    ({ names }) => versions(names),
    ({ aliases = [] }) => versions(aliases),
  )
  take(
    ({ aliases }) => versions(aliases),
    ({ tag }) => versionOf(tag),
  )
  return found
}

/** The version that a tag's name says; none of a mere name or a commit. `1` is no `1.0.0`: it moves along all of them. */
function versionOf(tag: string): readonly string[] {
  const { key, parts, hash, described } = parseTag(tag)
  return key === '' || hash || described ? [] : [`${parts.length > 1 ? '' : '1 '}${key}`]
}
