import type { CardDocument } from '../../document/document'
import type { CardOptions } from '../svg/card'

interface Named<Id extends string> {
  /** As the ending of its files. */
  readonly id: Id
  readonly mediaType: string
}

/** A way of writing cards as text: one file each, listed in `index.ts`. */
export interface TextFormat<Id extends string = string> extends Named<Id> {
  readonly kind: 'text'
  /** Writes the cards one after the other. Never throws. */
  write(documents: readonly CardDocument[]): string
}

/** A picture is of one card, and drawn as SVG. */
export interface PictureFormat<Id extends string = string> extends Named<Id> {
  readonly kind: 'picture'
  /** Whether its file has pixels, made from what is drawn. */
  readonly pixels: boolean
  draw(document: CardDocument, options: CardOptions): string
}
