'use client'

import { Hint } from '@/components/ui/hint'
import type { Cell } from '@/lib/analysis/cell'
import type { Precision } from '@/lib/document/words/cell-text'
import { formatExactBytes, type Units } from '@/lib/i18n/format'
import { useCellText } from './use-cell-text'

interface Props {
  readonly cell: Cell | undefined
  readonly units: Units
  readonly precision?: Precision
}

/** A cell as text: exact bytes on hover, and the reason of what is estimated or unknown for all to reach. */
export function Figure({ cell, units, precision = 'docker' }: Props) {
  const { cellText, whyText } = useCellText(units)
  const text = cellText(cell, precision)
  const why = whyText(cell)
  if (why) {
    return (
      <Hint text={why}>
        <span className="underline decoration-dotted decoration-muted underline-offset-4">{text}</span>
      </Hint>
    )
  }
  const exact = cell && 'value' in cell && cell.unit === 'bytes' ? formatExactBytes(cell.value) : undefined
  return <span title={exact}>{text}</span>
}
