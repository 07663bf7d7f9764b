'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/document/card'
import { Help } from '@/components/ui/help'
import type { WasteReport } from '@/lib/analysis/chain-report'
import { formatShare } from '@/lib/i18n/format'
import { Bytes } from '../bytes'
import { placeQuery } from '../queries'
import { useTag } from '../use-tag'
import { AdviceList } from './advice-list'
import { DuplicatesTable, HiddenTable } from './path-lists'
import { WasteBar } from './waste-bar'

interface Props {
  readonly waste: WasteReport
}

/** What an image stores to no use, and what its Dockerfile could do about it. */
export default function WastePanel({ waste }: Props) {
  const t = useTranslations('waste')
  // Which releases lie on one another decides what can be advised.
  const { data: place, isPending } = useQuery(placeQuery(useTag().image))
  const wasted = waste.hiddenBytes > 0 || waste.duplicateBytes > 0
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card card="waste" title={t('heading')} note={t('note')} landmark whole>
        <WasteFigures waste={waste} />
        <WasteBar waste={waste} />
        {!wasted && (
          <p className="mt-4 flex items-start gap-2 rounded-lg bg-good-soft px-3 py-2 text-good text-sm">
            <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            {t('none')}
          </p>
        )}
        <DiveFigures waste={waste} />
      </Card>
      {wasted && (
        <>
          {!isPending && <AdviceList advice={waste.advice} tags={place?.tags ?? []} />}
          <HiddenTable waste={waste} />
          <DuplicatesTable waste={waste} />
        </>
      )}
    </div>
  )
}

/** The four sums at a glance. */
function WasteFigures({ waste }: Props) {
  const t = useTranslations('waste')
  const { visibleBytes, storedBytes, hiddenBytes, duplicateBytes } = waste
  const share = formatShare(storedBytes > 0 ? hiddenBytes / storedBytes : 0)
  return (
    <dl className="grid grid-cols-2 gap-2 lg:grid-cols-4">
      {(
        [
          ['visible', visibleBytes, t('visibleNote')],
          ['stored', storedBytes, t('storedNote')],
          ['hidden', hiddenBytes, t('hiddenNote', { share })],
          ['duplicates', duplicateBytes, t('duplicatesNote')],
        ] as const
      ).map(([name, bytes, note]) => {
        const isWaste = name === 'hidden' || name === 'duplicates'
        return (
          <div key={name} className="flex flex-col rounded-lg bg-sunken px-3 py-2">
            <dt className="text-muted text-sm">
              {t(name)} {isWaste && <Help topic={name} />}
            </dt>
            <dd className={`font-semibold text-xl tabular-nums ${isWaste && bytes > 0 ? 'text-warn' : ''}`}>
              <Bytes bytes={bytes} />
            </dd>
            <dd className="text-muted text-xs">{note}</dd>
          </div>
        )
      })}
    </dl>
  )
}

/** dive's two figures under its own names, and why they are others than Strata's. */
function DiveFigures({ waste: { dive, hiddenBytes } }: Props) {
  const t = useTranslations('waste')
  return (
    <div className="mt-4 border-line border-t pt-3">
      <h3 className="inline font-medium text-sm">{t('dive')}</h3> <Help topic="dive" />
      <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-sm tabular-nums *:flex *:gap-2 [&_dt]:text-muted">
        <div>
          <dt>
            <code>efficiencyScore</code>
          </dt>
          <dd title={String(dive.efficiencyScore)}>{formatShare(dive.efficiencyScore)}</dd>
        </div>
        <div>
          <dt>
            <code>inefficientBytes</code>
          </dt>
          <dd>
            <Bytes bytes={dive.inefficientBytes} />
          </dd>
        </div>
        <div>
          <dt>{t('hiddenBytes')}</dt>
          <dd>
            <Bytes bytes={hiddenBytes} />
          </dd>
        </div>
      </dl>
      <p className="mt-1 break-keep text-muted text-xs">{t('diveWhy')}</p>
    </div>
  )
}
