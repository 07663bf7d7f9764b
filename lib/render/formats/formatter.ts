import type { CardDocument } from '../../document/document'

/** A way of writing cards as text: one file each, listed in `index.ts`. */
export interface Formatter {
  /** As the ending of its files. */
  readonly id: 'md' | 'csv' | 'html' | 'txt' | 'json'
  readonly mediaType: string
  /** Writes the cards one after the other. Never throws. */
  write(documents: readonly CardDocument[]): string
}
