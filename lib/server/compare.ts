import 'server-only'
import type { CompareInput, CompareReport } from '../api/compare'
import { compareReport } from '../compare/report'
import type { ImageSource } from '../sources/source'
import { type DaemonState, runtime } from './runtime'
import { readSeries } from './series'
import { answeredBy, standInFor, strategiesOf } from './stand-in'

/**
 * Answers a comparison from what the sources tell now: the page and `GET /api/compare` both call this.
 *
 * A source's failure costs its own figures only. @throws Error when the environment cannot be used
 */
export async function readCompare(input: CompareInput): Promise<CompareReport> {
  const run = runtime()
  const signal = new AbortController().signal
  const daemon = await run.daemon(signal)
  const standIn = await standInFor(run, input, daemon, signal)
  const asked = input.strategies.length > 0 ? input.strategies : await strategiesOf(standIn, signal)
  const question = { ...input, strategies: asked }
  const [series, known] = await Promise.all([
    Promise.all(asked.map((strategy) => readSeries(run, strategy, question, standIn, signal))),
    asked.length === 0 ? [] : knownEnds(daemon, standIn, signal),
  ])
  return compareReport(question, {
    at: new Date().toISOString(),
    source: answeredBy(standIn),
    engine: await engineOf(daemon, standIn, signal),
    series,
    known,
  })
}

/** Where images end that may give a name to a base; none when the source cannot tell. */
export async function knownEnds(daemon: DaemonState, standIn: ImageSource | undefined, signal: AbortSignal) {
  if (standIn) return (await standIn.ends?.(signal)) ?? []
  if (!daemon.ok) return []
  return (await daemon.source.ends?.(signal).catch(() => [])) ?? []
}

async function engineOf(daemon: DaemonState, standIn: ImageSource | undefined, signal: AbortSignal) {
  if (standIn) {
    const description = await standIn.describe(signal)
    return description.kind === 'snapshot' ? description.engine : undefined
  }
  return daemon.ok ? { version: daemon.description.version, store: daemon.description.store } : undefined
}
