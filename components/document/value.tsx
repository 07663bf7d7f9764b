'use client'

import { Hint } from '@/components/ui/hint'
import type { CardValue } from '@/lib/document/document'
import { formatExactBytes } from '@/lib/i18n/format'

/** A figure as text: exact bytes on hover, and the reason of what is estimated or unknown for all to reach. */
export function Value({ text, cell, why }: CardValue) {
  if (why !== undefined) {
    return (
      <Hint text={why}>
        <span className="underline decoration-dotted decoration-muted underline-offset-4">{text}</span>
      </Hint>
    )
  }
  const isExact = cell?.kind === 'exact' && cell.unit === 'bytes'
  return <span title={isExact ? formatExactBytes(cell.value) : undefined}>{text}</span>
}
