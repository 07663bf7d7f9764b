'use client'

import { useMutation } from '@tanstack/react-query'
import { Link2, Save } from 'lucide-react'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Suspense, useState } from 'react'
import { saveFile } from '@/components/exports/deliver'
import { Button } from '@/components/ui/button'
import { Check } from '@/components/ui/check'
import { CopyFallback } from '@/components/ui/copy-fallback'
import { Dialog } from '@/components/ui/dialog'
import { FIELD, Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notices'
import { shortLink } from '@/lib/link/link'
import { type SaveChoice, saveHref } from '@/lib/link/snapshots'

/** What can be done with the view of a page as a whole. */
export function PageActions() {
  return (
    <Suspense>
      <CopyLink />
      <SaveSnapshot />
    </Suspense>
  )
}

/** Copies the link of what is on the page, in its shortest form. */
function CopyLink() {
  const t = useTranslations('links')
  const [refused, setRefused] = useState<string>()
  const copy = async () => {
    const link = await shortLink(window.location.href)
    try {
      // There is no clipboard where the page did not come over a connection that the browser trusts.
      await navigator.clipboard.writeText(link)
      notify({ tone: 'good', text: t('copied') })
    } catch {
      setRefused(link)
    }
  }
  return (
    <>
      <Button onClick={() => void copy()} title={t('copyHelp')} icon={Link2}>
        <span className="max-sm:sr-only lg:max-[1360px]:sr-only">{t('copy')}</span>
      </Button>
      {refused !== undefined && <CopyFallback text={refused} onClose={() => setRefused(undefined)} />}
    </>
  )
}

/** The button that saves what the page shows as one file, to be opened elsewhere. */
function SaveSnapshot() {
  const t = useTranslations('snapshots')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-haspopup="dialog" title={t('saveTitle')} icon={Save}>
        <span className="max-sm:sr-only lg:max-[1360px]:sr-only">{t('save')}</span>
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
