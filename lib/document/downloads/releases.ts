import type { DownloadsReport } from '../../analysis/downloads-report'

/** A strategy that has at least one readable tag. */
export interface Series {
  /** In the report's strategies. */
  readonly position: number
  readonly name: string
  /** Slot of its accent; its marker goes with it. */
  readonly colour: number
  /** Readable tags, first to last release. */
  readonly tags: readonly string[]
}

/** One line of a table: per series the position in its tags; `unread` where no source could read the tag. */
export interface ReleaseRow {
  readonly label: string
  readonly releases: readonly (number | 'unread' | undefined)[]
}

export function seriesOf({ compare, strategies }: DownloadsReport): readonly Series[] {
  return compare.strategies.flatMap(({ name, colour }, position) => {
    const tags = strategies[position]?.matrix.tags ?? []
    return tags.length > 0 ? [{ position, name, colour, tags }] : []
  })
}

/** The comparison's lines, so that each release stands beside the same ones as in its tables. */
export function releaseRows({ compare }: DownloadsReport, series: readonly Series[]): readonly ReleaseRow[] {
  const places = series.map(({ tags }) => new Map(tags.map((tag, release) => [tag, release])))
  return compare.rows.map(({ label, tags }) => ({
    label,
    releases: series.map(({ position }, index) => {
      const tag = tags[position]
      if (tag === null || tag === undefined) return undefined
      return places[index]?.get(compare.strategies[position]?.tags[tag]?.tag ?? '') ?? 'unread'
    }),
  }))
}

/**
 * Whether all that have a release in a line have published as many by then: what one stores after nine releases is nothing
 * to hold against what another does after two.
 */
export function areEven({ releases }: Pick<ReleaseRow, 'releases'>): boolean {
  return new Set(releases.filter((release) => typeof release === 'number')).size < 2
}

/**
 * The values of a series along the lines. Where it publishes nothing it stays as it was; where a figure is not
 * known, and after its last release, there is none.
 */
export function alongRows(
  rows: readonly ReleaseRow[],
  index: number,
  bytesOf: (release: number) => number | undefined,
): readonly (number | undefined)[] {
  const last = rows.findLastIndex(({ releases }) => typeof releases[index] === 'number')
  let value: number | undefined
  return rows.map(({ releases }, row) => {
    const release = releases[index]
    if (release === 'unread') value = undefined
    else if (release !== undefined) value = bytesOf(release)
    return row > last ? undefined : value
  })
}
