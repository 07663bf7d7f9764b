import type { CompareReport, Note } from '../report'
import { baseChanged } from './base-changed'
import { chainBroke } from './chain-broke'
import { grewMost } from './grew-most'
import { nearLimit } from './layer-limit'
import { type NoteKind, pairsOf } from './note'

/** Every kind of note, the weightiest first. */
export const NOTES: readonly NoteKind[] = [grewMost, baseChanged, chainBroke, nearLimit]

/** Notes of one kind, and all notes, that a series has at most: what is everywhere does not stand out. */
const MOST_OF_KIND = 2
const MOST = 3

/** What stands out in each series of a comparison, the weightiest first. Time grows with the layers of its tags. */
export function notesOf(report: Omit<CompareReport, 'notes'>): readonly Note[] {
  const { strategies, layers, basis, rule } = report
  return strategies.flatMap(({ kind, tags }, strategy) => {
    const series = { kind, tags, basis, rule, pairs: pairsOf(tags, layers) }
    const notes = NOTES.flatMap(({ code, of }) =>
      of(series)
        .slice(0, MOST_OF_KIND)
        .map((note): Note => ({ code, strategy, ...note })),
    )
    return notes.slice(0, MOST)
  })
}
