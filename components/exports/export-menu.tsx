import { Share } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Popover } from '@/components/ui/popover'
import type { Face } from '@/lib/link/view-state'
import { useExportScope } from './export-scope'

interface Props {
  /** The card, as exports name it: `total`, `matrix`. */
  readonly card: string
  readonly title: string
  /** Whether it has a chart: only then there is an SVG of it alone. */
  readonly chart?: boolean
  /** Which faces are shown: so is the picture. */
  readonly show?: Face
}

const ExportPanel = dynamic(() => import('./export-panel'), { ssr: false })

/** The button on a card that opens what it can be exported as. */
export function ExportMenu({ card, title, chart = false, show }: Props) {
  const t = useTranslations('exportMenu')
  const scope = useExportScope()
  const [open, setOpen] = useState(false)
  if (!scope) return null
  return (
    <span className="print:hidden">
      <Popover
        open={open}
        onOpenChange={setOpen}
        align="end"
        label={t('label', { title })}
        trigger={
          <button
            type="button"
            title={t('label', { title })}
            aria-label={t('label', { title })}
            className="grid size-8 cursor-pointer place-items-center rounded-md border border-line bg-surface text-muted hover:bg-sunken hover:text-ink"
          >
            <Share className="size-4" aria-hidden="true" />
          </button>
        }
      >
        <ExportPanel {...scope} card={card} chart={chart} show={show} />
      </Popover>
    </span>
  )
}
