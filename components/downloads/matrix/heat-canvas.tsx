'use client'

import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { type MouseEvent, memo, useEffect, useRef, useState } from 'react'
import { useWidth } from '@/components/charts/use-width'
import { type Place, placeAfter, placeWithin } from '@/lib/document/downloads/cells'
import { drawHeat, GUTTER } from './draw'
import type { HeatProps } from './heat-table'

const SMALLEST = 2
const LARGEST = 14

/** A matrix of many tags, drawn: one button over all of it takes the pointer and, with a cursor, the keyboard. */
export const HeatCanvas = memo(function HeatCanvas(props: HeatProps) {
  const { label, matrix, scale, chosen, words, onChoose, onPoint } = props
  const t = useTranslations('matrix')
  const { resolvedTheme } = useTheme()
  const [box, width] = useWidth()
  const [cursor, setCursor] = useState<Place>()
  const [focused, setFocused] = useState(false)
  const count = matrix.tags.length
  const cell = Math.min(LARGEST, Math.max(SMALLEST, Math.floor((width - GUTTER - 8) / count)))
  const at = placeWithin(cursor ?? chosen ?? { row: 0, column: 0 }, count)

  const hit = ({ nativeEvent: { offsetX, offsetY } }: MouseEvent) => {
    const place = {
      row: Math.floor((offsetY - GUTTER) / cell),
      column: Math.floor((offsetX - GUTTER) / cell),
    }
    const { row, column } = placeWithin(place, count)
    return row === place.row && column === place.column ? place : undefined
  }
  const go = (place: Place) => {
    setCursor(place)
    onPoint(place)
  }
  return (
    <div ref={box as React.RefObject<HTMLDivElement>} className="overflow-x-auto p-1">
      <div className="relative" style={{ width: GUTTER + count * cell, height: GUTTER + (count + 1) * cell }}>
        <div
          className="absolute bg-[repeating-linear-gradient(45deg,var(--line-strong)_0_1px,transparent_1px_5px),repeating-linear-gradient(135deg,var(--line-strong)_0_1px,transparent_1px_5px)] bg-surface"
          style={{ left: GUTTER, top: GUTTER, right: 0, bottom: 0 }}
        />
        {/* The colours are the theme's: another one is another drawing. */}
        {width > 0 && <Drawing key={resolvedTheme} matrix={matrix} scale={scale} cell={cell} />}
        {chosen && <Ring place={chosen} cell={cell} className="outline-2 outline-brand" />}
        {focused && <Ring place={at} cell={cell} className="outline-2 outline-focus" />}
        <button
          type="button"
          aria-label={`${label}. ${words(at)}`}
          aria-description={t('keys')}
          className="absolute inset-0 cursor-crosshair"
          onPointerMove={(event) => onPoint(hit(event))}
          onPointerLeave={() => onPoint(undefined)}
          onFocus={(event) => {
            if (!event.currentTarget.matches(':focus-visible')) return
            setFocused(true)
            onPoint(at)
          }}
          onBlur={() => {
            setFocused(false)
            onPoint(undefined)
          }}
          onClick={(event) => {
            // A click without a pointer is Enter or Space.
            const place = event.detail === 0 ? at : hit(event)
            if (!place) return
            go(place)
            onChoose(place)
          }}
          onKeyDown={(event) => {
            if (event.altKey || event.metaKey) return
            const next = placeAfter(event.key, event.ctrlKey, at, count)
            if (!next) return
            event.preventDefault()
            setFocused(true)
            go(next)
          }}
        />
      </div>
    </div>
  )
})

function Drawing({ matrix, scale, cell }: Pick<HeatProps, 'matrix' | 'scale'> & { readonly cell: number }) {
  const nothing = useTranslations('matrix')('nothing')
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    // A frame later the theme's class is on the page.
    const frame = requestAnimationFrame(() => {
      if (canvas.current) drawHeat(canvas.current, matrix, scale, cell, nothing)
    })
    return () => cancelAnimationFrame(frame)
  }, [matrix, scale, cell, nothing])
  return <canvas ref={canvas} className="absolute inset-0 size-full print:[print-color-adjust:exact]" />
}

function Ring(props: { readonly place: Place; readonly cell: number; readonly className: string }) {
  const { place, cell, className } = props
  return (
    <div
      className={`pointer-events-none absolute outline outline-offset-1 ring-4 ring-surface ${className}`}
      style={{
        left: GUTTER + place.column * cell,
        top: GUTTER + place.row * cell,
        width: cell,
        height: cell,
      }}
    />
  )
}
