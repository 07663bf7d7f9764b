import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { rowsOf } from '@/lib/document/compare/rows'
import { inView } from '@/lib/document/series/figure-chart'
import { type CardsProps, tagHrefOf } from './card-state'

/** With more rows than this there is something to zoom in on. */
const FEW = 6

/** The rows that the charts of a page go along, which of them are in view, and what zooms and opens them. */
export function useChartRows({ report, state, onChange }: Pick<CardsProps, 'report' | 'state' | 'onChange'>) {
  const router = useRouter()
  const { sort, zoom } = state
  const rows = useMemo(() => rowsOf(report, sort), [report, sort])
  const labels = useMemo(() => rows.map(({ label }) => label), [rows])
  const { first, count } = inView({ rows, zoom })
  const onZoom = (ends: readonly [number, number] | undefined) => {
    const [from = '', to = ''] = ends?.map((end) => labels[end]) ?? []
    onChange({ zoom: ends ? { from, to } : null })
  }
  return {
    rows,
    /** What a control of the range needs; undefined where there is nothing to zoom in on. */
    range: rows.length > FEW ? { labels, first, last: first + count - 1, onZoom } : undefined,
    /** By places in view, as a chart has them. */
    onZoom: (from: number, to: number) => onZoom([first + from, first + to]),
    onOpen(place: number, strategy: number) {
      const tag = rows[first + place]?.tags[strategy]
      if (tag) router.push(tagHrefOf(state)(tag.reference, report.strategies[strategy]?.from?.name))
    },
  }
}
