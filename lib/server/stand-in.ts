import 'server-only'
import type { CompareInput } from '../api/compare'
import { isPlan } from '../api/plan-param'
import { MAX_STRATEGIES, type StrategyInput } from '../api/strategy-param'
import { formatRepository, parseReference } from '../oci/reference'
import type { ImageSource } from '../sources/source'
import type { DaemonState, Runtime } from './runtime'

/** The strategies of the bundled sample, in the articles' order. */
const SAMPLE_STRATEGIES: readonly StrategyInput[] = [
  { reference: 'localhost:5000/docker-layer-linked' },
  { reference: 'localhost:5000/docker-layer-base-linked' },
  { reference: 'localhost:5000/docker-layer-base' },
]

/**
 * The source that answers a question in place of the daemon and the registries: an archive when one is named, the
 * bundled sample when it is asked for and when nothing live answers, that is no daemon, no registry in the
 * configuration, and no repository typed but the sample's own.
 *
 * @throws SourceError `not-found` for an archive that is not there
 */
export async function standInFor(
  run: Runtime,
  { source, strategies }: Pick<CompareInput, 'source' | 'strategies'>,
  daemon: DaemonState,
  signal: AbortSignal,
): Promise<ImageSource | undefined> {
  if (source === 'sample') return run.sample()
  if (source !== 'auto') return run.archives.open(source.slice('archive:'.length), signal)
  if (daemon.ok || run.config.registries.length > 0) return undefined
  const sample = await run.sample()
  const own = new Set((await sample.repositories?.(signal))?.map(({ repository }) => repository))
  const isOwn = strategies.every(({ reference }) => {
    if (isPlan(reference)) return true
    const parsed = parseReference(reference)
    return parsed !== undefined && own.has(formatRepository(parsed))
  })
  return isOwn ? sample : undefined
}

/** What a stand-in shows when no strategy is named. */
export async function strategiesOf(
  standIn: ImageSource | undefined,
  signal: AbortSignal,
): Promise<readonly StrategyInput[]> {
  if (standIn?.kind === 'snapshot') return SAMPLE_STRATEGIES
  const repositories = (await standIn?.repositories?.(signal)) ?? []
  return repositories.slice(0, MAX_STRATEGIES).map(({ repository }) => ({ reference: repository }))
}

/** How a report names the source that answered. */
export function answeredBy(standIn: ImageSource | undefined): 'live' | 'sample' | 'archive' {
  if (!standIn) return 'live'
  return standIn.kind === 'archive' ? 'archive' : 'sample'
}
