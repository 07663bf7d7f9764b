import { costliestFirst, isChained, type NoteKind, updateNote } from './note'

/**
 * Where what a series is built upon changes: a tag shares fewer layers with the one before than two of three do. A tag
 * that holds the whole tag before has nothing rebuilt, and is left out.
 */
export const baseChanged: NoteKind = {
  code: 'base-changed',
  of(series) {
    const { pairs } = series
    const rebuilt = pairs.filter((pair) => !isChained(pair))
    if (rebuilt.length * 2 < pairs.length) return []
    const depths = rebuilt.map(({ shared }) => shared).toSorted((a, b) => a - b)
    const base = depths[Math.floor(depths.length / 3)] ?? 0
    const changes = rebuilt.filter(({ shared }) => shared < base)
    return costliestFirst(changes.map((pair) => updateNote(series, pair, { kept: pair.shared, of: base })))
  },
}
