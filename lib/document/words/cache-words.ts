import { type CacheSetId, cacheSetOf } from '../../analysis/cache-set'

/** A cache set as the arguments of a sentence. */
export function cacheWords(id: CacheSetId): {
  readonly cache: string
  readonly count: number
  readonly tags: string
} {
  const set = cacheSetOf(id)
  return {
    cache: set.kind,
    count: set.kind === 'previous' ? set.count : 0,
    tags: set.kind === 'tags' ? set.tags.join(', ') : '',
  }
}
