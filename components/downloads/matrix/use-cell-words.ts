import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { MatrixReport } from '@/lib/analysis/downloads-report'
import { cellAt, moveOf, type Place } from '@/lib/document/downloads/cells'
import { cellText } from '@/lib/document/words/cell-text'
import type { Units } from '@/lib/i18n/format'

/** A cell in words: `0.0.2 → 0.0.3: 17.7MB, next version`. */
export function useCellWords(matrix: MatrixReport, units: Units): (place: Place) => string {
  const t = useTranslations('matrix')
  return useCallback(
    (place) => {
      const cell = cellAt(matrix, place)
      return t('cell', {
        from: place.row === 0 ? t('nothing') : (matrix.tags[place.row - 1] ?? ''),
        to: matrix.tags[place.column] ?? '',
        bytes: cell.kind === 'unknown' ? t('unknown') : cellText(cell, units),
        move: moveOf(place),
      })
    },
    [t, matrix, units],
  )
}
