'use client'

import { Link2, Save } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { Suspense, useState } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/notices'
import { shortLink } from '@/lib/link/link'

const SaveDialog = dynamic(() => import('./save-dialog'), { ssr: false })
const CopyFallback = dynamic(() => import('@/components/ui/copy-fallback'), { ssr: false })

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
      {open && <SaveDialog onClose={() => setOpen(false)} />}
    </>
  )
}
