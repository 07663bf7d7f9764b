'use client'

import { useMemo } from 'react'
import { withoutEmpty } from '@/lib/document/compare/rows'
import type { CardsProps } from './card-state'
import { ComparisonCard } from './comparison-card'

/** The three cards of the articles. */
export function Cards({ report: whole, ...rest }: CardsProps) {
  const report = useMemo(() => withoutEmpty(whole), [whole])
  return (
    <div className="flex flex-col gap-4">
      {(['total', 'cached', 'uncached'] as const).map((card) => (
        <ComparisonCard key={card} card={card} report={report} {...rest} />
      ))}
    </div>
  )
}
