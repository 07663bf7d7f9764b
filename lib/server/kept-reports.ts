import { isDeepStrictEqual } from 'node:util'
import { LRUCache } from 'lru-cache'
import { packText } from '../analysis/wire'

/** A page asks again as soon as it listens, several people look at one link: this long it is the same answer. */
const KEPT_MS = 5000
const MOST_KEPT = 6
/** Of the facts that kept reports were computed from: what is more is computed again. */
const KEPT_BYTES = 64 << 20

interface Kept<Facts, Report> {
  readonly until: number
  readonly facts: Facts
  readonly report: Report
}

/**
 * A report's computation that is not done twice within a few seconds: the same question about the same facts has the
 * same report. Facts that are read again are the same objects, which costs nothing to find out.
 *
 * @returns takes the question, its facts, and about how many bytes these are
 */
export function keepReports<Question, Facts extends { readonly at: string }, Report>(
  compute: (question: Question, facts: Facts) => Report,
  now: () => number = () => performance.now(),
): (question: Question, facts: Facts, bytes?: number) => Report {
  const kept = new LRUCache<string, Kept<Facts, Report>>({
    max: MOST_KEPT,
    maxSize: KEPT_BYTES,
    ttl: KEPT_MS,
    ttlAutopurge: true,
  })
  return (question, facts, bytes = 0) => {
    const key = JSON.stringify(question)
    const last = kept.get(key)
    const isSame = () => isDeepStrictEqual({ ...last?.facts, at: '' }, { ...facts, at: '' })
    if (last && last.until > now() && isSame()) return last.report
    const report = compute(question, facts)
    kept.set(key, { until: now() + KEPT_MS, facts, report }, { size: 1 + bytes })
    return report
  }
}

interface Packed {
  readonly report: object
  readonly text: string
}

/** By what all reports of one computation share. */
const texts = new WeakMap<object, Packed>()

/** A report as it travels to its page; one that is kept is packed once. */
export function packedText(report: { readonly strategies: object }): string {
  const kept = texts.get(report.strategies)
  if (kept && isDeepStrictEqual(kept.report, report)) return kept.text
  const text = packText(report)
  texts.set(report.strategies, { report, text })
  return text
}
