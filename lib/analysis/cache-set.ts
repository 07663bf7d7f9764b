/** The images that a host is assumed to hold before a pull of one tag of a series, as a link writes it. */
export type CacheSetId =
  /** All earlier tags of the series, as in the articles. */
  | 'earlier'
  /** The previous tag alone, or the last few. */
  | 'previous'
  | `previous:${number}`
  /** The series' base image alone. */
  | 'base'
  /** Nothing. */
  | 'none'
  /** What the daemon has now. */
  | 'daemon'
  /** These tags of the series, comma separated. */
  | `tags:${string}`

/** A cache set, read. */
export type CacheSet =
  | { readonly kind: 'earlier' | 'base' | 'none' | 'daemon' }
  | { readonly kind: 'previous'; readonly count: number }
  | { readonly kind: 'tags'; readonly tags: readonly string[] }

export const PLAIN_CACHE_SETS = ['earlier', 'previous', 'base', 'none', 'daemon'] as const

const MOST_PREVIOUS = 10_000

/** Reads a cache set; undefined when the text names none. */
export function parseCacheSet(text: string): CacheSetId | undefined {
  const plain = PLAIN_CACHE_SETS.find((id) => id === text)
  if (plain) return plain
  const [, count] = /^previous:(\d+)$/.exec(text) ?? []
  if (count !== undefined) {
    return Number(count) >= 1 && Number(count) <= MOST_PREVIOUS ? `previous:${Number(count)}` : undefined
  }
  return text.startsWith('tags:') ? `tags:${text.slice('tags:'.length)}` : undefined
}

/** What a cache set holds. */
export function cacheSetOf(id: CacheSetId): CacheSet {
  if (id.startsWith('tags:')) {
    return { kind: 'tags', tags: id.slice('tags:'.length).split(',').filter(Boolean) }
  }
  if (id.startsWith('previous')) {
    return { kind: 'previous', count: Number(id.slice('previous:'.length) || 1) }
  }
  const kind = (['earlier', 'base', 'none', 'daemon'] as const).find((plain) => plain === id)
  return { kind: kind ?? 'earlier' }
}
