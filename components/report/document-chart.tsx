'use client'

import { useMemo, useSyncExternalStore } from 'react'
import type { ExportChart, LegendEntry } from '@/lib/exports/document'
import type { Units } from '@/lib/format'
import { sizedChart } from '@/lib/pictures/chart'
import { pictureUrl } from '@/lib/report/picture-url'

interface Props {
  readonly chart: ExportChart
  readonly legend: readonly LegendEntry[]
  readonly units: Units
  /** Pixels that it is drawn for; it scales to the room that it has, letters too. */
  readonly width: number
}

const noChange = () => () => {}

/**
 * One chart of the sheet as a picture: the same in the page, on paper, and in a file. The server leaves its place;
 * pictures of many tags would be longer than all else that it sends.
 */
export function DocumentChart({ chart, legend, units, width }: Props) {
  const drawn = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  )
  const { svg, height } = useMemo(
    () => sizedChart(chart, { theme: 'light', units, width, legend, names: false }),
    [chart, units, width, legend],
  )
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${chart.title}. ${chart.note}`}>
      {drawn && <image href={pictureUrl(svg)} width={width} height={height} />}
    </svg>
  )
}
