import { useTranslations } from 'next-intl'
import type { Units } from '@/lib/format'
import type { Cell, Reason } from '@/lib/measures/cell'
import { cellText, type Precision, reasonText } from '@/lib/words/cell-text'

/** Cells and reasons as text, in the units of the page and the words of its language. */
export function useCellText(units: Units) {
  const t = useTranslations('reasons')
  return {
    cellText: (cell: Cell | undefined, precision?: Precision) => cellText(cell, units, precision),
    reasonText: (reason: Reason) => reasonText(t, reason),
  }
}
