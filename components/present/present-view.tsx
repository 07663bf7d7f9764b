'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useQueryState } from 'nuqs'
import { useEffect, useEffectEvent, useMemo, useRef } from 'react'
import { useRedrawn } from '@/components/report/use-redrawn'
import { useOverlay } from '@/components/shell/overlay-store'
import { usePreference } from '@/components/shell/preference'
import { SINGLE_KEYS } from '@/components/shell/shortcut-list'
import { type Deck, placeOfSlide, type Step, stepOf } from '@/lib/document/report/deck'
import type { Units } from '@/lib/i18n/format'
import { pageLink } from '@/lib/link/page-link'
import { slideParsers } from '@/lib/link/report-state'
import { markCss } from '@/lib/render/report/mark-css'
import './deck.css'
import { DeckFoot } from './deck-foot'
import { SlideView } from './slide-view'
import { useFullscreen, useIdle, useSwipe } from './stage'
import { usePages } from './use-pages'

interface Props {
  readonly deck: Deck
  readonly units: Units
  readonly source: string
  /** What the slides answer, see `drawnFor`. */
  readonly drawn: string
}

/** One slide at a time on the whole screen; keys, edges, swipes and the link move between them. */
export function PresentView({ deck: { slides, footnotes: pairs }, units, source, drawn }: Props) {
  const t = useTranslations('present')
  const router = useRouter()
  const search = useSearchParams()
  const stage = useRef<HTMLElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const footnotes = useMemo(() => new Map(pairs), [pairs])
  const [card, setCard] = useQueryState('card', slideParsers.card.withOptions({ history: 'replace' }))
  const place = placeOfSlide(slides, card)
  const slide = slides[place]
  const { full, refused, toggle } = useFullscreen(stage)
  const { rows, turn } = usePages(box, slide?.id ?? '')
  const idle = useIdle()
  const single = usePreference(SINGLE_KEYS) !== 'off'
  const covered = useOverlay() !== undefined
  useRedrawn(drawn)

  const go = (next: number) => void setCard(slides[next]?.id ?? null)
  function leave() {
    if (cameFromHere()) router.back()
    else router.push(pageLink('/report', search))
  }
  function take(next: Step) {
    if ('to' in next) go(next.to)
    else if ('scroll' in next) turn(next.scroll)
    else if (next.act === 'leave') leave()
    else void toggle()
  }
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, defaultPrevented, target } = event
    if (covered || defaultPrevented || ctrlKey || metaKey || altKey) return
    // Space presses the button that has the focus.
    if (key === ' ' && target instanceof HTMLButtonElement) return
    const next = stepOf(key, place, slides.length, single)
    if (!next) return
    event.preventDefault()
    take(next)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  const step = (way: 1 | -1) => slides[place + way] && go(place + way)
  const swipe = useSwipe(step)

  if (!slide) return null
  return (
    <main
      id="figures"
      ref={stage}
      aria-label={t('label')}
      {...swipe}
      className={`deck fixed inset-0 flex flex-col bg-surface px-[clamp(16px,3.5vw,96px)] pt-[clamp(12px,2vw,48px)] text-ink ${idle ? 'cursor-none' : ''}`}
    >
      <style>{markCss('.deck')}</style>
      <p className="sr-only" aria-live="polite">
        {t('announce', { title: slide.title, place: place + 1, count: slides.length })}
      </p>
      <div key={slide.id} className="flex min-h-0 flex-1 flex-col">
        <SlideView slide={slide} units={units} footnotes={footnotes} box={box} />
      </div>
      {/* Strips at the edges of the screen to click on; the foot has the same as buttons. */}
      {([-1, 1] as const).map((way) => (
        <button
          key={way}
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          onClick={() => step(way)}
          className={`absolute top-0 bottom-16 w-[3vw] ${way < 0 ? 'left-0' : 'right-0'}`}
        />
      ))}
      <DeckFoot
        source={source}
        place={place}
        count={slides.length}
        rows={rows}
        full={full}
        refused={refused}
        idle={idle}
        onGo={go}
        onFullscreen={toggle}
        onLeave={leave}
      />
    </main>
  )
}

/** Whether the page before this one in the browser's history is one of Strata's. */
function cameFromHere(): boolean {
  if (typeof navigation === 'undefined') return document.referrer.startsWith(location.origin)
  return (navigation.currentEntry?.index ?? 0) > 0
}
