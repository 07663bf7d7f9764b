import type { StrategyInput } from '../api/strategy-param'

/** The strategies of the bundled sample, named as the articles name them. */
export const SAMPLE_STRATEGIES: readonly StrategyInput[] = [
  { reference: 'localhost:5000/docker-layer-linked', name: 'chained' },
  { reference: 'localhost:5000/docker-layer-base-linked', name: 'fixed base' },
  { reference: 'localhost:5000/docker-layer-base', name: 'custom base' },
]
