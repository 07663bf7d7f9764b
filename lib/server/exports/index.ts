import 'server-only'
import { cardsOf } from '../../document/cards'
import { documentOf } from '../../document/cards/card'
import type { CardDocument } from '../../document/document'
import { wordsOf } from '../../document/words/words'
import type { Locale } from '../../i18n/locale'
import type { ExportPage, PageState } from '../../link/pages'
import { NoSuchFileError } from '../answer'
import { InputError } from '../inputs'
import { ANY_SIZE, inTurn } from '../turns'
import { readComparePage, readDownloadsPage } from './compare'
import type { PageQuestion, PageReader } from './page-reader'
import { readPlannerPage } from './planner'
import { readTagPage } from './tag'

const READERS: { readonly [P in ExportPage]: PageReader<P> } = {
  compare: readComparePage,
  downloads: readDownloadsPage,
  planner: readPlannerPage,
  tag: readTagPage,
}

export interface DocumentsQuestion<P extends ExportPage> {
  readonly page: P
  /** All cards of the page, in its order, when absent. */
  readonly card?: string | undefined
  readonly state: PageState<P>
  readonly locale: Locale
  readonly address?: PageQuestion<P>['address']
  readonly signal: AbortSignal
}

/**
 * What the cards of a page say in a state of it: every route and command starts here.
 *
 * @throws InputError naming the parameter that cannot be read; for an unknown card it lists the page's
 * @throws NoSuchFileError for a card that is asked for by its name and has nothing to say
 * @throws SourceError where the whole page depends on one source's answer
 */
export async function readDocuments<P extends ExportPage>({
  page,
  card,
  state,
  locale,
  address,
  signal,
}: DocumentsQuestion<P>): Promise<readonly CardDocument[]> {
  const all = cardsOf(page)
  const cards = card === undefined ? all : all.filter(({ id }) => id === card)
  if (cards.length === 0) throw new InputError(`card: expected ${all.map(({ id }) => id).join(', ')}`)
  const alone = card !== undefined
  const reader: PageReader<P> = READERS[page]
  const read = reader({ state, words: wordsOf(locale), address, alone, signal })
  const needs = new Set(cards.map((one) => one.needs))
  const contexts = new Map([...needs].map((need) => [need, read[need]?.()]))
  const documents = await Promise.all(
    cards.map(async (one) => {
      const context = await contexts.get(one.needs)
      const document = context && (await inTurn(ANY_SIZE, () => documentOf(one, context)))
      if (alone && !document && one.missing !== undefined) throw new NoSuchFileError(one.missing)
      return document ?? []
    }),
  )
  return documents.flat()
}
