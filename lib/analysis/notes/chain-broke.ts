import { costliestFirst, isChained, type NoteKind, updateNote } from './note'

/** Where a tag of a chained series does not hold the tag before: what stood above the layers that both have is lost. */
export const chainBroke: NoteKind = {
  code: 'chain-broke',
  of(series) {
    const broken = series.pairs.filter((pair) => !isChained(pair))
    if (broken.length * 2 >= series.pairs.length) return []
    return costliestFirst(
      broken.map((pair) => updateNote(series, pair, { kept: pair.shared, of: pair.before })),
    )
  },
}
