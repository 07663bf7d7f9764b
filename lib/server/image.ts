import 'server-only'
import { compareReport } from '../analysis/compare/report'
import type { ImageReport } from '../analysis/report'
import type { SourceFailure } from '../oci/failure'
import { formatRepository, type Reference } from '../oci/reference'
import { knownEnds } from './compare'
import { answeredBy } from './resolve-source'
import { readTag, type TagQuestion } from './tag'

/** One tag: its figures, layers and history, as the comparison shows them. */
export async function readImage(
  reference: Reference,
  rest: TagQuestion,
  signal: AbortSignal,
): Promise<ImageReport> {
  const read = await readTag(reference, rest, signal)
  const { daemon, standIn, question, series, found } = read
  const report = compareReport(question, {
    at: new Date().toISOString(),
    source: answeredBy(standIn),
    series: [series],
    known: await knownEnds(daemon, standIn, signal),
  })
  const [shown] = report.strategies[0]?.tags ?? []
  const failures = series.problems.flatMap((problem) => (problem.code === 'source' ? [problem.failure] : []))
  const { tag } = read.reference
  const gone: SourceFailure = { code: 'not-found', at: formatRepository(reference), what: tag }
  return {
    tag: shown ?? {
      tag,
      reference: `${formatRepository(reference)}:${tag}`,
      failures: failures.length > 0 ? failures : [gone],
      cells: {},
    },
    layers: report.layers,
    history: found?.image?.history ?? [],
  }
}
