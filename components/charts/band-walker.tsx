'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import { type BandPlace, bandAfter, bandAt, firstBand } from '@/lib/document/compare/band-place'
import type { Band, Bar, Group } from '@/lib/document/compare/bars'
import { type BandText, bandLine } from '@/lib/document/words/band-text'
import type { BarLayout } from '@/lib/link/view-state'
import type { Hovered } from './band-tooltip'

interface Props {
  readonly label: string
  readonly groups: readonly Group[]
  readonly layout: BarLayout
  readonly textOf: (band: Band, bar: Bar) => BandText
  readonly onPoint: (hovered: Hovered | undefined) => void
  readonly onOpen: (bar: Bar) => void
}

/** What the pointer does in a chart of layers, for the keyboard: one stop of the Tab key, arrows within, spoken. */
export function BandWalker({ label, groups, layout, textOf, onPoint, onOpen }: Props) {
  const keys = useTranslations('chartTable')('keys')
  const button = useRef<HTMLButtonElement>(null)
  const [cursor, setCursor] = useState<BandPlace>()
  const [focused, setFocused] = useState(false)
  const start = firstBand(groups)
  const place = cursor && bandAt(groups, cursor) ? cursor : start
  const found = place && bandAt(groups, place)
  if (!place || !found) return null

  function go(to: BandPlace) {
    setCursor(to)
    const one = bandAt(groups, to)
    const selector = `[data-band="${to.group}-${to.bar}-${to.band}"]`
    const drawn = button.current?.parentElement?.querySelector(selector)?.getBoundingClientRect()
    if (one && drawn) onPoint({ ...one, x: drawn.right, y: drawn.top })
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || !place) return
    // What covers other figures can be put away.
    if (event.key === 'Escape') onPoint(undefined)
    const next = bandAfter(event.key, place, groups, layout)
    if (!next) return
    event.preventDefault()
    setFocused(true)
    go(next)
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-description={keys}
        // The pointer is for the bars beneath.
        className="pointer-events-none absolute inset-0 rounded focus-visible:-outline-offset-2"
        onFocus={(event) => {
          if (!event.currentTarget.matches(':focus-visible')) return
          setFocused(true)
          go(place)
        }}
        onBlur={() => {
          setFocused(false)
          onPoint(undefined)
        }}
        onClick={() => onOpen(found.bar)}
        onKeyDown={onKeyDown}
      />
      <span aria-live="polite" className="sr-only">
        {focused && bandLine(textOf(found.band, found.bar))}
      </span>
    </>
  )
}
