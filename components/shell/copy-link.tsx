'use client'

import { Link2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CopyFallback } from '@/components/ui/copy-fallback'
import { notify } from '@/components/ui/notices'
import { shortLink } from '@/lib/link/link'

/** Copies the link of what is on the page, in its shortest form. */
export function CopyLink() {
  const t = useTranslations('links')
  const [refused, setRefused] = useState<string>()
  const copy = async () => {
    const link = await shortLink(window.location.href)
    try {
      // Absent where the page did not come over a connection that the browser trusts.
      if (!navigator.clipboard) throw new Error('no clipboard')
      await navigator.clipboard.writeText(link)
      notify({ tone: 'good', text: t('copied') })
    } catch {
      setRefused(link)
    }
  }
  return (
    <>
      <Button onClick={() => void copy()} title={t('copyHelp')} icon={Link2}>
        <span className="max-sm:sr-only">{t('copy')}</span>
      </Button>
      {refused !== undefined && <CopyFallback text={refused} onClose={() => setRefused(undefined)} />}
    </>
  )
}
