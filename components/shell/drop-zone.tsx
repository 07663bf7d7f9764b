import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useState } from 'react'
import { notify } from '@/components/ui/notices'
import { useOpenFile } from './use-open-file'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Takes a file that is dropped anywhere on the page, and says so while one is held over it. */
export function DropZone() {
  const t = useTranslations('snapshots')
  const { open, opening } = useOpenFile()
  const [held, setHeld] = useState(false)

  const drop = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setHeld(false)
    const [first, ...others] = event.dataTransfer?.files ?? []
    if (!first) return
    if (others.length > 0) notify({ tone: 'bad', text: t('onlyFirst', { name: first.name }) })
    open(first)
  })
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      // Otherwise the browser would leave the page for the file.
      event.preventDefault()
      setHeld(true)
    }
    const leave = (event: DragEvent) => {
      // From one element to another it is still over the page.
      if (event.relatedTarget === null) setHeld(false)
    }
    const listening = new AbortController()
    const { signal } = listening
    window.addEventListener('dragenter', over, { signal })
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', (event) => drop(event), { signal })
    return () => listening.abort()
  }, [])

  const text = opening === undefined ? t('drop') : t('opening', { name: opening })
  return (
    <>
      {/* Screen readers hear of it where it is always there. */}
      <p role="status" className="sr-only">
        {opening !== undefined && text}
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
          </div>
        </div>
      )}
    </>
  )
}
