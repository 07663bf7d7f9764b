import 'server-only'
import { downloadsReport, pullReport } from '../analysis/compare/downloads'
import type { DownloadsReport, PullReport } from '../analysis/downloads-report'
import type { DownloadsInput, PullInput } from '../analysis/question'
import { SourceError } from '../sources/source'
import { readFacts } from './compare'

/** What the Downloads page draws, from what the sources tell now. A source's failure costs its own figures only. */
export async function readDownloads(input: DownloadsInput, signal: AbortSignal): Promise<DownloadsReport> {
  const { question, facts } = await readFacts(input, signal)
  return downloadsReport(question, facts)
}

/** One pull, layer by layer. @throws SourceError `not-found` for a tag that the series has not */
export async function readPull(input: PullInput, signal: AbortSignal): Promise<PullReport> {
  const { strategy, ...rest } = input
  const { facts } = await readFacts({ ...rest, strategies: [strategy] }, signal)
  const report = pullReport(input, facts)
  if (report) return report
  throw new SourceError({ code: 'not-found', at: strategy.reference, what: input.tag })
}
