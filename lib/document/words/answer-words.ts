import type { CompareReport } from '../../analysis/report'
import type { FleetAnswer, StrategyAnswer } from '../../analysis/rollout/answer'
import type { BreakEven } from '../../analysis/rollout/break-even'
import { formatShare, type Units } from '../../i18n/format'
import { cellText, reasonText } from './cell-text'
import { shortName } from './view-title'
import type { Words } from './words'

/** An answer, and all that its sentences are made of. */
export interface SaidAnswer {
  readonly answer: FleetAnswer
  /** Its strategies named. */
  readonly report: Pick<CompareReport, 'strategies' | 'rule' | 'basis' | 'guess'>
  readonly units: Units
  readonly words: Words
}

/** The conclusion in a line: who downloads least, how much, and by how much less; or that nobody can be named. */
export function headlineText(said: SaidAnswer): string {
  const { answer, report, words } = said
  const t = words('answer')
  const { ranked, judgement } = answer
  const names = nameOf(said)
  const [first] = ranked
  if (first === undefined) return t('nothing')
  const figure = monthText(said, first)
  if (report.strategies.length === 1) return t('single', { name: names(first), figure })
  if (judgement.unknown.length > 0) {
    return t('open', {
      names: listed(
        judgement.unknown.map(({ at }) => names(at)),
        words,
      ),
    })
  }
  return tieOrBest(said, 'tie', 'best')
}

/** Where it turns, who is best of those that are known, what is not known and why, and what is assumed. */
export function answerTexts(said: SaidAnswer): readonly string[] {
  const { answer, report, words } = said
  const t = words('answer')
  const { ranked, judgement, releases } = answer
  const names = nameOf(said)
  const isOpen = judgement.unknown.length > 0
  const alone = isOpen && ranked.length === 1 && report.strategies.length > 1
  const { count, first, last, by, left } = releases
  return [
    ...(alone ? [t('leadsAlone', { name: names(ranked[0]!), figure: monthText(said, ranked[0]!) })] : []),
    ...(isOpen && ranked.length > 1 ? [tieOrBest(said, 'leadsTie', 'leads')] : []),
    ...turnTexts(said),
    ...judgement.unknown.flatMap(({ at, why }) => {
      const reason = why && reasonText(words('reasons'), why)
      return reason ? [words('exportsMore')('about', { name: names(at), text: reason })] : []
    }),
    ...(count > 0 ? [t('over', { count, first, last, by, left, all: String(ranked.length > 1) })] : []),
    ...(count > 0 ? [t('assumed', { rule: words('rules')(report.rule) })] : []),
    ...(report.guess ? [guessText(words, report.guess)] : []),
  ]
}

/** Why a first screen compares these repositories. */
export function guessText(words: Words, { by, text, common }: NonNullable<CompareReport['guess']>): string {
  return words('picker')('guess', { by, text, common })
}

/** The fleet in a sentence. */
export function givenText({ fleet }: FleetAnswer, words: Words): string {
  const { hosts, emptyShare, releases } = fleet
  // Shares come from per cent and go back to it: without the tail of floating point.
  return words('answer')('given', {
    hosts,
    empty: String(Number((emptyShare * 100).toPrecision(6))),
    month: releases,
  })
}

/** At which shares of empty hosts a strategy is cheaper than the one that is cheapest now. */
export function turnText({ turns, update, fresh }: StrategyAnswer, words: Words): string {
  const t = words('answer.turn')
  if (!turns || turns.kind === 'unknown') return '—'
  // What is cheaper at both ends and not now ties with the cheapest.
  if (turns.kind === 'always') return t(turns.cheaper === 'a' ? 'never' : 'equal')
  if (turns.kind === 'equal') return t('equal')
  const about = [update, fresh].some(({ kind }) => kind === 'estimate') ? '≈' : ''
  return t(turns.cheaperBelow === 'a' ? 'above' : 'below', { share: about + formatShare(turns.share) })
}

const nameOf =
  ({ report }: SaidAnswer) =>
  (position: number) =>
    shortName(report.strategies[position]?.name ?? '')

/** Names in the middle of a sentence. */
export function listed(names: readonly string[], words: Words): string {
  const [first, last] = [names.slice(0, -1).join(', '), names.at(-1) ?? '']
  return first === '' ? last : words('answer')('listed', { first, last })
}

const monthText = ({ answer, report, units }: SaidAnswer, position: number) =>
  cellText(answer.strategies[position]?.month, units, report.basis)

/** Who is cheapest of those that are known, or that the cheapest are as cheap as each other. */
function tieOrBest(said: SaidAnswer, tie: string, best: string): string {
  const { answer, words } = said
  const t = words('answer')
  const names = nameOf(said)
  const [first = 0] = answer.ranked
  const { tied } = answer.judgement
  const next = answer.ranked.find((position) => position !== first && !tied.includes(position))
  const bytesOf = (position: number) => {
    const month = answer.strategies[position]?.month
    return month && 'value' in month ? month.value : 0
  }
  const values = {
    figure: monthText(said, first),
    share: next === undefined ? '' : formatShare(1 - bytesOf(first) / bytesOf(next)),
    more: String(next !== undefined),
    next: next === undefined ? '' : names(next),
  }
  if (tied.length > 0) return t(tie, { ...values, names: listed(tied.map(names), words) })
  return t(best, { ...values, name: names(first) })
}

/** The nearest share of empty hosts on either side at which another strategy becomes the cheapest. */
function turnTexts(said: SaidAnswer): readonly string[] {
  const { answer, words } = said
  const t = words('answer')
  const names = nameOf(said)
  const { tied } = answer.judgement
  const [first = 0] = answer.ranked
  const others = answer.strategies.flatMap(({ strategy, turns }) => (turns ? [{ strategy, turns }] : []))
  const worse = others.filter(({ strategy }) => !tied.includes(strategy))
  const points = worse.flatMap(({ strategy, turns }) => (turns.kind === 'at' ? [{ strategy, turns }] : []))
  // Where two that cost the same meet is told where there are but these.
  const [meeting] = others.length === 1 && worse.length === 0 ? others : []
  if (meeting?.turns.kind === 'at') {
    const pair = [names(first), names(meeting.strategy)]
    const [low, high] = meeting.turns.cheaperBelow === 'a' ? pair : pair.toReversed()
    return [t('turnTie', { share: formatShare(meeting.turns.share), low: low ?? '', high: high ?? '' })]
  }
  if (worse.length === 0) return []
  const nearest = (below: Turn['cheaperBelow'], order: 1 | -1) =>
    points
      .filter(({ turns }) => turns.cheaperBelow === below)
      .toSorted((a, b) => order * (a.turns.share - b.turns.share))[0]
  const [up, down] = [nearest('a', 1), nearest('b', -1)]
  const textOf = (key: 'turnUp' | 'turnDown', point: (typeof points)[number]) =>
    t(key, { share: formatShare(point.turns.share), name: names(point.strategy) })
  return [
    ...(up ? [textOf('turnUp', up)] : []),
    ...(down ? [textOf('turnDown', down)] : []),
    ...(!up && !down ? [t('stays')] : []),
  ]
}

type Turn = Extract<BreakEven, { kind: 'at' }>
