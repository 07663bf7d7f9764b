'use client'

import { useTranslations } from 'next-intl'
import { Segmented } from '@/components/ui/segmented'
import { LOCALES, type Locale } from '@/lib/i18n/locales'
import { useLanguage } from './use-language'

/** Languages in their own words, whatever the page speaks. */
export const LANGUAGE_NAMES: Record<Locale, { short: string; long: string }> = {
  en: { short: 'EN', long: 'English' },
  ko: { short: '한', long: '한국어' },
}

/** English or Korean. */
export function LanguageSwitch() {
  const t = useTranslations('shell')
  const { language, setLanguage } = useLanguage()
  return (
    <Segmented
      label={t('language')}
      value={language}
      options={LOCALES.map((value) => ({
        value,
        text: LANGUAGE_NAMES[value].short,
        title: LANGUAGE_NAMES[value].long,
      }))}
      onChange={setLanguage}
    />
  )
}
