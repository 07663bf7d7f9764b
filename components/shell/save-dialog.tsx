import { useMutation } from '@tanstack/react-query'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { saveFile } from '@/components/exports/deliver'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { Dialog } from '@/components/ui/dialog'
import { FIELD, Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notices'
import { type SaveChoice, saveHref } from '@/lib/link/snapshots'

/** Asks what to call the snapshot and what to put into it, and saves it. */
export default function SaveDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('snapshots')
  return (
    <Dialog title={t('saveTitle')} onClose={onClose}>
      <SaveForm onDone={onClose} />
    </Dialog>
  )
}

function SaveForm({ onDone }: { readonly onDone: () => void }) {
  const t = useTranslations('snapshots')
  const path = usePathname()
  const search = useSearchParams()
  const [choice, setChoice] = useState<SaveChoice>({ title: '', notes: '', files: false, gzip: false })
  const change = (next: Partial<SaveChoice>) => setChoice({ ...choice, ...next })
  const save = useMutation({
    mutationFn: () => saveFile(saveHref(search.size > 0 ? `${path}?${search}` : path, choice)),
    onSuccess: (name) => {
      notify({ tone: 'good', text: t('saved', { name }) })
      onDone()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
      className="flex flex-col gap-3 overflow-y-auto p-4 text-sm"
    >
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
            className={`${FIELD} py-1`}
          />
        )}
      </Field>
      <Check checked={choice.files} onChange={(files) => change({ files })}>
        {t('files')}
      </Check>
      <Check checked={choice.gzip} onChange={(gzip) => change({ gzip })}>
        {t('gzip')}
      </Check>
      {save.error && (
        <p role="alert" className="text-bad [overflow-wrap:anywhere]">
          {t('saveFailed', { reason: save.error.message })}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('cancel')}</Button>
        <Button type="submit" tone="strong" disabled={save.isPending}>
          {t(save.isPending ? 'saving' : 'download')}
        </Button>
      </div>
    </form>
  )
}
