import { type Basis, otherBasis } from '../../oci/bytes'
import type { NumberCell } from '../cell'
import { valueOfCell } from '../judge'
import { middleOf, type NoteKind, type NoteSeries, type SeriesNote } from './note'

/** Fewer releases do not show what is usual. */
const LEAST_KNOWN = 3
/** How many times the usual change stands out, and from which share of the tag on it is worth a word. */
const TIMES = 3
const SHARE = 1 / 1000

/**
 * The release that grew most against the tag before, when it stands out: when it is three times what the others change
 * by, up or down, in the middle of their order, and a thousandth of the tag at least.
 */
export const grewMost: NoteKind = {
  code: 'grew-most',
  of(series) {
    const { basis } = series
    const known = growthsOf(series, basis)
    return known.length > 0
      ? mostOf(known, basis)
      : mostOf(growthsOf(series, otherBasis(basis)), otherBasis(basis))
  },
}

interface Growth {
  readonly place: number
  readonly bytes: number
  readonly figure: NumberCell
  /** Bytes of the tag itself. */
  readonly size: number
}

function growthsOf({ tags }: NoteSeries, basis: Basis): readonly Growth[] {
  return tags.flatMap(({ cells }, place) => {
    const figure = cells[`growth:${basis}`] as NumberCell | undefined
    const bytes = valueOfCell(figure)
    const size = valueOfCell(cells[basis === 'transfer' ? 'registry' : 'local']) ?? 0
    return figure && bytes !== undefined ? [{ place, bytes, figure, size }] : []
  })
}

function mostOf(growths: readonly Growth[], basis: Basis): readonly SeriesNote[] {
  if (growths.length < LEAST_KNOWN) return []
  const { place, bytes, figure, size } = growths.reduce((most, one) => (one.bytes > most.bytes ? one : most))
  const others = growths.filter((one) => one.place !== place).map((one) => Math.abs(one.bytes))
  const typical = middleOf(others) ?? 0
  const isOut = bytes > 0 && bytes >= typical * TIMES && bytes >= size * SHARE
  return isOut ? [{ tag: place, basis, figure, data: { typical } }] : []
}
