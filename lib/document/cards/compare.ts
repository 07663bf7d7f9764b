import type { CompareReport, StrategyReport } from '../../analysis/report'
import { EXPORT_CARDS } from '../../link/exports'
import { groupsOf } from '../compare/bars'
import type { CardId } from '../compare/columns'
import { rowsOf, withoutEmpty } from '../compare/rows'
import type { BarsChart, CardDocument } from '../document'
import { cardNote } from '../words/card-note'
import { cellText } from '../words/cell-text'
import { failureText, problemText } from '../words/failure-text'
import { sourceText } from '../words/source-text'
import { verdictValues } from '../words/verdict-text'
import type { Words } from '../words/words'
import { type CompareView, compareTable } from './compare-table'

export const COMPARE_CARDS = EXPORT_CARDS.compare
export type CompareCard = (typeof COMPARE_CARDS)[number]

/**
 * What the cards of a comparison say.
 *
 * @param report  as the page has it: its strategies named, none left out
 * @param cards   which ones, in this order
 */
export function compareDocuments(
  report: CompareReport,
  view: CompareView,
  words: Words,
  cards: readonly CompareCard[] = COMPARE_CARDS,
): readonly CardDocument[] {
  return cards.map((card) =>
    card === 'verdicts' ? verdictsDocument(report, view, words) : cardDocument(card, report, view, words),
  )
}

function verdictsDocument(report: CompareReport, { units }: CompareView, words: Words): CardDocument {
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
    card: 'verdicts',
    title: t('heading'),
    note: '',
    legend: legendOf(strategies),
    remarks: [
      ...(sentences.length > 0 ? sentences : [t('waiting')]),
      ...(strategies.length === 1 ? [t('single')] : []),
    ],
    tables: [],
    charts: [],
    source: sourceText(words('cards'), report),
    units,
  }
}

function cardDocument(card: CardId, whole: CompareReport, view: CompareView, words: Words): CardDocument {
  const t = words('cards')
  const report = withoutEmpty(whole)
  const rows = rowsOf(report, view.sort)
  const title = t(card)
  const chart = (): BarsChart => ({
    kind: 'bars',
    title,
    note: [
      words('charts')(`bars-${card}`, { basis: report.basis }),
      words('charts')(card === 'cached' ? 'hint' : 'hintPlain'),
    ].join(' '),
    groups: groupsOf(report, rows, card),
  })
  return {
    card,
    title,
    note: cardNote(t, card, report),
    legend: legendOf(report.strategies),
    remarks: [...(rows.length > 0 ? [] : [t('noRows')]), ...troubles(whole, words)],
    tables: rows.length > 0 ? [compareTable(card, report, rows, view, words)] : [],
    charts: rows.length > 0 ? [chart()] : [],
    source: sourceText(t, whole),
    units: view.units,
  }
}

function legendOf(strategies: readonly StrategyReport[]) {
  return strategies.map(({ name, colour }) => ({ name, colour }))
}

/** What could not be read: of a series as a whole, and of a tag. */
function troubles({ strategies }: CompareReport, words: Words): readonly string[] {
  const texts = { failures: words('failures'), problems: words('problems') }
  const of = (name: string, text: string) => words('exports')('of', { name, text })
  return strategies.flatMap(({ name, tags, problems }) => [
    ...problems.map((problem) => of(name, problemText(texts, problem))),
    ...tags.flatMap(({ image, reference, failures }) =>
      image ? [] : failures.map((failure) => of(reference, failureText(texts.failures, failure))),
    ),
  ])
}
