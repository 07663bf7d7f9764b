import type { CompareReport, Verdict } from '../../analysis/report'
import type { CardValue } from '../document'
import { type CardContext, figureOf } from '../values'
import { type Form, whyText } from './cell-text'

type Strategies = CompareReport['strategies']

/** The data of a verdict's sentence, with strategies by name. */
export function verdictValues(
  { code, data, figures }: Verdict,
  strategies: Strategies,
): Record<string, string | number> {
  const name = (key: string) => strategies[Number(data[key])]?.name ?? ''
  if (code === 'winner-changes') return { ...data, from: name('from'), to: name('to') }
  if (code !== 'layer-limit') return data
  const nearest = figures.map(({ strategy }) => strategy)
  return { ...data, strategy: namesOf(nearest, strategies) }
}

export interface VerdictFigure {
  readonly strategy: number
  readonly name: string
  readonly colour: number
  /** `best` where its strategy wins. */
  readonly value: CardValue
}

/** What the bytes of a verdict's figures are of: what a registry or a host keeps, or else what is downloaded. */
export function verdictForm({ code }: Verdict, { basis }: Pick<CompareReport, 'basis'>): Form {
  if (code === 'registry-after') return 'transfer'
  return code === 'host-after' ? 'unpacked' : basis
}

/** The figures that stand in a verdict's sentence, one a strategy; what is not known in words. */
export function verdictFigures(
  verdict: Verdict,
  report: Pick<CompareReport, 'strategies' | 'basis'>,
  context: CardContext,
): readonly VerdictFigure[] {
  const { figures, best } = verdict
  return figures.map(({ strategy, cell }) => {
    const { name = '', colour = 0 } = report.strategies[strategy] ?? {}
    const value = figureOf(cell, context, verdictForm(verdict, report))
    const text = cell.kind === 'unknown' ? context.words('verdicts')('notKnown') : value.text
    return { strategy, name, colour, value: { ...value, text, best: strategy === best } }
  })
}

/**
 * What follows each verdict's sentence: who ties, whose figure is not known and why, and who has no such release. A reason that
 * an earlier sentence gave for the same strategy is not given again.
 */
export function verdictNotes(
  { verdicts, strategies }: Pick<CompareReport, 'verdicts' | 'strategies'>,
  { words }: Pick<CardContext, 'words'>,
): readonly (readonly string[])[] {
  const t = words('verdicts')
  const given = new Set<string>()
  return verdicts.map(({ figures, tied, absent }) => {
    const reasons = figures.flatMap(({ strategy, cell }) =>
      cell.kind === 'unknown'
        ? [
            t('unknown', {
              name: namesOf([strategy], strategies),
              why: whyText(words('reasons'), cell) ?? '',
            }),
          ]
        : [],
    )
    const fresh = reasons.filter((reason) => !given.has(reason))
    for (const reason of reasons) given.add(reason)
    return [
      ...(tied.length > 0 ? [t('tie', { names: namesOf(tied, strategies) })] : []),
      ...fresh,
      ...(absent.length > 0 ? [t('absent', { names: namesOf(absent, strategies) })] : []),
    ]
  })
}

const namesOf = (positions: readonly number[], strategies: Strategies) =>
  positions.map((position) => strategies[position]?.name ?? '').join(', ')
