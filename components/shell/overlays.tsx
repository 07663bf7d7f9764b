import dynamic from 'next/dynamic'
import { usePathname, useSearchParams } from 'next/navigation'
import { useTheme } from 'next-themes'
import { useQueryState } from 'nuqs'
import { useEffect } from 'react'
import { useSettled } from '@/components/ui/use-settled'
import type { OfferedCard } from '@/lib/document/cards'
import { viewParsers } from '@/lib/link/view-state'
import { showOverlay, useOverlay } from './overlay-store'
import { readPreference, TOUR_SEEN } from './preference'
import { Shortcuts } from './shortcuts'

const Palette = dynamic(() => import('./palette'), { ssr: false })
const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog'), { ssr: false })
const TourStarter = dynamic(() => import('./tour-starter'), { ssr: false })

/** What may lie over any page: palette, list of shortcuts, tour. Each comes when it is asked for. */
export function Overlays({ cards }: { readonly cards: readonly OfferedCard[] }) {
  const open = useOverlay()
  const path = usePathname()
  const { setTheme } = useTheme()
  const [linked] = useQueryState('theme', viewParsers.theme)
  // A link may carry a theme.
  useEffect(() => {
    if (linked) setTheme(linked)
  }, [linked, setTheme])
  // The tour asks which sources there are. Asked before the page's own answers are in, the server's paint would be
  // another one than the browser's.
  const settled = useSettled(800)
  const search = useSearchParams()
  const isTour = open === 'tour' || search.get('tour') === '1' || (settled && isFirstVisit(path, search))
  const close = () => showOverlay(undefined)
  return (
    <>
      <Shortcuts />
      {open === 'palette' && <Palette cards={cards} onClose={close} />}
      {open === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {settled && isTour && <TourStarter key={path} />}
    </>
  )
}

/** Browsers that a program drives see the tour only when they ask for it. */
function isFirstVisit(path: string, search: URLSearchParams): boolean {
  const mayBegin = path === '/' && !search.has('s') && !navigator.webdriver
  return mayBegin && readPreference(TOUR_SEEN) === undefined
}
