import { sourceText } from '../words/source-text'
import { verdictFigures, verdictNotes, verdictValues } from '../words/verdict-text'
import type { CardDefinition } from './card'
import { legendOf } from './comparison'

/** In short: what the figures of a comparison mean. */
export const verdictsCard: CardDefinition<'compare'> = {
  id: 'verdicts',
  title: 'verdicts.heading',
  pages: ['compare', 'planner', 'report'],
  needs: 'compare',
  slides: ['sentences'],
  says({ report, units, words }) {
    const { verdicts, strategies } = report
    const t = words('verdicts')
    const exports = words('exports')
    const notes = verdictNotes(report, { words })
    const sentences = verdicts.map((verdict, index) => {
      const figures = verdictFigures(verdict, report, { units, words }).map(({ name, value }) =>
        exports(value.best ? 'bestFigure' : 'figure', { name, figure: value.text }),
      )
      const sentence = t.markup(verdict.code, {
        ...verdictValues(verdict, strategies),
        figures: () => figures.join(', '),
      })
      const more = notes[index] ?? []
      return more.length > 0 ? `${sentence}. ${more.join(' ')}` : sentence
    })
    return {
      legend: legendOf(strategies),
      remarks: [
        ...(sentences.length > 0 ? sentences : [t('waiting')]),
        ...(strategies.length === 1 ? [t('single')] : []),
      ],
      source: sourceText(words('cards'), report),
    }
  },
}
