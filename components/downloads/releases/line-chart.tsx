'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useWidth } from '@/components/charts/use-width'
import { useNear } from '@/components/ui/use-near'
import { bytesText, CHART_HEIGHT, type ChartLine, type LinesProps } from './lines'

const LinePlot = dynamic(() => import('./line-plot'), { ssr: false })

/** Bytes along releases, drawn when they come near the view. Each figure is in the table beside it too. */
export function BytesLineChart(props: LinesProps) {
  const { title, places, labelOf, lines, basis, units } = props
  const t = useTranslations('chartTable')
  const [box, width] = useWidth()
  const isNear = useNear(box)
  // For screen readers, and on paper where the lines have not come: where each begins and ends. The table beside the chart has every figure.
  const summaryOf = (line: ChartLine) => {
    const { name } = line
    const known = places.flatMap((place, index) => {
      const text = bytesText(line, index, basis, units)
      return text === undefined ? [] : [{ label: labelOf(place), text }]
    })
    const [from] = known
    const to = known.at(-1)
    if (!from || !to) return undefined
    return from === to
      ? t('lineOne', { name, first: from.text, from: from.label })
      : t('line', { name, first: from.text, from: from.label, last: to.text, to: to.label })
  }
  return (
    <section ref={box} aria-label={title} className="min-w-0 overflow-hidden">
      <div
        className="peer rounded not-has-[svg]:bg-sunken print:not-has-[svg]:hidden"
        style={{ height: CHART_HEIGHT }}
      >
        {isNear && width > 0 && <LinePlot {...props} width={width} />}
      </div>
      <ul className="sr-only print:peer-not-has-[svg]:not-sr-only">
        {lines.map((line) => {
          const text = summaryOf(line)
          return text && <li key={line.name}>{text}</li>
        })}
      </ul>
    </section>
  )
}
