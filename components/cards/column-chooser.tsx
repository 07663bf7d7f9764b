'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { Popover } from '@/components/ui/popover'
import { OPTIONAL_COLUMNS, type OptionalColumn } from '@/lib/link/view-state'

interface Props {
  readonly columns: readonly OptionalColumn[]
  readonly onColumns: (columns: readonly OptionalColumn[]) => void
}

/** Which columns stand beside the articles' own. */
export function ColumnChooser({ columns, onColumns }: Props) {
  const t = useTranslations('cards')
  return (
    <Popover
      align="end"
      label={t('columns')}
      trigger={
        <Button tone="quiet" aria-label={t('columns')} title={t('columns')}>
          <SlidersHorizontal className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-muted">{t('columns')}</legend>
        {OPTIONAL_COLUMNS.map((column) => (
          <Check
            key={column}
            checked={columns.includes(column)}
            onChange={(on) =>
              onColumns(OPTIONAL_COLUMNS.filter((one) => (one === column ? on : columns.includes(one))))
            }
          >
            {t(column)}
          </Check>
        ))}
      </fieldset>
    </Popover>
  )
}
