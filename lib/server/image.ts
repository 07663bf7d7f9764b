import 'server-only'
import type { CompareInput, ImageReport } from '../api/compare'
import { compareReport } from '../compare/report'
import { imageOfTag } from '../compare/tag-image'
import { formatRepository, type Reference } from '../oci/reference'
import type { SourceFailure } from '../sources/source'
import { knownEnds } from './compare'
import { runtime } from './runtime'
import { answersFromSample } from './sample'
import { readSeries } from './series'

/** One tag: its figures, layers and history, as the comparison shows them. */
export async function readImage(
  reference: Reference,
  { platform, source }: Pick<CompareInput, 'platform' | 'source'>,
): Promise<ImageReport> {
  const run = runtime()
  const signal = new AbortController().signal
  const daemon = await run.daemon(signal)
  const tag = reference.tag ?? 'latest'
  const strategy = { reference: `${formatRepository(reference)}:${tag}` }
  const question: CompareInput = {
    strategies: [strategy],
    basis: 'transfer',
    rule: 'auto',
    cache: 'none',
    platform,
    source,
  }
  const sample = await answersFromSample(run, question, daemon, signal)
  const [series, known] = await Promise.all([
    readSeries(run, strategy, question, sample, signal),
    knownEnds(run, daemon, sample, signal),
  ])
  const report = compareReport(question, {
    at: new Date().toISOString(),
    source: sample ? 'sample' : 'live',
    series: [series],
    known,
  })
  const [found] = report.strategies[0]?.tags ?? []
  const [facts] = series.tags
  const failures = series.problems.flatMap((problem) => (problem.code === 'source' ? [problem.failure] : []))
  const gone: SourceFailure = { code: 'not-found', at: formatRepository(reference), what: tag }
  return {
    tag: found ?? {
      tag,
      reference: strategy.reference,
      failures: failures.length > 0 ? failures : [gone],
      cells: {},
    },
    layers: report.layers,
    history: facts ? (imageOfTag(facts).image?.history ?? []) : [],
  }
}
