import 'server-only'
import { compareReport } from '../analysis/compare/report'
import type { ImageReport } from '../analysis/report'
import type { ImageInput } from '../link/tag-state'
import type { SourceFailure } from '../oci/failure'
import { formatRepository } from '../oci/reference'
import { knownEnds } from './compare'
import { answeredBy } from './resolve-source'
import { readTag } from './tag'

/** One tag: its figures, layers and history, as the comparison shows them. */
export async function readImage(input: ImageInput, signal: AbortSignal): Promise<ImageReport> {
  const read = await readTag(input, signal)
  const { offline, question, series, found } = read
  const report = compareReport(question, {
    at: new Date().toISOString(),
    source: answeredBy(offline),
    series: [series],
    known: await knownEnds(read, signal),
  })
  const [shown] = report.strategies[0]?.tags ?? []
  const failures = series.problems.flatMap((problem) => (problem.code === 'source' ? [problem.failure] : []))
  const { tag } = read.reference
  const repository = formatRepository(read.reference)
  const gone: SourceFailure = { code: 'not-found', at: repository, what: tag }
  return {
    tag: shown ?? {
      tag,
      reference: `${repository}:${tag}`,
      failures: failures.length > 0 ? failures : [gone],
      cells: {},
    },
    layers: report.layers,
    history: found?.image?.history ?? [],
  }
}
