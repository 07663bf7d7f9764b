import type { CardContexts, CardNeed } from '../../document/cards/card'
import type { Words } from '../../document/words/words'

/** What cards are read for, and how they are to be said. */
export interface PageQuestion {
  /** The page's own query string; what is not known there belongs to the export and is left alone. */
  readonly search: URLSearchParams
  readonly words: Words
  /** Whether one card is asked for by its name: what it lacks is an error then. */
  readonly alone: boolean
  readonly signal: AbortSignal
}

/**
 * Reads what the cards of a page are made of, each thing that some of them need once; undefined where there is
 * nothing of the kind.
 *
 * @throws InputError naming the parameter that cannot be read
 * @throws SourceError where the whole page depends on one source's answer
 */
export type PageReader = (question: PageQuestion) => {
  readonly [Need in CardNeed]?: () => Promise<CardContexts[Need] | undefined>
}

/** Reads when it is asked for the first time, and answers the same from then on. */
export function once<Read>(read: () => Promise<Read>): () => Promise<Read> {
  let reading: Promise<Read> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}
