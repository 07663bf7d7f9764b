'use client'

import { useTheme } from 'next-themes'
import { type RefObject, useEffect, useMemo, useState } from 'react'
import { Picture } from '@/components/document/chart'
import type { CardChart, LegendEntry } from '@/lib/document/document'
import type { Units } from '@/lib/i18n/format'
import { sizedChart } from '@/lib/render/svg/chart'

interface Props {
  readonly chart: CardChart
  readonly legend: readonly LegendEntry[]
  readonly units: Units
  /** What scrolls when it is higher than the screen. */
  readonly box: RefObject<HTMLDivElement | null>
}

interface Room {
  readonly width: number
  readonly height: number
}

/** How much larger than on a page it is drawn: the largest that fits. */
const SCALES = [2.6, 2.2, 1.9, 1.6, 1.3]
/** Where none fits, it goes on below the screen. */
const READABLE = 1.2
const NARROWEST = 300

/** A chart as large as its room lets it be, letters too. */
export function SlideChart({ chart, legend, units, box }: Props) {
  const [room, setRoom] = useState<Room>()
  const { resolvedTheme } = useTheme()
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() =>
      setRoom({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  const picture = useMemo(() => {
    if (!room || room.width === 0) return undefined
    const theme = resolvedTheme === 'dark' ? 'dark' : 'light'
    const drawn = (scale: number) => {
      const width = Math.max(NARROWEST, Math.round(room.width / scale))
      return { ...sizedChart(chart, { theme, units, width, legend, names: false }), width }
    }
    for (const scale of SCALES) {
      const made = drawn(scale)
      if (made.height * (room.width / made.width) <= room.height) return made
    }
    return drawn(READABLE)
  }, [room, resolvedTheme, chart, units, legend])
  const fits = room && picture && picture.height * (room.width / picture.width) <= room.height
  return (
    <section ref={box} tabIndex={0} aria-label={chart.title} className="min-h-0 flex-1 overflow-y-auto">
      {picture && <Picture chart={chart} {...picture} className={fits ? 'size-full' : 'w-full'} />}
    </section>
  )
}
