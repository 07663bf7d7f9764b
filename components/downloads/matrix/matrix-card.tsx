'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Card } from '@/components/document/card'
import { useWords } from '@/components/document/use-words'
import type { DownloadsReport } from '@/lib/analysis/downloads-report'
import type { ChosenCell } from '@/lib/document/downloads/cells'
import { scaleOf } from '@/lib/document/downloads/scale'
import { sourceText } from '@/lib/document/words/source-text'
import type { Units } from '@/lib/i18n/format'
import { HeatLegend } from './heat-legend'
import { HeatMap } from './heat-map'

interface Props {
  readonly report: DownloadsReport
  readonly units: Units
  readonly chosen: ChosenCell | undefined
  readonly onChoose: (cell: ChosenCell) => void
}

/** What going from any tag to any other costs, one heat map per strategy in one scale of colours. */
export function MatrixCard({ report, units, chosen, onChoose }: Props) {
  const t = useTranslations('matrix')
  const words = useWords()
  const { compare, strategies } = report
  const scale = useMemo(() => scaleOf(strategies.map(({ matrix }) => matrix)), [strategies])
  return (
    <Card
      card="matrix"
      title={t('title')}
      note={t('note', { rule: compare.rule, basis: compare.basis })}
      source={sourceText(words('cards'), compare)}
      help="matrix"
      chart
      landmark
    >
      <HeatLegend scale={scale} units={units} />
      <div className="flex flex-wrap items-start gap-x-6 gap-y-5">
        {strategies.map(({ matrix }, position) => {
          const strategy = compare.strategies[position]
          if (!strategy) return null
          return (
            <HeatMap
              // The same strategy may stand twice; its position is what a cell names.
              key={String(position)}
              strategy={strategy}
              position={position}
              matrix={matrix}
              scale={scale}
              chosen={chosen}
              units={units}
              onChoose={onChoose}
            />
          )
        })}
      </div>
    </Card>
  )
}
