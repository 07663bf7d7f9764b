import type { StrategyInput } from '../api/strategy-param'

/** The strategies of the bundled sample, in the articles' order. */
export const SAMPLE_STRATEGIES: readonly StrategyInput[] = [
  { reference: 'localhost:5000/docker-layer-linked' },
  { reference: 'localhost:5000/docker-layer-base-linked' },
  { reference: 'localhost:5000/docker-layer-base' },
]
