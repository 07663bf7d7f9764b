import { useTranslations } from 'next-intl'
import { formatBytes, formatRegistryBytes, formatShare, type Units } from '@/lib/format'
import type { Cell, Reason } from '@/lib/measures/cell'

/** How bytes are printed: as Docker does, or with the two decimals of registries. */
export type Precision = 'docker' | 'registry'

/** Cells and reasons as text; every table, chart and sentence prints them through here. */
export function useCellText(units: Units) {
  const t = useTranslations('reasons')

  /** The text of a cell: the articles' notation; `≈` before an estimate, `—` for what is not known. */
  function cellText(cell: Cell | undefined, precision: Precision = 'docker'): string {
    if (!cell || cell.kind === 'unknown') return '—'
    if (cell.kind === 'images') {
      if (cell.images === 'none') return '-'
      if (cell.images === 'base') return cell.name ?? `(${cell.layers})`
      return cell.first === cell.last ? cell.first : `${cell.first} ~ ${cell.last}`
    }
    return (cell.kind === 'estimate' ? '≈' : '') + numberText(cell.value, cell.unit, precision)
  }

  function numberText(value: number, unit: string, precision: Precision): string {
    if (unit === 'bytes')
      return precision === 'docker' ? formatBytes(value, units) : formatRegistryBytes(value, units)
    return unit === 'ratio' ? formatShare(value) : String(value)
  }

  function reasonText({ code, data }: Reason): string {
    return t(code, data as Record<string, string | number>)
  }
  return { cellText, reasonText }
}
