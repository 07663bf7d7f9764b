import { type LucideIcon, Monitor, Moon, Rows3, Rows4, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useDensity } from '@/components/ui/density'
import { DENSITIES } from '@/components/ui/density-cookie'
import { LOCALES } from '@/lib/i18n/locales'
import { BASES, THEMES, UNITS } from '@/lib/link/view-state'
import { useLanguage } from './use-language'
import { useSwitches } from './use-switches'
import { useThemeChoice } from './use-theme-choice'

/** One of a few things that a person chooses, wherever it is offered: the palette, a switch, a key. */
export interface Choice {
  readonly label: string
  /** Absent while the browser does not know it yet. */
  readonly value: string | undefined
  readonly options: readonly {
    readonly value: string
    readonly title: string
    /** Stands for the title where there is little room. */
    readonly sign: LucideIcon | string
  }[]
  choose(value: string): void
}

const THEME_SIGNS = { system: Monitor, light: Sun, dark: Moon } as const
const THEME_TITLES = { system: 'themeSystem', light: 'themeLight', dark: 'themeDark' } as const
const DENSITY_SIGNS = { comfortable: Rows3, compact: Rows4 } as const
/** In their own words, whatever the page speaks. */
const LANGUAGES = { en: ['English', 'EN'], ko: ['한국어', '한'] } as const

/** Everything that is chosen beside the figures themselves; basis and units only where the page has such a switch. */
export function useChoices() {
  const switches = useTranslations('switches')
  const shell = useTranslations('shell')
  const densities = useTranslations('density')
  const { basis, units, setBasis, setUnits } = useSwitches()
  const { theme, setTheme } = useThemeChoice()
  const { language, setLanguage } = useLanguage()
  const { density, setDensity } = useDensity()
  return {
    basis: basis && choiceOf(switches('basis'), BASES, basis, setBasis, (value) => [switches(value)]),
    units: units && choiceOf(switches('units'), UNITS, units, setUnits, (value) => [switches(value)]),
    theme: choiceOf(shell('theme'), THEMES, theme, setTheme, (value) => [
      shell(THEME_TITLES[value]),
      THEME_SIGNS[value],
    ]),
    language: choiceOf(shell('language'), LOCALES, language, setLanguage, (value) => LANGUAGES[value]),
    density: choiceOf(densities('label'), DENSITIES, density, setDensity, (value) => [
      densities(value),
      DENSITY_SIGNS[value],
    ]),
  }
}

function choiceOf<T extends string>(
  label: string,
  values: readonly T[],
  value: T | undefined,
  set: (value: T) => void,
  show: (value: T) => readonly [title: string, sign?: LucideIcon | string],
): Choice {
  const options = values.map((one) => {
    const [title, sign = title] = show(one)
    return { value: one, title, sign }
  })
  return {
    label,
    value,
    options,
    choose(next) {
      const found = values.find((one) => one === next)
      if (found !== undefined) set(found)
    },
  }
}

/** Chooses what comes after the value in use; the second while none is known. */
export function chooseNext(choice: Choice | undefined): void {
  if (!choice) return
  const { value, options, choose } = choice
  const at = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  )
  choose(options[(at + 1) % options.length]?.value ?? '')
}
