import { useTranslations } from 'next-intl'
import type { Units } from '@/lib/format'
import type { Cell } from '@/lib/measures/cell'
import { cellText, type Precision, whyText } from '@/lib/words/cell-text'

/** Cells and reasons as text, in the units of the page and the words of its language. */
export function useCellText(units: Units) {
  const t = useTranslations('reasons')
  return {
    cellText: (cell: Cell | undefined, precision?: Precision) => cellText(cell, units, precision),
    whyText: (cell: Cell | undefined) => whyText(t, cell),
  }
}
