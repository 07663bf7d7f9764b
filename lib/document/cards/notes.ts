import { noteSentence } from '../words/notes'
import { sourceText } from '../words/source-text'
import type { CardDefinition } from './card'
import { legendOf } from './comparison'

/** What stands out in the series: the release that grew most, a base that changes, a chain that breaks, a limit. */
export const notesCard: CardDefinition<'compare'> = {
  id: 'notes',
  title: 'notes.heading',
  pages: ['compare', 'report'],
  needs: 'compare',
  slides: ['sentences'],
  offered: false,
  missing: 'nothing stands out in the series',
  says(context) {
    const { report, words } = context
    const { notes, strategies } = report
    if (notes.length === 0) return undefined
    return {
      note: words('notes')('note'),
      legend: legendOf(strategies),
      remarks: notes.map((note) => noteSentence(note, report, context)),
      source: sourceText(words('cards'), report),
    }
  },
}
