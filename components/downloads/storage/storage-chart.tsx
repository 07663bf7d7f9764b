'use client'

import { useTranslations } from 'next-intl'
import { memo, useMemo } from 'react'
import { placeLabel, type StorageFacts, storageLines } from '@/lib/document/downloads/storage-facts'
import type { Units } from '@/lib/i18n/format'
import type { ChartLine } from '../rollout/line-chart'
import { LazyLineChart, LineLegend } from '../rollout/lines'

interface Props {
  readonly facts: StorageFacts
  readonly units: Units
}

const DASHED = '7 5'
const DOTTED = '1.5 4'

/** Bytes of the registry along the releases, the naive sum above them, and where both lead. */
export const StorageChart = memo(function StorageChart({ facts, units }: Props) {
  const t = useTranslations('storage')
  const { series, rows } = facts
  const { places, lines: drawn } = useMemo(() => storageLines(facts), [facts])
  const lines = drawn.map(({ index, figure, ahead, values }): ChartLine => {
    const { name = '', colour = 0 } = series[index] ?? {}
    return {
      name: t(ahead ? 'lineAhead' : 'line', { name, figure }),
      colour,
      dash: ahead ? DOTTED : figure === 'registryNaive' ? DASHED : undefined,
      below: series.length - 1 - index,
      estimated: ahead,
      values,
    }
  })
  return (
    <div className="min-w-0">
      <LineLegend
        legend={series}
        lines={[
          { text: t('legend.once') },
          { text: t('legend.naive'), dash: DASHED },
          ...(lines.some(({ estimated }) => estimated) ? [{ text: t('legend.ahead'), dash: DOTTED }] : []),
        ]}
      />
      <LazyLineChart
        title={t('chart')}
        places={places}
        labelOf={(place) => placeLabel(rows, place)}
        lines={lines}
        units={units}
      />
      <p className="mt-1 text-muted text-xs">{t('chartNote')}</p>
    </div>
  )
})
