import type { Cell, Reason } from '../../analysis/cell'
import type { Measure } from '../../analysis/measures/measure'
import { type BytesOf, formatBytes, formatDifference, formatShare, type Units } from '../../i18n/format'
import type { Basis } from '../../oci/bytes'
import type { Translate } from './translate'

/** What a figure's bytes are of, if it is one of bytes; with their sign where it is what something adds or takes away. */
export type Form = BytesOf | { readonly signed: BytesOf }

/** How the figures of a measure are written. @param basis  of the cell, where the measure has a cell a basis */
export function formOf({ bytesOf, signed }: Measure, basis: Basis): Form {
  const of = bytesOf ?? basis
  return signed ? { signed: of } : of
}

/** The text of a cell: the articles' notation; `≈` before an estimate, `—` for what is not known. */
export function cellText(cell: Cell | undefined, units: Units, form: Form): string {
  if (!cell || cell.kind === 'unknown') return '—'
  if (cell.kind === 'images') {
    if (cell.images === 'none') return '-'
    if (cell.images === 'base') return cell.name ?? `(${cell.layers})`
    return cell.first === cell.last ? cell.first : `${cell.first} ~ ${cell.last}`
  }
  return (cell.kind === 'estimate' ? '≈' : '') + numberText(cell.value, cell.unit, units, form)
}

function numberText(value: number, unit: string, units: Units, form: Form): string {
  if (unit === 'bytes') {
    return typeof form === 'string'
      ? formatBytes(value, form, units)
      : formatDifference(value, form.signed, units)
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
