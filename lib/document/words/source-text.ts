import { PLAN_HOST } from '../../analysis/planner/plan'
import type { CompareReport, StrategyReport } from '../../analysis/report'
import { formatTime } from '../../i18n/format'
import { isPlan } from '../../link/plan-param'
import type { Translate } from './translate'

const SHORT = 12

/**
 * What was measured, where, in which basis and when: what makes a picture of a card stand alone.
 * @param t  of the namespace `cards`
 */
export function sourceText(t: Translate, report: CompareReport): string {
  const { engine, source, basis, at, strategies } = report
  const engineText = engine
    ? t('engineLive', { version: engine.version, store: engine.store })
    : t('engineNone')
  const mark = markOf(t, report)
  return t('source', {
    references: strategies
      .map((strategy) => (isMade(strategy) ? t('made', { name: strategy.name }) : withSide(t, strategy)))
      .join(', '),
    engine: mark === undefined ? engineText : `${engineText} (${mark})`,
    basis,
    // A snapshot tells what was true when it was read, whenever it is opened.
    time: formatTime((isSaved(source) && newestReading(strategies)) || at),
  })
}

function isSaved(source: CompareReport['source']): boolean {
  return source === 'sample' || source === 'snapshot'
}

/** That the facts are no live ones. */
function markOf(t: Translate, { source, snapshot }: CompareReport): string | undefined {
  if (source === 'sample') return t('sampleMark')
  return snapshot && t('snapshotMark', { time: formatTime(snapshot.createdAt) })
}

function withSide(t: Translate, strategy: StrategyReport): string {
  const { from } = strategy
  const range = rangeOf(strategy)
  return from ? `${range} [${t('snapshotMark', { time: formatTime(from.createdAt) })}]` : range
}

/** Nobody built it: a plan, or a proposal. */
function isMade({ input, tags }: StrategyReport): boolean {
  return isPlan(input.reference) || tags.some(({ reference }) => reference.startsWith(`${PLAN_HOST}/`))
}

/** `localhost:5000/app:0.0.1…0.0.4 (abcdef012345)`: the digest is the last tag's. */
function rangeOf({ input, tags }: StrategyReport): string {
  const [first] = tags
  const last = tags.at(-1)
  if (!first || !last) return input.reference
  const reference = input.reference.replace(/:[\w.-]+$/, (end) =>
    end.includes('/') ? end : /:\d+$/.test(end) ? end : '',
  )
  const range = first === last ? first.tag : `${first.tag}…${last.tag}`
  const digest = last.image?.manifestDigest ?? last.image?.imageId
  return `${reference}:${range}${digest === undefined ? '' : ` (${digest.replace(/^\w+:/, '').slice(0, SHORT)})`}`
}

function newestReading(strategies: readonly StrategyReport[]): string {
  const times = strategies.flatMap(({ tags }) => tags.flatMap(({ image }) => (image ? [image.readAt] : [])))
  return times.reduce((latest, time) => (time > latest ? time : latest), '')
}
