import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useState } from 'react'
import { useWords } from '@/components/document/use-words'
import type { SeriesChart } from '@/lib/document/document'
import { readingAfter } from '@/lib/document/series/walk'
import { readingLine } from '@/lib/document/words/series-words'
import type { Units } from '@/lib/i18n/format'
import { pointAt } from './crosshair'

interface Props {
  readonly chart: SeriesChart
  readonly label: string
  readonly units: Units
  readonly onOpen: (place: number, strategy: number) => void
}

/** What the pointer does in a chart of lines, for the keyboard: one stop of the Tab key, arrows within, spoken. */
export function SeriesWalker({ chart, label, units, onOpen }: Props) {
  const keys = useTranslations('figures')('keys')
  const words = useWords()
  const [cursor, setCursor] = useState({ place: 0, line: 0 })
  const [focused, setFocused] = useState(false)
  const place = Math.min(cursor.place, chart.places.length - 1)
  const at = Math.min(cursor.line, chart.lines.length - 1)
  const line = chart.lines[at]
  if (!line) return null
  const show = (to: typeof cursor) => {
    setCursor(to)
    setFocused(true)
    pointAt(chart.places[to.place])
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    // What covers other figures can be put away.
    if (event.key === 'Escape') pointAt(undefined)
    const next = readingAfter(event.key, { place, line: at }, chart)
    if (!next) return
    event.preventDefault()
    show(next)
  }
  return (
    <>
      <button
        type="button"
        aria-label={label}
        aria-description={keys}
        // The pointer is for the lines beneath.
        className="pointer-events-none absolute inset-0 rounded focus-visible:-outline-offset-2"
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && show({ place, line: at })}
        onBlur={() => {
          setFocused(false)
          pointAt(undefined)
        }}
        onClick={() => onOpen(place, line.strategy)}
        onKeyDown={onKeyDown}
      />
      <span aria-live="polite" className="sr-only">
        {focused && readingLine(chart, line, place, units, words)}
      </span>
    </>
  )
}
