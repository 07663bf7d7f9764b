import type { Cell, Reason } from '../../analysis/cell'
import {
  formatBytes,
  formatDifference,
  formatRegistryBytes,
  formatShare,
  type Units,
} from '../../i18n/format'
import type { Translate } from './translate'

/** How bytes are printed: as Docker does, with the two decimals of registries, or as Docker does with their sign. */
export type Precision = 'docker' | 'registry' | 'signed'

/** The text of a cell: the articles' notation; `≈` before an estimate, `—` for what is not known. */
export function cellText(cell: Cell | undefined, units: Units, precision: Precision = 'docker'): string {
  if (!cell || cell.kind === 'unknown') return '—'
  if (cell.kind === 'images') {
    if (cell.images === 'none') return '-'
    if (cell.images === 'base') return cell.name ?? `(${cell.layers})`
    return cell.first === cell.last ? cell.first : `${cell.first} ~ ${cell.last}`
  }
  return (cell.kind === 'estimate' ? '≈' : '') + numberText(cell.value, cell.unit, units, precision)
}

const PRINT = { docker: formatBytes, registry: formatRegistryBytes, signed: formatDifference }

function numberText(value: number, unit: string, units: Units, precision: Precision): string {
  if (unit === 'bytes') {
    return PRINT[precision](value, units)
  }
  return unit === 'ratio' ? formatShare(value) : String(value)
}

/**
 * What has to be said beside a cell: why it is unknown or estimated, and which base it is that has no name.
 *
 * @param t  of the namespace `reasons`
 */
export function whyText(t: Translate, cell: Cell | undefined): string | undefined {
  if (!cell) return undefined
  if ('why' in cell && cell.why) return reasonText(t, cell.why)
  if (cell.kind !== 'images' || cell.images !== 'base' || cell.name !== undefined) return undefined
  return t('unnamed-base', { layers: cell.layers })
}

/** Why a figure is unknown or estimated, as a sentence. @param t  of the namespace `reasons` */
export function reasonText(t: Translate, { code, data }: Reason): string {
  return t(code, data)
}
