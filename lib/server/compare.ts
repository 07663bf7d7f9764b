import 'server-only'
import type { CompareInput, CompareReport } from '../api/compare'
import { compareReport } from '../compare/report'
import { formatRepository, parseReference } from '../oci/reference'
import { type DaemonState, type Runtime, runtime } from './runtime'
import { SAMPLE_STRATEGIES } from './sample'
import { readSeries } from './series'

/**
 * Answers a comparison from what the sources tell now: the page and `GET /api/compare` both call this.
 *
 * The bundled sample answers when it is asked for, and when nothing live does: no daemon, no registry in the
 * configuration, and no repository typed but the sample's own.
 *
 * A source's failure costs its own figures only. @throws Error when the environment cannot be used
 */
export async function readCompare(input: CompareInput): Promise<CompareReport> {
  const run = runtime()
  const signal = new AbortController().signal
  const daemon = await run.daemon(signal)
  const sample = await answersFromSample(run, input, daemon)
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

async function answersFromSample(run: Runtime, input: CompareInput, daemon: DaemonState): Promise<boolean> {
  if (input.source === 'sample') return true
  if (daemon.ok || run.config.registries.length > 0) return false
  const own = new Set(SAMPLE_STRATEGIES.map(({ reference }) => reference))
  return input.strategies.every(({ reference }) => {
    const parsed = parseReference(reference)
    return parsed !== undefined && own.has(formatRepository(parsed))
  })
}

/** Whether the bundled sample stands in for live sources when nothing is typed. */
export async function isSample(run: Runtime, signal: AbortSignal): Promise<boolean> {
  return !(await run.daemon(signal)).ok && run.config.registries.length === 0
}

async function knownEnds(run: Runtime, daemon: DaemonState, sample: boolean, signal: AbortSignal) {
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
