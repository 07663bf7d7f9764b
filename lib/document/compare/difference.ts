import type { Cell, NumberCell } from '../../analysis/cell'
import { formatBytes, formatTimes, type Units } from '../../i18n/format'
import { spreadOf } from './rows'

export interface Difference {
  readonly cell: NumberCell | undefined
  /** The same as the page prints it, `—` for fewer than two figures. */
  readonly text: string
  /** How many times the smallest the largest is, where that is worth a word. */
  readonly times?: { readonly ratio: number; readonly text: string } | undefined
}

/** Below this the two are as good as equal. */
const WORTH_SAYING = 1.005

/** How far apart the figures of a row are; an estimate when one of them is. */
export function differenceOf(cells: readonly (Cell | undefined)[], units: Units): Difference {
  const spread = spreadOf(cells)
  if (!spread) return { cell: undefined, text: '—' }
  const { bytes: value, ratio } = spread
  const kind = cells.some((cell) => cell?.kind === 'estimate') ? 'estimate' : 'exact'
  return {
    cell: { kind, value, unit: 'bytes' },
    text: (kind === 'estimate' ? '≈' : '') + formatBytes(value, units),
    times: ratio !== undefined && ratio >= WORTH_SAYING ? { ratio, text: formatTimes(ratio) } : undefined,
  }
}
