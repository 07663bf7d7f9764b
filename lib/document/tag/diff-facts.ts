import type { NumberCell } from '../../analysis/cell'
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

/** A sentence of `diff` with a place for the bytes of `transfer`. */
interface InVain {
  readonly key: 'reparented' | 'sameFiles'
  readonly values: Readonly<Record<string, string | number>>
  readonly transfer: NumberCell
}

/** What a host with A downloads of B for nothing: equal content on another parent, equal files. */
export function inVainOf({
  reparented,
  sameFiles,
  b,
}: Pick<DiffReport, 'reparented' | 'sameFiles' | 'b'>): readonly InVain[] {
  const found: InVain[] = []
  if (reparented) {
    const { b: below, layers, transfer } = reparented
    const last = below + layers
    const place = last === b.layers ? 'top' : layers === 1 ? 'one' : 'run'
    found.push({ key: 'reparented', values: { place, layer: below + 1, last, layers }, transfer })
  }
  if (sameFiles) {
    const { transfer, ...values } = sameFiles
    found.push({ key: 'sameFiles', values, transfer })
  }
  return found
}
