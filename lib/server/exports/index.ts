import 'server-only'
import type { CardDocument } from '../../document/document'
import { wordsOf } from '../../document/words/words'
import type { Locale } from '../../i18n/locale'
import type { ExportPage } from '../../link/pages'
import { InputError } from '../inputs'
import { compareExports } from './compare'
import { downloadsExports } from './downloads'
import { pageSearch } from './export-input'
import type { PageExports } from './page-exports'
import { plannerExports } from './planner'
import { tagExports } from './tag'

const PAGES: Readonly<Record<ExportPage, PageExports>> = {
  compare: compareExports,
  downloads: downloadsExports,
  planner: plannerExports,
  tag: tagExports,
}

export interface DocumentsQuestion {
  readonly page: ExportPage
  /** All cards of the page, in its order, when absent. */
  readonly card?: string | undefined
  /** The page's own query string; what it has beside that is left alone. */
  readonly search: URLSearchParams
  readonly locale: Locale
}

/**
 * What the cards of a page say for a link to it: every route and command starts here.
 *
 * @throws InputError naming the parameter that cannot be read; for an unknown card it lists the page's
 * @throws SourceError where the whole page depends on one source's answer
 */
export async function readDocuments(question: DocumentsQuestion): Promise<readonly CardDocument[]> {
  const { page, card, search, locale } = question
  const { cards, read } = PAGES[page]
  if (card !== undefined && !cards.includes(card)) throw new InputError(`card: expected ${cards.join(', ')}`)
  return await read({
    cards: card === undefined ? cards : [card],
    search: pageSearch(page, search),
    words: wordsOf(locale),
    locale,
  })
}
