import { useTranslations } from 'next-intl'
import type { Cell } from '@/lib/analysis/cell'
import { cellText, type Precision, whyText } from '@/lib/document/words/cell-text'
import type { Units } from '@/lib/i18n/format'

/** Cells and reasons as text, in the units of the page and the words of its language. */
export function useCellText(units: Units) {
  const t = useTranslations('reasons')
  return {
    cellText: (cell: Cell | undefined, precision?: Precision) => cellText(cell, units, precision),
    whyText: (cell: Cell | undefined) => whyText(t, cell),
  }
}
