'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Segmented } from '@/components/ui/segmented'
import { THEMES, type Theme, useThemeChoice } from './use-theme-choice'

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const
const NAMES = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const

/** Light, dark or the system's choice. */
export function ThemeSwitch() {
  const t = useTranslations('shell')
  const { theme, setTheme } = useThemeChoice()
  return (
    <Segmented<Theme | 'none'>
      label={t('theme')}
      value={theme ?? 'none'}
      options={THEMES.map((value) => {
        const Icon = ICONS[value]
        return { value, text: <Icon className="size-4" aria-hidden="true" />, title: t(NAMES[value]) }
      })}
      onChange={(next) => next !== 'none' && setTheme(next)}
    />
  )
}
