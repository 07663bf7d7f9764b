import { exact, type Reason, unknown } from '../../../analysis/cell'
import type { ChainReport, FileRow } from '../../../analysis/chain-report'
import type { ImageReport, LayerReport } from '../../../analysis/report'
import type { Basis } from '../../../oci/bytes'
import { shortDigest } from '../../../oci/digest'
import { parseInstruction } from '../../../oci/instruction'
import type { CardCell } from '../../document'
import { type CardContext, figureCell } from '../../values'
import { shortened } from '../../words/shortened'

/** What the cards of a tag's page are made of. */
export interface TagContext extends CardContext {
  readonly report: ImageReport
  readonly chain: ChainReport
  /** The source line. */
  readonly source: string
}

/** Why cards that need files are missing. */
export const UNREAD_FILES = 'the files of this image have not been read yet'

/** Bytes that were counted, of files where not said; unknown with a reason where no source knows them. */
export function bytesCell(
  context: CardContext,
  bytes: number | undefined,
  why?: Reason,
  of: Basis = 'unpacked',
): CardCell {
  const reason = why ?? { code: 'not-local', data: { layers: 1 } }
  return figureCell(bytes === undefined ? unknown('bytes', reason) : exact(bytes, 'bytes'), context, of)
}

/** A count without a unit. */
export function countCell(count: number): CardCell {
  return { values: [{ text: count.toLocaleString('en-US') }] }
}

/** What made each layer of the chain, base first; its short digest where no step is known. */
export function instructionsOf({ tag, layers }: ImageReport): readonly string[] {
  return (tag.image?.layers ?? []).map((position) => instructionOf(layers[position]))
}

function instructionOf(layer: LayerReport | undefined): string {
  const text = layer?.createdBy ? parseInstruction(layer.createdBy).text : ''
  return shortened(text || (layer ? shortDigest(layer.diffId) : ''))
}

/** A path as a list has it: a directory with a slash behind it, a link with where it leads. */
export function pathOf({
  path,
  kind,
  target,
}: Pick<FileRow, 'path' | 'target'> & { readonly kind: string }): string {
  const name = `/${path}${kind === 'directory' ? '/' : ''}`
  return target === undefined ? name : `${name} → ${target}`
}
