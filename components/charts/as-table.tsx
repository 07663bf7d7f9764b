'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'

interface Props {
  /** What opens it. */
  readonly text?: string
  readonly children: () => ReactNode
}

/** The figures of a chart that stands without its table: made when it is opened. */
export function AsTable({ text, children }: Props) {
  const t = useTranslations('chartTable')
  const [open, setOpen] = useState(false)
  return (
    <details className="mt-2 print:hidden" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 w-fit cursor-pointer rounded text-muted text-sm hover:text-ink">
        {text ?? t('asTable')}
      </summary>
      {open && <div className="mt-2">{children()}</div>}
    </details>
  )
}
