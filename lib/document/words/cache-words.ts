import { type CacheSetId, cacheSetOf } from '../../analysis/cache-set'
import type { CompareReport } from '../../analysis/report'
import type { CardId } from '../compare/columns'
import type { Words } from './words'

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

/** What a card counts, below its title. */
export function cardNote(words: Words, card: CardId, { cache, rule }: CompareReport): string {
  const t = words('cards')
  if (card === 'cached') return t('cachedNote', { ...cacheWords(cache), rule: words('rules')(rule) })
  return t(card === 'total' ? 'totalNote' : 'uncachedNote')
}
