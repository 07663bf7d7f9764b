import { exact, type Reason, unknown } from '../../../analysis/cell'
import type { ChainReport } from '../../../analysis/chain-report'
import type { ImageReport, LayerReport } from '../../../analysis/report'
import type { Units } from '../../../i18n/format'
import { shortDigest } from '../../../oci/digest'
import { parseInstruction } from '../../../oci/instruction'
import type { CardCell } from '../../document'
import { figureOf, type ValueWords } from '../../values'
import { shortened } from '../../words/shortened'
import type { Words } from '../../words/words'

/** What the cards of a tag's page are made of. */
export interface TagContext {
  readonly report: ImageReport
  readonly chain: ChainReport
  readonly units: Units
  readonly words: Words
  /** The source line. */
  readonly source: string
}

/** What stands in the way of cards that files are needed for. */
export const UNREAD_FILES = 'the files of this image have not been read yet'

export const valueWords = ({ units, words }: Pick<TagContext, 'units' | 'words'>): ValueWords => ({
  units,
  reasons: words('reasons'),
})

/** Bytes that were counted; unknown with a reason where nobody told. */
export function bytesCell(values: ValueWords, bytes: number | undefined, why?: Reason): CardCell {
  const untold = why ?? { code: 'not-local', data: { layers: 1 } }
  return {
    values: [figureOf(bytes === undefined ? unknown('bytes', untold) : exact(bytes, 'bytes'), values)],
  }
}

/** A count without a unit. */
export function countCell(count: number): CardCell {
  return { values: [{ text: count.toLocaleString('en-US') }] }
}

/** What made each layer of the chain, base first; its short digest where nobody told. */
export function instructionsOf({ tag, layers }: ImageReport): readonly string[] {
  return (tag.image?.layers ?? []).map((position) => instructionOf(layers[position]))
}

function instructionOf(layer: LayerReport | undefined): string {
  const text = layer?.createdBy ? parseInstruction(layer.createdBy).text : ''
  return shortened(text || (layer ? shortDigest(layer.diffId) : ''))
}
