import 'server-only'
import { ADVICE_CARDS } from '../../document/cards/advice'
import { COMPARE_CARDS, compareDocuments } from '../../document/cards/compare'
import type { CardDocument } from '../../document/document'
import type { Words } from '../../document/words/words'
import { loadPlanner, type PlannerState, toPlannedInput } from '../../link/planner-state'
import { readCompare } from '../compare'
import { parseCompareInput } from '../inputs'
import { readAdviceDocuments } from './advice'
import { compareCards } from './compare'
import type { PageExports } from './page-exports'

/**
 * The Planner page: its plans, and measured strategies beside them, in the tables of a comparison; then what the
 * advisor says of the repository that the link names.
 */
export const plannerExports: PageExports = {
  cards: [...COMPARE_CARDS, ...ADVICE_CARDS],
  async read({ cards, search, words }) {
    // What the server answers is refused as on Compare; the fields have been read with the page's own parsers.
    parseCompareInput(search)
    const state = loadPlanner(search)
    const [plans, advice] = await Promise.all([
      readPlanDocuments(cards, state, words),
      readAdviceDocuments(cards, state, words),
    ])
    const made = [...plans, ...advice]
    return cards.flatMap((name) => made.find(({ card }) => card === name) ?? [])
  },
}

async function readPlanDocuments(
  cards: readonly string[],
  state: PlannerState,
  words: Words,
): Promise<readonly CardDocument[]> {
  const asked = compareCards(cards)
  if (asked.length === 0) return []
  const t = words('planner')
  const input = toPlannedInput(state, (strategy) => t('planned', { strategy: t(`kinds.${strategy}`) }))
  return compareDocuments(await readCompare(input), state, words, asked)
}
