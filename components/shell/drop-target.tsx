import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent } from 'react'
import { notify } from '@/components/ui/notices'
import { useOpenFile } from './use-open-file'

interface Props {
  /** Whether a file is over the page. */
  readonly held: boolean
  /** What was dropped last. */
  readonly files: readonly File[]
}

/** Opens what is dropped, and says what will happen, or happens, to it. */
export default function DropTarget({ held, files }: Props) {
  const t = useTranslations('snapshots')
  const { open, opening, queue } = useOpenFile()
  const take = useEffectEvent(([first, ...others]: readonly File[]) => {
    if (!first) return
    if (others.length > 0) notify({ tone: 'bad', text: t('onlyFirst', { name: first.name }) })
    open(first)
  })
  useEffect(() => take(files), [files])
  const text = opening === undefined ? t('drop') : t('opening', { name: opening })
  return (
    <>
      {/* Screen readers hear of it where it is always there. */}
      <p role="status" className="sr-only">
        {opening !== undefined && `${text} ${queue}`}
      </p>
      {(held || opening !== undefined) && (
        <div
          data-testid="drop-zone"
          aria-hidden="true"
          className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-surface/80 p-6 print:hidden"
        >
          <div className="flex max-w-md flex-col items-center gap-2 rounded-2xl border-2 border-brand border-dashed bg-surface px-10 py-8 text-center shadow-xl">
            <FileUp className="size-8 text-brand" />
            <p className="font-semibold text-lg [overflow-wrap:anywhere]">{text}</p>
            {opening === undefined && <p className="text-muted text-sm">{t('dropWhat')}</p>}
            {queue && <p className="text-muted text-sm">{queue}</p>}
          </div>
        </div>
      )}
    </>
  )
}
