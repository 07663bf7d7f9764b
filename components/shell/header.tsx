import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Suspense } from 'react'
import { LanguageSwitch } from './language-switch'
import { Nav } from './nav'
import { SourceChip } from './source-chip'
import { ThemeSwitch } from './theme-switch'

/** The strip above every page: name, what is being read, language and theme. */
export function Header() {
  const t = useTranslations('shell')
  return (
    <header className="border-line border-b bg-surface">
      <a
        href="#figures"
        className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2"
      >
        {t('skip')}
      </a>
      <div className="mx-auto flex max-w-[1440px] flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
        <Link href="/" className="flex items-center gap-2.5" aria-label={t('title')}>
          <Mark />
          <span className="font-semibold text-lg tracking-tight">{t('title')}</span>
        </Link>
        <span className="hidden text-muted text-sm 2xl:inline">{t('tagline')}</span>
        <Suspense>
          <Nav />
        </Suspense>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <SourceChip />
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  )
}

/** Four strata, bedrock at the bottom. */
function Mark() {
  return (
    <svg viewBox="0 0 24 24" className="size-6" aria-hidden="true">
      <rect x="2" y="17.5" width="20" height="4" rx="1" fill="var(--layer-0)" />
      <rect x="2" y="12.5" width="20" height="4" rx="1" fill="var(--layer-1)" />
      <rect x="2" y="7.5" width="14" height="4" rx="1" fill="var(--layer-2)" />
      <rect x="2" y="2.5" width="8" height="4" rx="1" fill="var(--layer-3)" />
    </svg>
  )
}
