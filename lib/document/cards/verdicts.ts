import { cellText } from '../words/cell-text'
import { sourceText } from '../words/source-text'
import { verdictValues } from '../words/verdict-text'
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
    const sentences = verdicts.map((verdict) => {
      const figures = verdict.figures.map(({ strategy, cell }) => {
        const name = strategies[strategy]?.name ?? ''
        return exports(strategy === verdict.best ? 'bestFigure' : 'figure', {
          name,
          figure: cellText(cell, units),
        })
      })
      return t.markup(verdict.code, {
        ...verdictValues(verdict, strategies),
        figures: () => figures.join(', '),
      })
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
