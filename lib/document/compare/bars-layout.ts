import type { CompareReport } from '../../analysis/report'
import type { BarLayout } from '../../link/view-state'
import type { Translate } from '../words/translate'
import type { CardId } from './columns'

/** Up to so many rows neighbours are seen at once, and ribbons between them say more than bars side by side. */
const MOST_JOINED = 12

/**
 * How the bars of a card stand: ribbons are of whole images, the other cards say by hatching what is reused.
 *
 * @param rows  of the report
 */
export function layoutOf(
  card: CardId,
  { bars }: { readonly bars?: BarLayout | null | undefined },
  { rows }: Pick<CompareReport, 'rows'>,
): BarLayout {
  if (card !== 'total') return 'side'
  return bars ?? (rows.length > 1 && rows.length <= MOST_JOINED ? 'ribbons' : 'side')
}

/** What the bars of a card are, and what their colours mean. @param t  of the namespace `charts` */
export function barsNote(card: CardId, { basis }: CompareReport, layout: BarLayout, t: Translate) {
  const hints = [
    card === 'cached' ? t('hint') : t('hintPlain'),
    ...(layout === 'ribbons' ? [t('ribbonsNote')] : []),
  ]
  return [t(`bars-${card}`, { basis }), ...hints].join(' ')
}
