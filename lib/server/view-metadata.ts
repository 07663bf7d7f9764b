import 'server-only'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { getLocale } from 'next-intl/server'
import type { SearchParams } from 'nuqs/server'
import { wordsOf } from '../document/words/words'
import type { Locale } from '../i18n/locale'
import { compactSearch, paramsOf, shortSearch } from '../link/link'
import { loadPage, type PageKey } from '../link/pages'
import { plain } from '../oci/plain'
import { PREVIEW_SIZE } from '../render/svg/preview'
import { addressOf } from './address'
import { isLedHere } from './led-here'
import { comparisonOf, imageOf } from './view-reads'
import { imageWords, pageWords, reportWords, type ViewWords } from './view-words'

/** What Next.js gives a page. */
export interface PageProps {
  readonly searchParams: Promise<SearchParams>
}

/**
 * Title, description and preview of a page as its link shows it, in the language of the request. What cannot be read
 * has the page's own name: the page itself says why.
 */
export const metadataOf =
  (page: PageKey) =>
  async ({ searchParams }: PageProps): Promise<Metadata> => {
    const search = paramsOf(await searchParams)
    const [locale, head] = await Promise.all([getLocale() as Promise<Locale>, headers()])
    const words = (await isLedHere())
      ? pageWords(page, locale)
      : await viewWords(page, search, locale).catch(() => pageWords(page, locale))
    const { description } = words
    const title = words.title === 'Strata' ? words.title : `${words.title} · Strata`
    const short = shortSearch(page, search)
    const path = page === 'compare' ? '/' : `/${page}`
    const picture = new URLSearchParams(short)
    picture.set('page', page)
    picture.set('lang', locale)
    const alt = wordsOf(locale)('links')('preview.alt', { title })
    const images = [{ url: `/api/og?${compactSearch(picture)}`, ...PREVIEW_SIZE, alt, type: 'image/png' }]
    return {
      title: { absolute: title },
      description,
      metadataBase: addressOf(head),
      robots: { index: false, follow: false },
      openGraph: {
        type: 'website',
        siteName: 'Strata',
        locale: locale === 'ko' ? 'ko_KR' : 'en_GB',
        title,
        description,
        url: short === '' ? path : `${path}?${short}`,
        images,
      },
      twitter: { card: 'summary_large_image', title, description, images },
    }
  }

/** What the view of a link comes to. */
async function viewWords(page: PageKey, search: URLSearchParams, locale: Locale): Promise<ViewWords> {
  if (page === 'tag') {
    const state = loadPage('tag', search)
    const report = await imageOf(state)
    return report ? imageWords(report, state.units, locale) : pageWords('tag', locale)
  }
  const words = reportWords(page, await comparisonOf(page, search, locale), search, locale)
  const own = page === 'report' || page === 'present' ? plain(loadPage('report', search).title) : ''
  return own === '' ? words : { ...words, title: own }
}
