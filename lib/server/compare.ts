import 'server-only'
import type { CompareInput, CompareReport } from '../api/compare'
import { compareReport } from '../compare/report'
import { type DaemonState, type Runtime, runtime } from './runtime'
import { answersFromSample, SAMPLE_STRATEGIES } from './sample'
import { readSeries } from './series'

/**
 * Answers a comparison from what the sources tell now: the page and `GET /api/compare` both call this.
 *
 * A source's failure costs its own figures only. @throws Error when the environment cannot be used
 */
export async function readCompare(input: CompareInput): Promise<CompareReport> {
  const run = runtime()
  const signal = new AbortController().signal
  const daemon = await run.daemon(signal)
  const sample = await answersFromSample(run, input, daemon, signal)
  const asked = sample && input.strategies.length === 0 ? SAMPLE_STRATEGIES : input.strategies
  const question = { ...input, strategies: asked }
  const [series, known] = await Promise.all([
    Promise.all(asked.map((strategy) => readSeries(run, strategy, question, sample, signal))),
    asked.length === 0 ? [] : knownEnds(run, daemon, sample, signal),
  ])
  return compareReport(question, {
    at: new Date().toISOString(),
    source: sample ? 'sample' : 'live',
    engine: await engineOf(run, daemon, sample, signal),
    series,
    known,
  })
}

/** Where images end that may give a name to a base; none when the source cannot tell. */
export async function knownEnds(run: Runtime, daemon: DaemonState, sample: boolean, signal: AbortSignal) {
  if (sample) return (await (await run.sample()).ends?.(signal)) ?? []
  if (!daemon.ok) return []
  return (await daemon.source.ends?.(signal).catch(() => [])) ?? []
}

async function engineOf(run: Runtime, daemon: DaemonState, sample: boolean, signal: AbortSignal) {
  if (sample) {
    const description = await (await run.sample()).describe(signal)
    return description.kind === 'snapshot' ? description.engine : undefined
  }
  return daemon.ok ? { version: daemon.description.version, store: daemon.description.store } : undefined
}
