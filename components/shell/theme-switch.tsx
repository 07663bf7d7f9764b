'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useQueryState } from 'nuqs'
import { useEffect, useSyncExternalStore } from 'react'
import { Segmented } from '@/components/ui/segmented'
import { viewParsers } from '@/lib/api/view-state'

type Theme = 'system' | 'light' | 'dark'

const noChange = () => () => {}

/** Light, dark or the system's choice; a link may carry it. */
export function ThemeSwitch() {
  const t = useTranslations('shell')
  const { theme, setTheme } = useTheme()
  const [linked, setLinked] = useQueryState('theme', viewParsers.theme)
  // The server does not know the theme; until the browser does, the switch shows none as chosen.
  const mounted = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  )

  useEffect(() => {
    if (linked) setTheme(linked)
  }, [linked, setTheme])

  function choose(next: Theme) {
    setTheme(next)
    if (linked) void setLinked(next)
  }
  return (
    <Segmented<Theme | 'none'>
      label={t('theme')}
      value={mounted ? ((theme as Theme | undefined) ?? 'system') : 'none'}
      options={[
        { value: 'system', text: <Monitor className="size-4" />, title: t('themeSystem') },
        { value: 'light', text: <Sun className="size-4" />, title: t('themeLight') },
        { value: 'dark', text: <Moon className="size-4" />, title: t('themeDark') },
      ]}
      onChange={(next) => next !== 'none' && choose(next)}
    />
  )
}
