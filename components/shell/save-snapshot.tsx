'use client'

import { Save } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { saveFile } from '@/components/exports/deliver'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { Dialog } from '@/components/ui/dialog'
import { notify } from '@/components/ui/notices'
import { type SaveChoice, saveHref } from '@/lib/link/snapshots'

const FIELD = 'min-h-8 rounded-md border border-line bg-surface px-2 py-1'

/** The button that saves what the page shows as one file, to be opened elsewhere. */
export function SaveSnapshot() {
  const t = useTranslations('snapshots')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog" icon={Save}>
        <span className="max-sm:sr-only">{t('save')}</span>
      </Button>
      {open && (
        <Dialog title={t('saveTitle')} onClose={() => setOpen(false)}>
          <SaveForm onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  )
}

function SaveForm({ onDone }: { readonly onDone: () => void }) {
  const t = useTranslations('snapshots')
  const path = usePathname()
  const search = useSearchParams()
  const [choice, setChoice] = useState<SaveChoice>({ title: '', notes: '', files: false, gzip: false })
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: string }>({ busy: false })
  const change = (next: Partial<SaveChoice>) => setChoice({ ...choice, ...next })

  async function save(event: FormEvent) {
    event.preventDefault()
    setState({ busy: true })
    try {
      const page = search.size > 0 ? `${path}?${search}` : path
      const name = await saveFile(saveHref(page, choice))
      notify({ tone: 'good', text: t('saved', { name }) })
      onDone()
    } catch (error) {
      setState({ busy: false, error: error instanceof Error ? error.message : String(error) })
    }
  }
  return (
    <form onSubmit={save} className="flex flex-col gap-3 overflow-y-auto p-4 text-sm">
      <p className="text-muted">{t('saveWhat')}</p>
      <Field label={t('title')}>
        {(id) => (
          <input
            id={id}
            value={choice.title}
            maxLength={200}
            placeholder={t('titleHint')}
            onChange={({ target }) => change({ title: target.value })}
            className={FIELD}
          />
        )}
      </Field>
      <Field label={t('notes')}>
        {(id) => (
          <textarea
            id={id}
            value={choice.notes}
            maxLength={4000}
            rows={4}
            placeholder={t('notesHint')}
            onChange={({ target }) => change({ notes: target.value })}
            className={FIELD}
          />
        )}
      </Field>
      <Check checked={choice.files} onChange={(files) => change({ files })}>
        {t('files')}
      </Check>
      <Check checked={choice.gzip} onChange={(gzip) => change({ gzip })}>
        {t('gzip')}
      </Check>
      {state.error !== undefined && (
        <p role="alert" className="text-bad [overflow-wrap:anywhere]">
          {t('saveFailed', { reason: state.error })}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('cancel')}</Button>
        <Button type="submit" tone="strong" disabled={state.busy}>
          {state.busy ? t('saving') : t('download')}
        </Button>
      </div>
    </form>
  )
}

interface FieldProps {
  readonly label: string
  readonly children: (id: string) => ReactNode
}

function Field({ label, children }: FieldProps) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      {children(id)}
    </div>
  )
}
