import 'server-only'
import { ADVICE_CARDS, adviceDocuments, failedAdvice } from '../../document/cards/advice'
import type { CardDocument } from '../../document/document'
import type { Words } from '../../document/words/words'
import { adviceSearch } from '../../link/advice-search'
import type { PlannerState } from '../../link/planner-state'
import { SourceError } from '../../sources/source'
import { readCompare } from '../compare'
import { InputError, parseOneInput } from '../inputs'
import { readAdvice } from '../planner'

/**
 * The advisor's cards among these, while the link asks for advice. Beside other cards they say what could not be read,
 * as the page does.
 *
 * @throws InputError when a card of them alone is asked for and there is nothing to make it of
 * @throws SourceError when no source has the repository and no other card is asked for
 */
export async function readAdviceDocuments(
  cards: readonly string[],
  state: PlannerState,
  words: Words,
): Promise<readonly CardDocument[]> {
  const asked = ADVICE_CARDS.filter((card) => cards.includes(card))
  const alone = asked.length === cards.length
  if (asked.length === 0) return []
  if (state.advise === '') {
    if (alone) throw new InputError('advise: expected the repository that is asked about')
    return []
  }
  const { strategy, ...question } = parseOneInput(new URLSearchParams(adviceSearch(state)))
  try {
    const advice = await readAdvice(strategy, question)
    const today = await readCompare({
      ...question,
      strategies: [strategy],
      basis: 'unpacked',
      cache: 'earlier',
    })
    const documents = adviceDocuments(advice, today, state, words, asked)
    if (alone && documents.length === 0) throw new InputError('advise: there is nothing to advise')
    return documents
  } catch (error) {
    if (alone || !(error instanceof SourceError)) throw error
    return asked.includes('advice') ? [failedAdvice(error.failure, state, words)] : []
  }
}
