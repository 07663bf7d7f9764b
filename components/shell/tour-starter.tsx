import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { sourcesQuery } from '@/components/data/queries'
import { viewParsers } from '@/lib/link/view-state'
import { showOverlay, useOverlay } from './overlay-store'
import { readPreference, TOUR_SEEN, writePreference } from './preference'

/**
 * Shows the tour on the first visit that lands on the sample, with `tour=1` in the link, or when it is asked for.
 * Browsers that a program drives see it only with `tour=1`.
 */
export default function TourStarter() {
  const t = useTranslations('tour')
  const locale = useLocale()
  const router = useRouter()
  const path = usePathname()
  const search = useSearchParams()
  const asked = useOverlay() === 'tour'
  const inLink = search.get('tour') === '1'
  const [source] = useQueryState('source', viewParsers.source)
  const onSample = path === '/' && !search.has('s')
  const { data } = useQuery({ ...sourcesQuery(), enabled: onSample })
  const shown = onSample && (source === 'sample' || (source === 'auto' && data?.sample === true))

  useEffect(() => {
    // It begins once the sample is there.
    if (asked && !shown) return router.push(`/?source=sample&lang=${locale}`)
    const isFirst = !navigator.webdriver && readPreference(TOUR_SEEN) === undefined
    if (!shown || !(asked || inLink || isFirst)) return
    const leaving = new AbortController()
    const onEnd = () => {
      writePreference(TOUR_SEEN, 'seen')
      showOverlay(undefined)
      forgetParam()
    }
    void import('./tour').then(({ startTour }) => startTour(t, leaving.signal, onEnd))
    return () => leaving.abort()
  }, [asked, shown, inLink, locale, router, t])
  return null
}

/** Takes `tour=1` out of the link: a reload, or a copy of the link, does not begin it again. */
function forgetParam() {
  const url = new URL(window.location.href)
  if (!url.searchParams.has('tour')) return
  url.searchParams.delete('tour')
  window.history.replaceState(window.history.state, '', url)
}
