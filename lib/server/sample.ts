import 'server-only'
import type { CompareInput } from '../api/compare'
import type { StrategyInput } from '../api/strategy-param'
import { formatRepository, parseReference } from '../oci/reference'
import type { DaemonState, Runtime } from './runtime'

/** The strategies of the bundled sample, in the articles' order. */
export const SAMPLE_STRATEGIES: readonly StrategyInput[] = [
  { reference: 'localhost:5000/docker-layer-linked' },
  { reference: 'localhost:5000/docker-layer-base-linked' },
  { reference: 'localhost:5000/docker-layer-base' },
]

/**
 * Whether the bundled sample answers a question: when it is asked for, and when nothing live does, that is no
 * daemon, no registry in the configuration, and no repository typed but the sample's own.
 */
export async function answersFromSample(
  run: Runtime,
  { source, strategies }: Pick<CompareInput, 'source' | 'strategies'>,
  daemon: DaemonState,
  signal: AbortSignal,
): Promise<boolean> {
  if (source === 'sample') return true
  if (daemon.ok || run.config.registries.length > 0) return false
  const own = new Set(
    (await (await run.sample()).repositories?.(signal))?.map(({ repository }) => repository),
  )
  return strategies.every(({ reference }) => {
    const parsed = parseReference(reference)
    return parsed !== undefined && own.has(formatRepository(parsed))
  })
}
