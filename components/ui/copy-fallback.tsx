import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Dialog } from './dialog'

interface Props {
  readonly text: string
  readonly onClose: () => void
}

/** What the browser would not put on the clipboard, selected, for a person to copy by hand. */
export default function CopyFallback({ text, onClose }: Props) {
  const t = useTranslations('links.byHand')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    // After the dialog has put the focus where it puts it.
    const timer = setTimeout(() => {
      field.current?.focus()
      field.current?.select()
    })
    return () => clearTimeout(timer)
  }, [])
  return (
    <Dialog title={t('title')} onClose={onClose}>
      <div className="flex min-h-0 flex-col gap-3 p-4">
        <p className="text-sm">{t('note')}</p>
        <textarea
          ref={field}
          readOnly
          value={text}
          rows={Math.min(12, Math.max(2, Math.ceil(text.length / 70)))}
          spellCheck={false}
          aria-label={t('text')}
          className="min-h-16 w-full resize-y rounded-md border border-line bg-sunken p-2 font-mono text-xs [overflow-wrap:anywhere]"
        />
      </div>
    </Dialog>
  )
}
