'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/document/card'
import { type ImageKey, sharedQuery } from '@/components/tag/queries'
import { Segmented } from '@/components/ui/segmented'
import type { ChainReport } from '@/lib/analysis/chain-report'
import type { ImageReport } from '@/lib/analysis/report'
import { chainRows } from '@/lib/document/tag/chain-rows'
import type { Units } from '@/lib/i18n/format'
import { SCALES, type Scale } from '@/lib/link/tag-state'
import { HistoryTable } from '../history-table'
import { ChainColumn } from './chain-column'
import { LayerDetails } from './layer-details'
import { ParentsTable } from './parents-table'

interface Props {
  readonly image: ImageKey
  readonly report: ImageReport
  readonly chain: ChainReport | undefined
  readonly scale: Scale
  readonly units: Units
  readonly chosen: number
  readonly onScale: (scale: Scale) => void
  readonly onChoose: (position: number) => void
  readonly onFiles: (position: number) => void
}

/** The layer chain: what was done, what each step left, and all facts of the chosen layer. */
export function ChainPanel(props: Props) {
  const { image, report, chain, scale, units, chosen, onScale, onChoose, onFiles } = props
  const t = useTranslations('chain')
  const { data: shared } = useQuery(sharedQuery(image))
  const own = report.tag.image
  const rows = chainRows(report, chain)
  const row = rows.find(({ layer }) => layer?.position === chosen)
  if (!own) return null
  if (own.layers.length === 0) {
    return <p className="rounded-xl border border-line bg-surface p-5 text-muted">{t('none')}</p>
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card
          card="layers"
          title={t('heading')}
          note={t('note')}
          chart
          controls={
            <Segmented
              label={t('scale')}
              value={scale}
              options={SCALES.map((value) => ({ value, text: t(`scales.${value}`) }))}
              onChange={onScale}
            />
          }
        >
          <ChainColumn
            rows={rows}
            scale={scale}
            units={units}
            chosen={chosen}
            onChoose={onChoose}
            tag={report.tag}
            shared={(position) => {
              const { series = [], host = [] } = shared?.layers[position] ?? {}
              return series.length + host.length
            }}
          />
        </Card>
        <aside className="min-w-0 rounded-xl border border-line bg-surface p-4 sm:p-5 lg:sticky lg:top-4">
          {row?.layer && (
            <LayerDetails
              row={row}
              layer={row.layer}
              units={units}
              stepsFrom={own.stepsFrom}
              ruler={own.ruler && t(`rulers.${own.ruler === 'disk blocks' ? 'blocks' : 'content'}`)}
              shared={shared?.layers[chosen]}
              onFiles={() => onFiles(chosen)}
            />
          )}
        </aside>
      </div>
      {own.stepsFrom === 'unpaired' && <HistoryTable report={report} chain={chain} units={units} />}
      {chain && chain.parents.length > 1 && <ParentsTable report={report} chain={chain} units={units} />}
    </div>
  )
}
