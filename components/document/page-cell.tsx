'use client'

import type { CardCell } from '@/lib/document/document'
import { DrawnCell, type Medium } from './cell'
import { Value } from './value'

const PAGE: Medium = {
  best: 'font-semibold underline decoration-2 decoration-good underline-offset-4',
  seen: 'sr-only',
  beside: 'block text-muted text-xs',
  slash: <span className="text-muted"> /</span>,
  draw: (value) => <Value {...value} />,
}

interface Props {
  readonly cell: CardCell
  /** A reason that its figures need not give. */
  readonly said?: string | undefined
}

/** A cell on a page: reasons open beside their figures. */
export function Cell({ cell, said }: Props) {
  const medium: Medium = {
    ...PAGE,
    draw: (value) => <Value {...value} why={value.why === said ? undefined : value.why} />,
  }
  return <DrawnCell cell={cell} medium={said === undefined ? PAGE : medium} />
}
