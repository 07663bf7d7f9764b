import 'server-only'
import { downloadsReport, pullReport } from '../analysis/compare/downloads'
import type { CompareFacts } from '../analysis/compare/facts'
import { compareReport } from '../analysis/compare/report'
import type { DownloadsReport, PullReport } from '../analysis/downloads-report'
import { plannedBases } from '../analysis/planner/series'
import type { CompareInput, DownloadsInput, PullInput } from '../analysis/question'
import type { CompareReport, ImageReport } from '../analysis/report'
import { parsePlan } from '../link/plan-param'
import type { ImageInput } from '../link/tag-state'
import { formatRepository } from '../oci/reference'
import { failureIn, SourceError } from '../sources/source'
import { withContents } from './contents'
import { keepReports } from './kept-reports'
import { likeliestStrategies } from './likeliest'
import { withNotedFiles } from './noted-files'
import { answeredBy, answererOf, openPlace, type Place, strategiesOf } from './resolve-source'
import { readSeries } from './series'
import { failuresOf, readTag, type TagRead } from './tag'
import { inTurn } from './turns'

const comparisonOf = keepReports(compareReport)
const costsOf = keepReports(downloadsReport)

/**
 * Answers a comparison from what the sources answer now: the page and `GET /api/compare` both call this.
 *
 * A source's failure costs its own figures only. @throws Error when the environment cannot be used
 */
export async function readCompare(input: CompareInput, signal: AbortSignal): Promise<CompareReport> {
  const { question, facts, place } = await readFacts(input, signal)
  const report = await computed(place, (bytes) => comparisonOf(question, facts, bytes))
  return await withNotedFiles(report, place, signal)
}

/** Facts of so many bytes take about as long as one name of a list. */
const BYTES_OF_A_NAME = 4096

/** What is computed of all facts of a question: very many wait for their turn. */
function computed<T>({ budget }: Place, compute: (bytes: number) => T): Promise<T> {
  const bytes = budget?.takenBytes ?? 0
  return inTurn(bytes / BYTES_OF_A_NAME, () => compute(bytes))
}

/** What the Downloads page draws, from what the sources tell now. A source's failure costs its own figures only. */
export async function readDownloads(input: DownloadsInput, signal: AbortSignal): Promise<DownloadsReport> {
  const { question, facts, place } = await readFacts(input, signal)
  const report = await computed(place, (bytes) => costsOf(question, facts, bytes))
  return { ...report, compare: await withNotedFiles(report.compare, place, signal) }
}

/** One pull, layer by layer. @throws SourceError `not-found` for a tag that the series has not */
export async function readPull(input: PullInput, signal: AbortSignal): Promise<PullReport> {
  const { strategy, ...rest } = input
  const { facts } = await readFacts({ ...rest, strategies: [strategy] }, signal)
  const report = pullReport(input, facts)
  if (report) return report
  throw new SourceError({ code: 'not-found', at: strategy.reference, what: input.tag })
}

/**
 * Everything that a comparison is computed from, and the question with the strategies that were meant.
 *
 * @param asksBeyond  whether the daemon is asked, too, for what it holds beside its images
 */
export async function readFacts<Q extends CompareInput>(
  input: Q,
  signal: AbortSignal,
  asksBeyond = input.cache === 'daemon',
) {
  const place = await openPlace(input, signal)
  const { offline } = place
  const named = input.strategies.length > 0
  const guess = named || offline ? undefined : await likeliestStrategies(place, signal)
  const asked = named ? input.strategies : (guess?.strategies ?? (await strategiesOf(offline, signal)))
  const question = { ...input, strategies: asked }
  const readAll = async () => {
    const read = await Promise.all(asked.map((strategy) => readSeries(place, strategy, question, signal)))
    return withContents(read, question.rule, place, signal)
  }
  const [series, { known, beyond }] = await Promise.all([
    readAll(),
    asked.length === 0 ? { known: [], beyond: undefined } : holdings(place, asksBeyond, signal),
  ])
  const plans = asked.flatMap(({ reference }) => parsePlan(reference) ?? [])
  const facts: CompareFacts = {
    at: new Date().toISOString(),
    ...(await answererOf(place, signal)),
    guess: guess?.why,
    series,
    known: [...known, ...plannedBases(plans)],
    beyond,
  }
  return { question, facts, place }
}

type Holdings = Pick<CompareFacts, 'known' | 'beyond'>

const UNREAD: Holdings = { known: [], beyond: { code: 'unread', count: 0 } }

/** Where the images of the host end, and why it may hold more; of a host that does not answer neither is known. */
async function holdings(
  { daemon, offline }: Place,
  asksBeyond: boolean,
  signal: AbortSignal,
): Promise<Holdings> {
  const source = offline ?? (daemon.ok ? daemon.source : undefined)
  if (!source?.ends) return UNREAD
  try {
    const [known, beyond] = await Promise.all([
      source.ends(signal),
      asksBeyond ? source.beyond?.(signal) : undefined,
    ])
    return { known, beyond }
  } catch (error) {
    failureIn(error)
    return UNREAD
  }
}

/** One tag: its figures, layers and history, as the comparison shows them. */
export async function readImage(input: ImageInput, signal: AbortSignal): Promise<ImageReport> {
  const read = await readTag(input, signal)
  const { offline, question, series, found } = read
  const [{ known }, referrers] = await Promise.all([holdings(read, false, signal), referrersOf(read, signal)])
  const at = new Date().toISOString()
  const report = compareReport(question, { at, source: answeredBy(offline), series: [series], known })
  const [shown] = report.strategies[0]?.tags ?? []
  const { reference } = read
  return {
    tag: shown ?? {
      tag: reference.tag,
      reference: `${formatRepository(reference)}:${reference.tag}`,
      failures: failuresOf(read),
      cells: {},
    },
    layers: report.layers,
    history: found?.image?.history ?? [],
    referrers,
  }
}

/** What hangs on the image in its registry; undefined where that is not known. */
async function referrersOf({ run, found, reference }: TagRead, signal: AbortSignal) {
  const image = found?.facts.registry
  if (!image) return undefined
  try {
    const source = await run.registry(reference.host, signal)
    return await source.referrers?.(reference, image, signal)
  } catch (error) {
    failureIn(error)
    return undefined
  }
}
