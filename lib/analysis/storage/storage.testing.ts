import fc from 'fast-check'
import type { ImageFacts } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { madeImage, withFigures } from '../compare/facts.testing'

/** A series of made-up images by the names of their layers, whose sizes follow from the names. */
export function madeSeries(...tags: readonly (readonly string[])[]): readonly ImageFacts[] {
  return tags.map((names, index) =>
    madeImage(
      `localhost/x:${index}`,
      names.map((name) => ({ name, unpacked: 3 * sizeOf(name), transfer: sizeOf(name) })),
    ),
  )
}

/** 1 for `a`, 2 for `b`, 4 for `c`…: each sum tells its parts. */
export function sizeOf(name: string): number {
  return 2 ** (name.charCodeAt(0) - 97)
}

const namedSeries = fc
  .array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 6 }), { maxLength: 8 })
  .map((tags) => madeSeries(...tags))

/** Any series of few distinct layers, repeated within an image and in another order too, some inferred or in blocks. */
export const anySeries = withFigures(namedSeries, ['plain', 'estimated', 'blocks'])

/** The same where hosts may disagree about the bytes of a layer, or not report them. */
export const anyReportedSeries = withFigures(namedSeries)

export function amountOf(cell: NumberCell | undefined): number {
  return cell && cell.kind !== 'unknown' ? cell.value : Number.NaN
}
