'use client'

import { BookOpen, CircleHelp, Keyboard, type LucideIcon, Settings } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { pageLink } from '@/lib/link/page-link'
import { ChoiceSwitch } from './choice-switch'
import { showOverlay } from './overlay-store'

const LINE =
  'flex min-h-9 w-full cursor-pointer items-center gap-2.5 rounded-md px-2 text-left hover:bg-sunken'

/** How Strata looks, and what explains it. */
export function SettingsMenu() {
  const t = useTranslations('palette')
  const shell = useTranslations('shell')
  const density = useTranslations('density')
  const nav = useTranslations('nav')
  const search = useSearchParams()
  const [open, setOpen] = useState(false)
  const show = (overlay: 'shortcuts' | 'tour') => {
    setOpen(false)
    showOverlay(overlay)
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      label={t('settings')}
      trigger={<Button aria-label={t('settings')} title={t('settings')} className="px-2" icon={Settings} />}
    >
      <div className="flex flex-col gap-2">
        <Setting name={density('label')}>
          <ChoiceSwitch of="density" />
        </Setting>
        {/* Where the header has room, these stand in it. */}
        <div className="flex flex-col gap-2 min-[1400px]:hidden">
          <Setting name={shell('theme')}>
            <ChoiceSwitch of="theme" />
          </Setting>
          <Setting name={shell('language')}>
            <ChoiceSwitch of="language" />
          </Setting>
        </div>
        <div className="mt-1 border-line border-t pt-2">
          <Line icon={Keyboard} text={t('shortcuts')} onClick={() => show('shortcuts')} />
          <Line icon={CircleHelp} text={t('tour')} onClick={() => show('tour')} />
          <Link href={pageLink('/method', search)} onClick={() => setOpen(false)} className={LINE}>
            <BookOpen className="size-4 text-muted" aria-hidden="true" />
            {nav('method')}
          </Link>
        </div>
      </div>
    </Popover>
  )
}

function Setting({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-center justify-between gap-3">
      <span className="text-muted">{name}</span>
      {children}
    </div>
  )
}

interface LineProps {
  readonly icon: LucideIcon
  readonly text: string
  readonly onClick: () => void
}

function Line({ icon: Icon, text, onClick }: LineProps) {
  return (
    <button type="button" onClick={onClick} className={LINE}>
      <Icon className="size-4 text-muted" aria-hidden="true" />
      {text}
    </button>
  )
}
