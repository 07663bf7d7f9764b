'use client'

import { useMemo, useSyncExternalStore } from 'react'
import type { CardChart, LegendEntry } from '@/lib/document/document'
import type { Units } from '@/lib/i18n/format'
import { sizedChart } from '@/lib/render/svg/chart'

interface Props {
  readonly chart: CardChart
  readonly legend: readonly LegendEntry[]
  readonly units: Units
  /** Pixels that it is drawn for; it scales to the room that it has, letters too. */
  readonly width: number
}

/** A phone's sheet: a wide picture's letters would be too small there. */
const NARROW = '(max-width: 640px)'
const NARROW_WIDTH = 420

function subscribe(listener: () => void): () => void {
  const query = matchMedia(NARROW)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/**
 * One chart of a sheet: the same in the page, on paper, and in a file. The server leaves its place; pictures of many
 * tags would be longer than all else that it sends.
 */
export function Chart({ chart, legend, units, width: widest }: Props) {
  const room = useSyncExternalStore(
    subscribe,
    () => (matchMedia(NARROW).matches ? 'narrow' : 'wide'),
    () => 'unknown' as const,
  )
  const width = room === 'narrow' ? Math.min(widest, NARROW_WIDTH) : widest
  const { svg, height } = useMemo(
    () => sizedChart(chart, { theme: 'light', units, width, legend, names: false }),
    [chart, units, width, legend],
  )
  return <Picture chart={chart} svg={room === 'unknown' ? undefined : svg} width={width} height={height} />
}

interface PictureProps {
  readonly chart: Pick<CardChart, 'title' | 'note'>
  /** The drawing; absent for an empty place. */
  readonly svg: string | undefined
  readonly width: number
  readonly height: number
  readonly className?: string
}

/** A chart that has been drawn, as large as the element around it. */
export function Picture({ chart: { title, note }, svg, width, height, className }: PictureProps) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}. ${note}`} className={className}>
      {svg !== undefined && <image href={pictureUrl(svg)} width={width} height={height} />}
    </svg>
  )
}

/**
 * An SVG as the address of a picture. What is shown as a picture runs nothing and reaches nothing, whatever is
 * in it; and ids in it are its own.
 */
function pictureUrl(svg: string): string {
  // Beside `%` and `#` only what a page's attribute would have to write longer.
  const written = svg.replace(/[%#"'<>&\r\n\t]/g, (char) => encodeURIComponent(char).replace("'", '%27'))
  return `data:image/svg+xml;charset=utf-8,${written}`
}
