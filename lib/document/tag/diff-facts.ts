import type { DiffReport } from '../../analysis/diff-report'
import type { StepChange } from '../../oci/step-diff'

/** What may become of a step, in the order in which they are counted. */
export const CHANGES = [
  'same',
  'same-content',
  'new-content',
  'not-reproducible',
  'rebuilt-empty',
  'gone',
  'added',
] as const satisfies readonly StepChange[]

/** The first step that differs, and the key of its term: an image that goes on where the other ends has lost nothing. */
export function partingOf({ pairs, divergence }: Pick<DiffReport, 'pairs' | 'divergence'>) {
  const differing = pairs.slice(divergence)
  const [first] = differing
  const only = (change: StepChange) => differing.every((pair) => pair.change === change)
  const term = only('added') ? 'bGoesOn' : only('gone') ? 'aGoesOn' : 'lostAt'
  return { term, step: first?.b ?? first?.a } as const
}
