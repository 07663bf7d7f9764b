'use client'

import { useMemo } from 'react'
import type { CardId } from '@/lib/document/compare/columns'
import { withoutEmpty } from '@/lib/document/compare/rows'
import type { CardsProps } from './cards-props'
import { ComparisonCard } from './comparison-card'

const CARDS: readonly CardId[] = ['total', 'cached', 'uncached']

/** The three cards of the articles. */
export function Cards({ report: whole, ...rest }: CardsProps) {
  const report = useMemo(() => withoutEmpty(whole), [whole])
  return (
    <div className="flex flex-col gap-4">
      {CARDS.map((card) => (
        <ComparisonCard key={card} card={card} report={report} {...rest} />
      ))}
    </div>
  )
}
