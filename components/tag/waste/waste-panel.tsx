'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { CardTitle } from '@/components/cards/card-title'
import { AdviceList } from './advice-list'
import { DiveFigures } from './dive-figures'
import { DuplicatesTable } from './duplicates-table'
import { HiddenTable } from './hidden-table'
import { WasteBar } from './waste-bar'
import { WasteFigures } from './waste-figures'
import type { WasteProps } from './waste-props'

/** What an image stores for nothing, and what its Dockerfile could do about it. */
export function WastePanel(props: WasteProps) {
  const t = useTranslations('waste')
  const id = useId()
  const { waste } = props
  const wasted = waste.hiddenBytes > 0 || waste.duplicateBytes > 0
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <section
        aria-labelledby={id}
        className="min-w-0 rounded-xl border border-line bg-surface p-4 break-inside-avoid sm:p-5"
      >
        <CardTitle id={id} title={t('heading')} note={t('note')} card="waste" />
        <WasteFigures {...props} />
        <WasteBar {...props} />
        {!wasted && (
          <p className="mt-4 flex items-start gap-2 rounded-lg bg-good-soft px-3 py-2 text-good text-sm">
            <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            {t('none')}
          </p>
        )}
        <DiveFigures {...props} />
      </section>
      {wasted && (
        <>
          <AdviceList {...props} />
          <HiddenTable {...props} />
          <DuplicatesTable {...props} />
        </>
      )}
    </div>
  )
}
