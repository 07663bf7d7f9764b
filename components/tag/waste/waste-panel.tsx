'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/document/card'
import type { ImageReport } from '@/lib/analysis/report'
import { AdviceList } from './advice-list'
import { DiveFigures } from './dive-figures'
import { DuplicatesTable, HiddenTable } from './path-lists'
import { WasteBar } from './waste-bar'
import { WasteFigures } from './waste-figures'
import type { WasteProps } from './waste-props'

/** What an image stores for nothing, and what its Dockerfile could do about it. */
export default function WastePanel({ report, ...props }: WasteProps & { readonly report: ImageReport }) {
  const t = useTranslations('waste')
  const { waste } = props
  const wasted = waste.hiddenBytes > 0 || waste.duplicateBytes > 0
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card card="waste" title={t('heading')} note={t('note')} landmark whole>
        <WasteFigures {...props} />
        <WasteBar {...props} />
        {!wasted && (
          <p className="mt-4 flex items-start gap-2 rounded-lg bg-good-soft px-3 py-2 text-good text-sm">
            <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            {t('none')}
          </p>
        )}
        <DiveFigures {...props} />
      </Card>
      {wasted && (
        <>
          <AdviceList {...props} />
          <HiddenTable report={report} {...props} />
          <DuplicatesTable report={report} {...props} />
        </>
      )}
    </div>
  )
}
