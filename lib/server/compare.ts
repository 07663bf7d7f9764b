import 'server-only'
import type { CompareFacts } from '../analysis/compare/facts'
import { compareReport } from '../analysis/compare/report'
import { plannedBases } from '../analysis/planner/series'
import type { CompareInput } from '../analysis/question'
import type { CompareReport } from '../analysis/report'
import { parsePlan } from '../link/plan-param'
import type { ImageSource } from '../sources/source'
import { answeredBy, resolveSource, snapshotMark, strategiesOf } from './resolve-source'
import { type DaemonState, runtime } from './runtime'
import { readSeries } from './series'

/**
 * Answers a comparison from what the sources answer now: the page and `GET /api/compare` both call this.
 *
 * A source's failure costs its own figures only. @throws Error when the environment cannot be used
 */
export async function readCompare(input: CompareInput, signal: AbortSignal): Promise<CompareReport> {
  const { question, facts } = await readFacts(input, signal)
  return compareReport(question, facts)
}

/** Everything that a comparison is computed from, and the question with the strategies that were meant. */
export async function readFacts<Q extends CompareInput>(
  input: Q,
  signal: AbortSignal,
): Promise<{ readonly question: Q; readonly facts: CompareFacts }> {
  const run = runtime()
  const daemon = await run.daemon(signal)
  const standIn = await resolveSource(run, input, daemon, signal)
  const asked = input.strategies.length > 0 ? input.strategies : await strategiesOf(standIn, signal)
  const question = { ...input, strategies: asked }
  const [series, known] = await Promise.all([
    Promise.all(asked.map((strategy) => readSeries(run, strategy, question, standIn, signal))),
    asked.length === 0 ? [] : knownEnds(daemon, standIn, signal),
  ])
  const engine = await engineOf(daemon, standIn, signal)
  const plans = asked.flatMap(({ reference }) => parsePlan(reference) ?? [])
  const facts = {
    at: new Date().toISOString(),
    source: answeredBy(standIn),
    snapshot: snapshotMark(standIn),
    engine,
    series,
    known: [...known, ...plannedBases(plans)],
  }
  return { question, facts }
}

/** Where images end that may give a name to a base; none when the source does not know. */
export async function knownEnds(daemon: DaemonState, standIn: ImageSource | undefined, signal: AbortSignal) {
  if (standIn) return (await standIn.ends?.(signal)) ?? []
  if (!daemon.ok) return []
  return (await daemon.source.ends?.(signal).catch(() => [])) ?? []
}

export async function engineOf(daemon: DaemonState, standIn: ImageSource | undefined, signal: AbortSignal) {
  if (standIn) {
    const description = await standIn.describe(signal)
    return description.kind === 'snapshot' ? description.engine : undefined
  }
  return daemon.ok ? { version: daemon.description.version, store: daemon.description.store } : undefined
}
