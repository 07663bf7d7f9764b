import { useTranslations } from 'next-intl'
import { type ReactNode, Suspense } from 'react'
import { Link } from '@/components/ui/link'
import { ChoiceSwitch } from './choice-switch'
import { Nav } from './nav'
import { PaletteButton } from './palette-button'
import { SettingsMenu } from './settings-menu'
import { SnapshotBanner } from './snapshot-banner'
import { SourceChip } from './source-chip'

interface Props {
  /** What can be done with the view of this page: copy its link, save a snapshot, export. */
  readonly actions?: ReactNode
}

/** The strip above every page: name, pages, what is being read, commands and settings. */
export function Header({ actions }: Props) {
  const t = useTranslations('shell')
  const palette = useTranslations('palette')
  return (
    <>
      <header className="border-line border-b bg-surface print:hidden">
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-surface focus:p-2"
        >
          {palette('skip')}
        </a>
        <div className="mx-auto flex max-w-[1440px] flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 lg:flex-nowrap">
          <Link href="/" className="flex shrink-0 items-center gap-2.5" aria-label={t('title')}>
            <Mark />
            <span className="font-semibold text-lg tracking-tight">{t('title')}</span>
          </Link>
          <Suspense>
            <Nav />
          </Suspense>
          <div className="ml-auto flex flex-wrap items-center justify-end gap-2 lg:shrink-0 lg:flex-nowrap">
            {actions}
            <Suspense>
              <PaletteButton />
              <SourceChip />
              <div className="hidden items-center gap-2 min-[1400px]:flex">
                <ChoiceSwitch of="language" />
                <ChoiceSwitch of="theme" />
              </div>
              <SettingsMenu />
            </Suspense>
          </div>
        </div>
      </header>
      <Suspense>
        <SnapshotBanner />
      </Suspense>
      {/* Where the keyboard goes on when it skips all this. */}
      <span id="content" tabIndex={-1} />
    </>
  )
}

/** Four strata, bedrock at the bottom. */
function Mark() {
  return (
    <svg viewBox="0 0 24 24" className="size-6" aria-hidden="true">
      <rect x="2" y="17.5" width="20" height="4" rx="1" fill="var(--sign-0)" />
      <rect x="2" y="12.5" width="20" height="4" rx="1" fill="var(--sign-1)" />
      <rect x="2" y="7.5" width="14" height="4" rx="1" fill="var(--sign-2)" />
      <rect x="2" y="2.5" width="8" height="4" rx="1" fill="var(--sign-3)" />
    </svg>
  )
}
