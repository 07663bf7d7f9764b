import 'server-only'
import { COMPARE_CARDS, type CompareCard, compareDocuments } from '../../document/cards/compare'
import { namedReport } from '../../document/words/named-report'
import { loadView } from '../../link/view-state'
import { readCompare } from '../compare'
import { parseCompareInput } from '../inputs'
import type { PageExports } from './page-exports'

/** The Compare page: verdicts and the three tables of the articles. */
export const compareExports: PageExports = {
  cards: COMPARE_CARDS,
  async read({ cards, search, words }) {
    const report = namedReport(words('kind'), await readCompare(parseCompareInput(search)))
    return compareDocuments(report, loadView(search), words, compareCards(cards))
  },
}

/** The names as cards of a comparison, in their order. */
export function compareCards(cards: readonly string[]): readonly CompareCard[] {
  return cards.flatMap((name) => COMPARE_CARDS.find((card) => card === name) ?? [])
}
