'use client'

import { useTranslations } from 'next-intl'
import { memo } from 'react'
import type { StorageReport } from '@/lib/api/downloads'
import { alongRows, type ReleaseRow, type Series } from '@/lib/downloads/releases'
import type { Units } from '@/lib/format'
import type { Extrapolated } from '@/lib/storage/extrapolate'
import { LazyLineChart } from '../rollout/lazy-line-chart'
import type { ChartLine } from '../rollout/line-chart'
import { LineLegend } from '../rollout/line-legend'

interface Props {
  readonly series: readonly Series[]
  readonly rows: readonly ReleaseRow[]
  /** One a series. */
  readonly storages: readonly StorageReport[]
  readonly units: Units
}

const DASHED = '7 5'
const DOTTED = '1.5 4'

/** Bytes of the registry along the releases, the naive sum above them, and where both lead. */
export const StorageChart = memo(function StorageChart({ series, rows, storages, units }: Props) {
  const t = useTranslations('storage')
  const ends = series.map(
    (_, index) =>
      rows.findLastIndex(({ releases }) => typeof releases[index] === 'number') +
      (storages[index]?.ahead.releases ?? 0),
  )
  const ahead = ends.filter((end, index) => end > rows.length - 1 && ends.indexOf(end) === index)
  const places = [...rows.keys(), ...ahead.toSorted((a, b) => a - b)]
  const lines = series.flatMap(({ name, colour }, index): readonly ChartLine[] => {
    const storage = storages[index]
    if (!storage) return []
    return (['registryBytes', 'registryNaive'] as const).flatMap((figure) => {
      const values = alongRows(rows, index, (release) => {
        const cell = storage.points[release]?.[figure]
        return cell && cell.kind !== 'unknown' ? cell.value : undefined
      })
      const dash = figure === 'registryNaive' ? DASHED : undefined
      const known = {
        name: t('line', { name, figure }),
        colour,
        dash,
        below: series.length - 1 - index,
        values,
      }
      const led = aheadOf(storage.ahead[figure], values, places, ends[index] ?? 0)
      return led
        ? [
            known,
            { ...known, name: t('lineAhead', { name, figure }), dash: DOTTED, estimated: true, values: led },
          ]
        : [known]
    })
  })
  return (
    <div className="min-w-0">
      <LineLegend
        series={series}
        lines={[
          { text: t('legend.once') },
          { text: t('legend.naive'), dash: DASHED },
          ...(lines.some(({ estimated }) => estimated) ? [{ text: t('legend.ahead'), dash: DOTTED }] : []),
        ]}
      />
      <LazyLineChart
        title={t('chart')}
        places={places}
        labelOf={(place) => rows[place]?.label ?? `+${place - rows.length + 1}`}
        lines={lines}
        units={units}
      />
      <p className="mt-1 text-muted text-xs">{t('chartNote')}</p>
    </div>
  )
})

/** From the last known value straight to the one ahead. */
function aheadOf(
  extrapolated: Extrapolated,
  values: readonly (number | undefined)[],
  places: readonly number[],
  end: number,
): readonly (number | undefined)[] | undefined {
  const last = values.findLastIndex((value) => value !== undefined)
  if (extrapolated.kind === 'unknown' || last < 0 || end <= last) return undefined
  return places.map((place) => {
    if (place === end) return extrapolated.value
    return place === last ? values[last] : undefined
  })
}
