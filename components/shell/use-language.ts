import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { useQueryState } from 'nuqs'
import { remember } from '@/components/ui/remember'
import { LOCALE_COOKIE, type Locale } from '@/lib/i18n/locales'
import { viewParsers } from '@/lib/link/view-state'

/** The language, and a change of it: into the link, so that it opens the same elsewhere, and into a cookie. */
export function useLanguage() {
  const language = useLocale() as Locale
  const router = useRouter()
  const [, setLanguage] = useQueryState('lang', viewParsers.lang)
  return {
    language,
    setLanguage(next: Locale) {
      remember(LOCALE_COOKIE, next)
      // Words stand in the layout, which a change of the link's parameters alone does not draw anew.
      void setLanguage(next).then(() => router.refresh())
    },
  }
}
