import type { CardChart } from '../../document/document'
import { drawBars } from './bars'
import { drawHeat } from './heat'
import { drawLegend } from './legend'
import { drawLines, namesNeeded } from './lines'
import type { ChartOptions, Drawn } from './options'
import { drawSeries } from './series'
import { drawStack } from './stack'
import { drawStripsChart } from './strips'
import { element, hundredths, svgPicture } from './svg'
import { THEMES } from './theme'
import { drawTimeline } from './timeline'

export type { ChartOptions } from './options'

/**
 * One chart as an SVG that stands alone, on no ground of its own, and how high it came out in pixels. Its title and
 * note are words for those who do not see it; where they are to be seen, they are printed beside it.
 */
export function sizedChart(chart: CardChart, options: ChartOptions): { svg: string; height: number } {
  const { theme, legend, width, names = true, at } = options
  const ids = options.ids ?? ''
  const plot = drawChart(chart, { ...options, ids })
  // Lines, heat maps and strips name their strategies themselves, a timeline and a stack are of one image.
  const named = names && chart.kind === 'bars'
  const head = named ? drawLegend(legend, width, THEMES[theme]) : { height: 0, content: '' }
  const top = head.height === 0 ? 0 : head.height + 10
  const height = Math.ceil(top + plot.height)
  const moved =
    top === 0 ? plot.content : element('g', { transform: `translate(0 ${hundredths(top)})` }, plot.content)
  const svg = svgPicture({
    width,
    height,
    title: chart.title,
    description: chart.note,
    ids,
    content: head.content + moved,
    at,
  })
  return { svg, height }
}

function drawChart(chart: CardChart, options: ChartOptions & { readonly ids: string }): Drawn {
  switch (chart.kind) {
    case 'bars':
      return drawBars({ ...options, chart })
    case 'series':
      return drawSeries({ ...options, chart })
    case 'lines':
      return drawLines({ ...options, chart })
    case 'heat':
      return drawHeat({ ...options, chart })
    case 'timeline':
      return drawTimeline({ ...options, chart })
    case 'stack':
      return drawStack({ ...options, chart })
    case 'strips':
      return drawStripsChart({ ...options, chart })
  }
}

/** Whether a chart says itself which colour and mark is which strategy, with no legend above it. */
export function namesItself(chart: CardChart, legend: ChartOptions['legend']): boolean {
  if (chart.kind !== 'lines') return chart.kind !== 'bars'
  return chart.lines.every(({ part }) => part === undefined) && namesNeeded(chart, legend)
}

const PLAIN_WIDTH = 860

/** Pixels in which a chart is read well; it can be drawn in fewer. */
export function preferredWidth(chart: CardChart, strategies: number): number {
  switch (chart.kind) {
    case 'bars':
      return 70 + chart.groups.length * (Math.max(1, strategies) * 38 + 22)
    case 'series':
      return Math.max(PLAIN_WIDTH, chart.places.length * 12)
    case 'lines':
      return Math.max(PLAIN_WIDTH, chart.places.length * 24)
    case 'heat':
      return (
        Math.max(0, ...chart.maps.map(({ tags }) => 110 + tags.length * 46)) * Math.min(3, chart.maps.length)
      )
    case 'timeline':
      return chart.lanes.some(({ label }) => label.length > 40) ? 1.3 * PLAIN_WIDTH : PLAIN_WIDTH
    case 'stack':
      return PLAIN_WIDTH
    case 'strips':
      return 1000
  }
}
