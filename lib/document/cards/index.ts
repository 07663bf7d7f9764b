import type { PageKey } from '../../link/pages'
import { adviceCard, advised } from './advice'
import { answerCard } from './answer'
import type { CardDefinition } from './card'
import { cachedCard, totalCard, uncachedCard } from './comparison'
import { matrixCard } from './downloads/matrix'
import { pullCard } from './downloads/pull'
import { rolloutCard } from './downloads/rollout'
import { storageCard } from './downloads/storage'
import { glanceCard } from './glance'
import { largestCard } from './largest'
import { notesCard } from './notes'
import { diffCard } from './tag/diff'
import { figureCard } from './tag/figure'
import { filesCard } from './tag/files'
import { historyCard } from './tag/history'
import { layersCard } from './tag/layers'
import { overviewCard } from './tag/overview'
import { parentsCard } from './tag/parents'
import { referrersCard } from './tag/referrers'
import { wasteCard } from './tag/waste'
import { verdictsCard } from './verdicts'

/** Every card, in the order in which pages, the report and a presentation show them. */
export const CARDS: readonly CardDefinition[] = [
  answerCard,
  verdictsCard,
  glanceCard,
  notesCard,
  totalCard,
  cachedCard,
  uncachedCard,
  largestCard,
  matrixCard,
  pullCard,
  rolloutCard,
  storageCard,
  adviceCard,
  advised(totalCard),
  advised(cachedCard),
  advised(uncachedCard),
  overviewCard,
  layersCard,
  historyCard,
  parentsCard,
  referrersCard,
  filesCard,
  figureCard,
  wasteCard,
  diffCard,
]

/** The cards of a page, in its order. */
export function cardsOf(page: PageKey): readonly CardDefinition[] {
  return CARDS.filter(({ pages }) => pages.includes(page))
}

/** A card as the palette offers it: what of it may travel to the browser. */
export type OfferedCard = Pick<CardDefinition, 'id' | 'title' | 'pages' | 'offered'>

export const OFFERED_CARDS: readonly OfferedCard[] = CARDS.filter(({ offered }) => offered !== false).map(
  ({ id, title, pages, offered }) => ({ id, title, pages, offered }),
)
