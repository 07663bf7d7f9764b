'use client'

import { useMemo } from 'react'
import type { CompareReport } from '@/lib/analysis/report'
import type { CardId } from '@/lib/document/compare/columns'
import { withoutEmpty } from '@/lib/document/compare/rows'
import type { Units } from '@/lib/i18n/format'
import type { Face, OptionalColumn, Sort } from '@/lib/link/view-state'
import { Card } from './card'

export interface CardsProps {
  readonly report: CompareReport
  readonly units: Units
  readonly faces: Readonly<Record<CardId, Face>>
  readonly onFace: (card: CardId, face: Face) => void
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
  readonly columns: readonly OptionalColumn[]
  readonly onColumns: (columns: readonly OptionalColumn[]) => void
  /** Link to a tag's page. @param reference  canonical @param from  the opened snapshot that it is read from, if any */
  readonly tagHref: (reference: string, from?: string) => string
  /** Before the ids of the cards, where a page has them twice. */
  readonly prefix?: string
  /** Before their titles there. */
  readonly under?: string
}

const CARDS: readonly CardId[] = ['total', 'cached', 'uncached']

/** The three cards of the articles. */
export function Cards({ report: whole, ...rest }: CardsProps) {
  const report = useMemo(() => withoutEmpty(whole), [whole])
  return (
    <div className="flex flex-col gap-4">
      {CARDS.map((card) => (
        <Card key={card} card={card} report={report} {...rest} />
      ))}
    </div>
  )
}
