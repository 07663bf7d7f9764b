import type { ExportChart, LegendEntry } from '@/lib/exports/document'
import type { Units } from '@/lib/format'
import { sizedChart } from '@/lib/pictures/chart'
import { pictureUrl } from '@/lib/report/picture-url'

interface Props {
  readonly chart: ExportChart
  readonly legend: readonly LegendEntry[]
  readonly units: Units
  readonly theme: 'light' | 'dark'
  /** Pixels that it is drawn for; it scales to the room that it has, letters too. */
  readonly width: number
}

/** One chart as a picture: the same in the page, on paper, and in a file. */
export function DocumentChart({ chart, legend, units, theme, width }: Props) {
  const { svg, height } = sizedChart(chart, { theme, units, width, legend, names: false })
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${chart.title}. ${chart.note}`}>
      <image href={pictureUrl(svg)} width={width} height={height} />
    </svg>
  )
}
