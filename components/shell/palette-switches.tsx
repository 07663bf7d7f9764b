'use client'

import { Binary, Languages, Monitor, Moon, Rows3, Rows4, Scale, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDensity } from '@/components/ui/density'
import { DENSITIES } from '@/components/ui/density-cookie'
import { LOCALES } from '@/lib/i18n/locales'
import { LANGUAGE_NAMES } from './language-switch'
import { PaletteGroup, PaletteItem, type Run } from './palette-item'
import { useLanguage } from './use-language'
import { useSwitches } from './use-switches'
import { THEMES, useThemeChoice } from './use-theme-choice'

const THEME_ICONS = { system: Monitor, light: Sun, dark: Moon } as const
const THEME_NAMES = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const
const DENSITY_ICONS = { comfortable: Rows3, compact: Rows4 } as const

/** Basis, units and looks; what is chosen has a mark. */
export function PaletteSwitches({ run }: { readonly run: Run }) {
  const t = useTranslations('palette')
  const switches = useTranslations('switches')
  const { basis, units, setBasis, setUnits } = useSwitches()
  const chosen = (is: boolean) => (is ? t('current') : undefined)
  return (
    <>
      {units !== undefined && (
        <PaletteGroup heading={t('groups.switches')}>
          {basis !== undefined &&
            (['transfer', 'unpacked'] as const).map((value) => (
              <PaletteItem
                key={value}
                value={`basis ${value}`}
                keywords={[t('basis', { value: switches(value) })]}
                icon={Scale}
                chosen={chosen(basis === value)}
                onRun={run(() => setBasis(value))}
              >
                {t('basis', { value: switches(value) })}
              </PaletteItem>
            ))}
          {(['decimal', 'binary'] as const).map((value) => (
            <PaletteItem
              key={value}
              value={`units ${value}`}
              keywords={[t('units', { value: switches(value) })]}
              icon={Binary}
              chosen={chosen(units === value)}
              onRun={run(() => setUnits(value))}
            >
              {t('units', { value: switches(value) })}
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
      <Appearance run={run} chosen={chosen} />
    </>
  )
}

interface AppearanceProps {
  readonly run: Run
  readonly chosen: (is: boolean) => string | undefined
}

function Appearance({ run, chosen }: AppearanceProps) {
  const t = useTranslations('palette')
  const shell = useTranslations('shell')
  const densities = useTranslations('density')
  const { theme, setTheme } = useThemeChoice()
  const { language, setLanguage } = useLanguage()
  const { density, setDensity } = useDensity()
  return (
    <PaletteGroup heading={t('groups.appearance')}>
      {THEMES.map((value) => (
        <PaletteItem
          key={value}
          value={`theme ${value}`}
          keywords={[t('theme', { value: shell(THEME_NAMES[value]) })]}
          icon={THEME_ICONS[value]}
          chosen={chosen(theme === value)}
          onRun={run(() => setTheme(value))}
        >
          {t('theme', { value: shell(THEME_NAMES[value]) })}
        </PaletteItem>
      ))}
      {LOCALES.map((value) => (
        <PaletteItem
          key={value}
          value={`language ${value}`}
          keywords={[t('language', { value: LANGUAGE_NAMES[value].long })]}
          icon={Languages}
          chosen={chosen(language === value)}
          onRun={run(() => setLanguage(value))}
        >
          {t('language', { value: LANGUAGE_NAMES[value].long })}
        </PaletteItem>
      ))}
      {DENSITIES.map((value) => (
        <PaletteItem
          key={value}
          value={`density ${value}`}
          keywords={[t('density', { value: densities(value) })]}
          icon={DENSITY_ICONS[value]}
          chosen={chosen(density === value)}
          onRun={run(() => setDensity(value))}
        >
          {t('density', { value: densities(value) })}
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}
