import type { CardDocument } from '../../document/document'
import type { Words } from '../../document/words/words'
import type { Locale } from '../../i18n/locale'

/** What is to be said, and how. */
export interface ExportQuestion {
  /** Which cards to make, in this order; each is one of the page's own. */
  readonly cards: readonly string[]
  /** The page's own query string; what is not known there belongs to the export and is left alone. */
  readonly search: URLSearchParams
  readonly words: Words
  readonly locale: Locale
  readonly signal: AbortSignal
}

/** How a page leaves the browser: one file a page, listed in `index.ts`. */
export interface PageExports {
  /** Names of its cards, in the order of the page. */
  readonly cards: readonly string[]
  /**
   * One document a card that there is something to say about, in the order asked for.
   * @throws InputError naming the parameter that cannot be read
   * @throws SourceError where the whole page depends on one source's answer
   */
  read(question: ExportQuestion): Promise<readonly CardDocument[]>
}
