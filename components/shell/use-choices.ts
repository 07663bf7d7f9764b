import { type LucideIcon, Monitor, Moon, Rows3, Rows4, Sun } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { useQueryState, useQueryStates } from 'nuqs'
import { useDensity } from '@/components/ui/density'
import { DENSITIES } from '@/components/ui/density-cookie'
import { remember } from '@/components/ui/remember'
import { useInBrowser } from '@/components/ui/use-in-browser'
import type { Units } from '@/lib/i18n/format'
import { LOCALE_COOKIE, LOCALES, type Locale } from '@/lib/i18n/locales'
import { pageOf, parsersOf } from '@/lib/link/pages'
import { plannerParsers } from '@/lib/link/planner-state'
import { BASES, THEMES, type Theme, UNITS, viewParsers } from '@/lib/link/view-state'
import type { Basis } from '@/lib/oci/bytes'

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
  const t = useTranslations('density')
  const { density, setDensity } = useDensity()
  return {
    ...useSwitches(),
    theme: useThemeChoice(),
    language: useLanguageChoice(),
    density: choiceOf(t('label'), DENSITIES, density, setDensity, (value) => [
      t(value),
      DENSITY_SIGNS[value],
    ]),
  }
}

/** Basis and units of the page that is open. A tag's page shows both bases, the method's no figures of images. */
function useSwitches() {
  const t = useTranslations('switches')
  const path = usePathname()
  const page = pageOf(path)
  const parsers = {
    basis: page === 'planner' ? plannerParsers.basis : viewParsers.basis,
    units: viewParsers.units,
  }
  const history = path === '/' ? 'push' : 'replace'
  const [{ basis, units }, set] = useQueryStates(parsers, { history })
  const hasBasis = page !== undefined && 'basis' in parsersOf(page)
  const show = (value: Basis | Units) => [t(value)] as const
  const basisChoice = choiceOf(t('basis'), BASES, basis, (next) => void set({ basis: next }), show)
  const unitsChoice = choiceOf(t('units'), UNITS, units, (next) => void set({ units: next }), show)
  return {
    basis: hasBasis ? basisChoice : undefined,
    units: path === '/method' ? undefined : unitsChoice,
  }
}

/** A link that carries a theme is changed with it. */
function useThemeChoice(): Choice {
  const t = useTranslations('shell')
  const { theme = 'system', setTheme } = useTheme()
  const [linked, setLinked] = useQueryState('theme', viewParsers.theme)
  const chosen = useInBrowser(() => THEMES.find((one) => one === theme), undefined)
  const set = (next: Theme) => {
    setTheme(next)
    if (linked) void setLinked(next)
  }
  return choiceOf(t('theme'), THEMES, chosen, set, (value) => [t(THEME_TITLES[value]), THEME_SIGNS[value]])
}

/** A change goes into the link, so that it opens the same elsewhere, and into a cookie. */
function useLanguageChoice(): Choice {
  const t = useTranslations('shell')
  const router = useRouter()
  const language = useLocale() as Locale
  const [, setLanguage] = useQueryState('lang', viewParsers.lang)
  const set = (next: Locale) => {
    remember(LOCALE_COOKIE, next)
    // Words are in the layout, which a change of the link's parameters alone does not draw again.
    void setLanguage(next).then(() => router.refresh())
  }
  return choiceOf(t('language'), LOCALES, language, set, (value) => LANGUAGES[value])
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
  const choose = (next: string) => {
    const found = values.find((one) => one === next)
    if (found !== undefined) set(found)
  }
  return { label, value, options, choose }
}

/** Chooses what comes after the value in use; the second while none is known. */
export function chooseNext(choice: Choice | undefined): void {
  if (!choice) return
  const { value, options, choose } = choice
  const at = options.findIndex((option) => option.value === value)
  choose(options[(Math.max(0, at) + 1) % options.length]?.value ?? '')
}
