'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { Segmented } from '@/components/ui/segmented'
import { viewParsers } from '@/lib/api/view-state'
import { LOCALE_COOKIE, LOCALES, type Locale } from '@/lib/i18n/locale'

const NAMES: Record<Locale, { short: string; long: string }> = {
  en: { short: 'EN', long: 'English' },
  ko: { short: '한', long: '한국어' },
}

/** English or Korean: into the link, so that it opens the same elsewhere, and into a cookie for next time. */
export function LanguageSwitch() {
  const t = useTranslations('shell')
  const locale = useLocale() as Locale
  const router = useRouter()
  const [, setLanguage] = useQueryState('lang', viewParsers.lang)

  function choose(next: Locale) {
    document.cookie = `${LOCALE_COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`
    // Words stand in the layout, which a change of the link's parameters alone does not draw anew.
    void setLanguage(next).then(() => router.refresh())
  }
  return (
    <Segmented
      label={t('language')}
      value={locale}
      options={LOCALES.map((value) => ({ value, text: NAMES[value].short, title: NAMES[value].long }))}
      onChange={choose}
    />
  )
}
