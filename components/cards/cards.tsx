'use client'

import { useMemo } from 'react'
import type { CardId } from '@/lib/document/compare/columns'
import { withoutEmpty } from '@/lib/document/compare/rows'
import { Card } from './card'
import type { CardsProps } from './cards-props'

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
