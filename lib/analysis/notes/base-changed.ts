import { costliestFirst, type NoteKind, updateNote } from './note'

/** Where what a series stands on changes, when most releases keep it: in two of three at least. */
export const baseChanged: NoteKind = {
  code: 'base-changed',
  of(series) {
    const { kind, pairs } = series
    const changes = kind.bases.slice(1)
    if (changes.length * 3 > pairs.length) return []
    return costliestFirst(
      changes.flatMap(({ from, name = '' }) => {
        const pair = pairs.find(({ tag }) => tag.tag === from)
        return pair ? [updateNote(series, pair, { kept: pair.shared, base: name })] : []
      }),
    )
  },
}
