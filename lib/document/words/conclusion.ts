import { judge } from '../../analysis/judge'
import type { CompareReport, Verdict } from '../../analysis/report'
import type { CardValue, Conclusion } from '../document'
import { type CardContext, figureOf } from '../values'
import { listed } from './answer-words'
import { verdictForm } from './verdict-text'
import { shortName } from './view-title'

/** What a card compares: a select of the messages. */
export type ConclusionTopic = 'update' | 'fresh' | 'next' | 'registry' | 'host' | 'rollout'

/** Figures of strategies, of which less is better, and what they are of. */
interface Concluded {
  readonly topic: ConclusionTopic
  /** As the card's legend has them. */
  readonly names: readonly string[]
  /** One a name, as the card prints it; undefined where the strategy has no such tag. */
  readonly values: readonly (CardValue | undefined)[]
  /** The tags that they are of: `0.0.3 → 0.0.4`. */
  readonly place: string
}

/**
 * What a card's figures come to, in a line: who takes least and against what, who ties, or why no winner is named, as `judge`
 * has it. Of one strategy it is the figure. Undefined where no figure is known.
 */
export function conclusionOf(
  { topic, names, values, place }: Concluded,
  words: CardContext['words'],
): Conclusion | undefined {
  const t = words('conclusions')
  const cells = values.map((value) => value && (value.cell ?? { kind: 'unknown' as const }))
  const { best, tied, unknown } = judge(cells.map((cell) => cell ?? null))
  const amountOf = (position: number) => {
    const cell = cells[position]
    return cell && 'value' in cell ? cell.value : undefined
  }
  const ranked = [...values.keys()]
    .filter((position) => amountOf(position) !== undefined)
    .toSorted((a, b) => amountOf(a)! - amountOf(b)!)
  if (ranked.length === 0) return undefined
  const textOf = (position: number) => values[position]?.text ?? ''
  const rangeOf = (positions: readonly number[]) => {
    const [from = '', to = from] = [...new Set([positions[0], positions.at(-1)].map((one) => textOf(one!)))]
    return from === to ? from : t('range', { from, to })
  }
  const named = (positions: readonly number[]) =>
    listed(
      positions.map((position) => shortName(names[position] ?? '')),
      words,
    )
  const absent = [...values.keys()].filter((position) => values[position] === undefined)
  const leading = tied.length > 0 ? ranked.filter((position) => tied.includes(position)) : ranked.slice(0, 1)
  const others = ranked.filter((position) => !leading.includes(position))
  const at = t('at', { place, lacks: absent.length, absent: named(absent) })
  const said = { topic, at, names: named(leading.toSorted((a, b) => a - b)), figure: rangeOf(leading) }
  const against = { more: String(others.length > 0), others: others.length > 0 ? rangeOf(others) : '' }
  const text = () => {
    if (unknown.length > 0) return t('open', { topic, at, names: named(unknown.map((one) => one.at)) })
    if (ranked.length === 1) return t('single', { topic, at, figure: said.figure })
    return tied.length > 0
      ? t('tie', { ...said, ...against })
      : t('best', { ...said, others: against.others })
  }
  return {
    text: text(),
    figures: values.map((value, position) =>
      value ? { text: value.text, best: position === best } : undefined,
    ),
  }
}

type Compared = Pick<CompareReport, 'verdicts' | 'strategies' | 'basis'>

/** The verdict that says what a card of a comparison is about, as its conclusion. @param shown  the card's strategies */
export function verdictConclusion(
  code: 'update' | 'fresh-host' | 'registry-after' | 'host-after',
  report: Compared,
  shown: CompareReport['strategies'],
  context: CardContext,
): Conclusion | undefined {
  const { verdicts, strategies } = report
  const verdict = verdicts.find((one) => one.code === code)
  if (!verdict) return undefined
  const values = shown.map((strategy) => {
    const position = strategies.indexOf(strategy)
    const figure = verdict.figures.find((one) => one.strategy === position)
    return figure && figureOf(figure.cell, context, verdictForm(verdict, report))
  })
  const names = shown.map(({ name }) => name)
  return conclusionOf({ ...TOPICS[code], names, values, place: placeText(verdict, context) }, context.words)
}

const TOPICS = {
  update: { topic: 'update' },
  'fresh-host': { topic: 'fresh' },
  'registry-after': { topic: 'registry' },
  'host-after': { topic: 'host' },
} as const satisfies Partial<Record<Verdict['code'], { topic: ConclusionTopic }>>

function placeText({ code, data }: Verdict, { words }: CardContext): string {
  const t = words('conclusions')
  if (code === 'update') return t('step', data)
  return code === 'fresh-host' ? String(data.tag) : t('tags', data)
}
