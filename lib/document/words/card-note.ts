import type { CompareReport } from '../../analysis/report'
import type { CardId } from '../compare/columns'
import { cacheWords } from './cache-words'
import type { Translate } from './translate'

/** What a card counts, below its title. @param t  of the namespace `cards` */
export function cardNote(t: Translate, card: CardId, { cache, rule }: CompareReport): string {
  if (card === 'cached') return t('cachedNote', { ...cacheWords(cache), rule })
  return t(card === 'total' ? 'totalNote' : 'uncachedNote')
}
