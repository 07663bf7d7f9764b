'use client'

import { BookOpen, CircleHelp, Keyboard, Settings } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Link } from '@/components/ui/link'
import { Popover } from '@/components/ui/popover'
import { pageLink } from '@/lib/link/page-link'
import { ChoiceSwitch } from './choice-switch'
import { showOverlay } from './overlay-store'

const LINE =
  'flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-md px-2 text-left hover:bg-sunken'

const OVERLAYS = [
  { id: 'shortcuts', icon: Keyboard },
  { id: 'tour', icon: CircleHelp },
] as const

/** How Strata looks, and what explains it. */
export function SettingsMenu() {
  const t = useTranslations('palette')
  const nav = useTranslations('nav')
  const search = useSearchParams()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      label={t('settings')}
      trigger={<Button aria-label={t('settings')} title={t('settings')} className="px-2" icon={Settings} />}
    >
      <div className="flex flex-col gap-2">
        <ChoiceSwitch of="density" named />
        {/* Where the header has room, these are in it. */}
        <div className="flex flex-col gap-2 min-[1400px]:hidden">
          <ChoiceSwitch of="theme" named />
          <ChoiceSwitch of="language" named />
        </div>
        <div className="mt-1 border-line border-t pt-2">
          {OVERLAYS.map(({ id, icon: Icon }) => (
            <button
              key={id}
              type="button"
              onClick={() => {
                setOpen(false)
                showOverlay(id)
              }}
              className={LINE}
            >
              <Icon className="size-4 text-muted" aria-hidden="true" />
              {t(id)}
            </button>
          ))}
          <Link href={pageLink('/method', search)} onClick={() => setOpen(false)} className={LINE}>
            <BookOpen className="size-4 text-muted" aria-hidden="true" />
            {nav('method')}
          </Link>
        </div>
      </div>
    </Popover>
  )
}
