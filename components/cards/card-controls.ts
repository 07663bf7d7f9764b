import { tagSource } from '@/lib/link/source-choice'
import { tagLink } from '@/lib/link/tag-state'
import type { ViewState } from '@/lib/link/view-state'
import type { CardsProps } from './cards-props'

/** What a page's link holds of its cards. */
type CardState = Pick<
  ViewState,
  'units' | 'total' | 'cached' | 'uncached' | 'sort' | 'cols' | 'source' | 'platform' | 'lang'
>

/** How the cards of a page look, and how a person changes that: all of it is in the page's link. */
export function cardControls(
  state: CardState,
  onChange: (change: Partial<CardState>) => void,
): Omit<CardsProps, 'report' | 'prefix' | 'under'> {
  const { units, total, cached, uncached, sort, cols, source, platform, lang } = state
  return {
    units,
    faces: { total, cached, uncached },
    onFace: (card, face) => onChange({ [card]: face }),
    sort,
    onSort: (next) => onChange({ sort: next }),
    columns: cols,
    onColumns: (columns) => onChange({ cols: [...columns] }),
    tagHref: (ref, from) => tagLink({ ref, source: tagSource(source, from), platform, units, lang }),
  }
}
