import { type Bar, barText } from '../../document/compare/bars'
import type { Units } from '../../i18n/format'
import type { Column, Lane } from './bar-rows'
import { textWidth } from './text-width'

/** Pixels of the widest bar, and the size of the figure above it. */
export const WIDEST = 46
export const VALUE = 10.5
/** More figures than these, each on its side, are a pattern and no figures. */
const MOST_UPRIGHT = 24

/** How figures stand above bars, and the pixels that are theirs. */
export interface Labelling {
  readonly kind: 'level' | 'upright' | 'none'
  readonly head: number
  /** The bars that have one, where not all do. */
  readonly only?: ReadonlySet<Bar> | undefined
}

/** How the figures above the bars stand, all alike, and the pixels that are theirs. */
export function labelling({ bar, gap }: Column, rows: readonly (readonly Lane[])[], units: Units): Labelling {
  let widest = 0
  for (const lane of rows.flat()) {
    for (const { bar } of lane.columns.flatMap(({ slots }) => slots)) {
      if (bar?.figure !== undefined) widest = Math.max(widest, textWidth(barText(bar, units), VALUE))
    }
  }
  if (Math.min(bar, WIDEST) + gap >= widest + 5) return { kind: 'level', head: 18 }
  if (bar + gap < VALUE - 0.5) return { kind: 'none', head: 8 }
  return { kind: 'upright', head: widest + 10, only: fewOf(rows) }
}

/** The bars that keep their figure where upright ones would be too many to read: of each strategy the largest and the last. */
function fewOf(rows: readonly (readonly Lane[])[]): ReadonlySet<Bar> | undefined {
  const bars = rows.flat().flatMap(({ columns }) => columns.flatMap(({ slots }) => slots))
  if (bars.length <= MOST_UPRIGHT) return undefined
  const [last, largest] = [new Map<number, Bar>(), new Map<number, Bar>()]
  for (const { bar, strategy } of bars) {
    if (bar?.figure === undefined) continue
    last.set(strategy, bar)
    if (bar.figure > (largest.get(strategy)?.figure ?? -1)) largest.set(strategy, bar)
  }
  return new Set([...last.values(), ...largest.values()])
}
