import { otherBasis } from '../../oci/bytes'
import type { NumberCell } from '../cell'
import { valueOfCell } from '../judge'
import type { CompareReport, LayerReport, Note, StrategyReport, TagReport } from '../report'

/** A series as the notes look at it. */
export interface NoteSeries
  extends Pick<StrategyReport, 'kind' | 'tags'>,
    Pick<CompareReport, 'basis' | 'rule'> {
  /** Tags beside the one before, first to last, where both could be read. */
  readonly pairs: readonly Pair[]
}

/** A tag beside the one before it. */
export interface Pair {
  /** Place of the later one. */
  readonly place: number
  readonly tag: TagReport
  /** Layers of the earlier one, and how many of them, from the base, the later one holds. */
  readonly before: number
  readonly shared: number
}

/** What is noted of a series, without where the series stands. */
export type SeriesNote = Omit<Note, 'code' | 'strategy'>

/** One kind of note: one file each, listed in `index.ts`. */
export interface NoteKind {
  readonly code: Note['code']
  /** The weightiest first. Nothing where a figure that it rests on is not known. */
  of(series: NoteSeries): readonly SeriesNote[]
}

/** Tags beside the ones before them. @param layers  the report's table: layers are one where their chainID is */
export function pairsOf(tags: readonly TagReport[], layers: readonly LayerReport[]): readonly Pair[] {
  return tags.flatMap((tag, place): readonly Pair[] => {
    const [earlier, own] = [tags[place - 1]?.image?.layers, tag.image?.layers]
    if (!earlier || !own) return []
    const differs = earlier.findIndex(
      (layer, depth) => chainAt(layers, layer) !== chainAt(layers, own[depth]),
    )
    return [{ place, tag, before: earlier.length, shared: differs < 0 ? earlier.length : differs }]
  })
}

const chainAt = (layers: readonly LayerReport[], position: number | undefined) =>
  position === undefined ? undefined : layers[position]?.chainId

/** Whether the later tag holds the whole earlier one. */
export const isChained = ({ before, shared }: Pair) => shared > 0 && shared === before

/** What stands in the middle of some numbers, the larger of two; undefined for none. */
export function middleOf(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** What an update to a tag downloads, in the other basis where it is not known in the one asked. */
export function updateNote({ basis }: NoteSeries, { place, tag }: Pair, data: Note['data']): SeriesNote {
  const known = [basis, otherBasis(basis)].find(
    (one) => valueOfCell(tag.cells[`cached:${one}`]) !== undefined,
  )
  const figure = tag.cells[`cached:${known ?? basis}`] as NumberCell
  return { tag: place, basis: known ?? basis, figure, data }
}

/** Those first that cost most. */
export function costliestFirst(notes: readonly SeriesNote[]): readonly SeriesNote[] {
  return notes.toSorted((a, b) => (valueOfCell(b.figure) ?? -1) - (valueOfCell(a.figure) ?? -1))
}
