import type { CardContexts, CardNeed } from '../../document/cards/card'
import type { NoteView } from '../../document/compare/note-link'
import type { Words } from '../../document/words/words'
import type { ExportPage, PageState } from '../../link/pages'

/** What cards are read for, and how they are to be said. */
export interface PageQuestion<P extends ExportPage> {
  readonly state: PageState<P>
  readonly words: Words
  /** Of the server, for links in pictures: `http://127.0.0.1:3000`; they have none when absent. */
  readonly address?: string | undefined
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
export type PageReader<P extends ExportPage> = (question: PageQuestion<P>) => {
  readonly [Need in CardNeed]?: () => Promise<CardContexts[Need] | undefined>
}

/** What the cards of a page that compares are said with. */
export function saidWith<S extends NoteView>({
  state,
  words,
  address,
}: {
  readonly state: S
  readonly words: Words
  readonly address?: string | undefined
}) {
  return { ...state, words, linked: address === undefined ? undefined : { ...state, address } }
}

/** Reads when it is asked for the first time, and answers the same from then on. */
export function once<Read>(read: () => Promise<Read>): () => Promise<Read> {
  let reading: Promise<Read> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}
