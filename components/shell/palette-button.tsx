'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { useInBrowser } from '@/components/ui/use-in-browser'
import { showOverlay } from './overlay-store'

/** Opens the palette, and shows the keys that do. */
export function PaletteButton() {
  const t = useTranslations('palette')
  const isMac = useInBrowser(() => /Mac|iPhone|iPad/.test(navigator.userAgent), false)
  return (
    <Button
      onClick={() => showOverlay('palette')}
      title={t('title')}
      aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
      className="px-2"
    >
      <Search className="size-4 text-muted" aria-hidden="true" />
      <span className="sr-only">{t('title')}</span>
      <span className="hidden items-center gap-0.5 md:inline-flex" aria-hidden="true">
        <Kbd>{isMac ? '⌘' : 'Ctrl'}</Kbd>
        <Kbd>K</Kbd>
      </span>
    </Button>
  )
}
