import type { CompareReport, StrategyReport } from '../api/compare'
import { isPlan } from '../api/plan-param'
import { formatTime } from '../format'
import { PLAN_HOST } from '../planner/plan'
import type { Translate } from './translate'

const SHORT = 12

/**
 * What was measured, where, in which basis and when: what makes a picture of a card stand alone.
 * @param t  of the namespace `cards`
 */
export function sourceText(t: Translate, { engine, source, basis, at, strategies }: CompareReport): string {
  const engineText = engine
    ? t('engineLive', { version: engine.version, store: engine.store })
    : t('engineNone')
  return t('source', {
    references: strategies
      .map((strategy) => (isMade(strategy) ? t('made', { name: strategy.name }) : rangeOf(strategy)))
      .join(', '),
    engine: source === 'sample' ? `${engineText} (${t('sampleMark')})` : engineText,
    basis,
    time: formatTime((source === 'sample' && newestReading(strategies)) || at),
  })
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
