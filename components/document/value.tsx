'use client'

import { Hint } from '@/components/ui/hint'
import type { CardCell, CardValue } from '@/lib/document/document'
import { formatExactBytes } from '@/lib/i18n/format'
import { DrawnCell } from './grid'

interface Props {
  readonly cell: CardCell
  /** A reason that its figures need not give. */
  readonly said?: string | undefined
  /** Colours of the strategies whose values it holds. */
  readonly colours?: readonly number[] | undefined
}

/** A cell on a page: reasons open beside their figures. */
export function Cell({ cell, said, colours }: Props) {
  return (
    <DrawnCell
      cell={cell}
      colours={colours}
      medium={{
        best: 'font-semibold underline decoration-2 decoration-good underline-offset-4',
        seen: 'sr-only',
        beside: 'block text-muted text-xs',
        slash: <span className="slash text-muted"> /</span>,
        draw: (value) => <Value {...value} why={value.why === said ? undefined : value.why} />,
      }}
    />
  )
}

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
