import { type FleetAnswer, fleetAnswer, type StrategyAnswer } from '../../analysis/rollout/answer'
import { isPlan } from '../../link/plan-param'
import { plain } from '../../oci/plain'
import { lastStrips } from '../compare/strips'
import type { CardCell, CardColumn, CardTable, StripsChart } from '../document'
import { figureOf, textCell } from '../values'
import { answerTexts, givenText, headlineText, type SaidAnswer, turnText } from '../words/answer-words'
import type { Form } from '../words/cell-text'
import { sourceText } from '../words/source-text'
import { shortName } from '../words/view-title'
import type { AnswerContext, CardDefinition } from './card'
import { legendOf } from './comparison'

type AnswerFigure = Exclude<keyof StrategyAnswer, 'strategy' | 'turns'>

/** The figures of a strategy, the largest question first; downloads are of the bytes that the comparison counts. */
export const ANSWER_FIGURES = [
  { id: 'month' },
  { id: 'update' },
  { id: 'fresh' },
  { id: 'layers' },
  { id: 'registry', form: { signed: 'transfer' } },
  { id: 'host', form: { signed: 'unpacked' } },
] as const satisfies readonly { readonly id: AnswerFigure; readonly form?: Form }[]

/** Those that stand above a strip: what is downloaded. */
const ABOVE_STRIP = 3

/** Which strategy downloads least for a fleet, by how much, and where that turns. Its title is the conclusion. */
export const answerCard: CardDefinition<'answer'> = {
  id: 'answer',
  title: 'answer.title',
  pages: ['compare', 'downloads', 'planner', 'report'],
  needs: 'answer',
  slides: ['chart', 'table'],
  says(context) {
    const { report, words } = context
    if (report.strategies.length === 0) return undefined
    const answer = answerOf(context)
    const said: SaidAnswer = { ...context, answer }
    const table = tableOf(said)
    return {
      title: headlineText(said),
      note: givenText(answer, words),
      legend: legendOf(report.strategies),
      remarks: answerTexts(said),
      tables: [table],
      charts: [chartOf(context, table)],
      source: sourceText(words('cards'), report),
    }
  },
}

function answerOf({ report, hosts, empty, month }: AnswerContext): FleetAnswer {
  return fleetAnswer(report, { hosts, emptyShare: empty / 100, releases: month })
}

function tableOf(said: SaidAnswer): CardTable {
  const { answer, report, words } = said
  const t = words('answer')
  const { ranked, judgement, strategies } = answer
  const [cheapest] = ranked
  const turns = ranked.length > 1 && cheapest !== undefined
  const right = (id: string, title: string): CardColumn => ({ id, title, align: 'right', perStrategy: false })
  const turnsTitle = () => t('turns', { name: shortName(report.strategies[cheapest!]?.name ?? '') })
  return {
    columns: [
      { id: 'strategy', title: t('strategy'), align: 'left', perStrategy: false },
      ...ANSWER_FIGURES.map(({ id }) => right(id, t(id))),
      ...(turns ? [right('turns', turnsTitle())] : []),
    ],
    rows: strategies.map((figures, position) => [
      textCell(plain(report.strategies[position]?.name ?? '')),
      ...ANSWER_FIGURES.map(({ id, ...how }): CardCell => {
        const value = figureOf(figures[id], said, 'form' in how ? how.form : report.basis)
        const best = id === 'month' && judgement.marked.includes(position)
        return { values: [best ? { ...value, best } : value] }
      }),
      ...(turns ? [textCell(position === cheapest ? '' : turnText(figures, words))] : []),
    ]),
  }
}

/** The same figures above the strips. */
function chartOf({ report, words }: AnswerContext, { columns, rows }: CardTable): StripsChart {
  const t = words('answer')
  const strips = lastStrips(report)
  return {
    kind: 'strips',
    title: t('strips'),
    note: t('stripsNote'),
    columns: columns.slice(1, 1 + ABOVE_STRIP).map(({ title }) => title),
    rows: report.strategies.map(({ name, colour, input }, position) => ({
      name: plain(name),
      reference: plain(isPlan(input.reference) ? name : input.reference),
      colour,
      figures: (rows[position] ?? []).slice(1, 1 + ABOVE_STRIP).map(({ values: [value] }) => ({
        text: value?.text ?? '—',
        best: value?.best ?? false,
      })),
      bands: strips[position] ?? [],
    })),
  }
}
