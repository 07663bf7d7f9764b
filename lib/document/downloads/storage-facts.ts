import type { DownloadsReport, StorageReport } from '../../analysis/downloads-report'
import { keepsBlobs } from '../../analysis/measures/disk'
import type { Extrapolated } from '../../analysis/storage/extrapolate'
import { STORAGE_FIGURES, type StorageFigure } from '../../analysis/storage/figures'
import type { Retention } from '../../analysis/storage/retention'
import { alongRows, type ReleaseRow, releaseRows, type Series, seriesOf } from './releases'

/** Figures of what deleting tags frees, in the order of the table. */
export const RETENTION_FIGURES = [
  'registryFreed',
  'registryNaive',
  'registryLeft',
  'hostFreed',
  'hostNaive',
  'hostLeft',
] as const satisfies readonly (keyof Retention)[]

/** What a report knows of storage; `storages` are by series. */
export interface StorageFacts {
  readonly series: readonly Series[]
  readonly rows: readonly ReleaseRow[]
  readonly storages: readonly StorageReport[]
  /** Those that the store's rule has. */
  readonly figures: readonly StorageFigure[]
  /** Tags that a host keeps and releases ahead that the figures were counted for; absent without series. */
  readonly keep?: number | undefined
  readonly ahead: number
}

export function storageFacts(report: DownloadsReport): StorageFacts {
  const series = seriesOf(report)
  const storages = series.flatMap(({ position }) => report.strategies[position]?.storage ?? [])
  const [first] = storages
  return {
    series,
    rows: releaseRows(report, series),
    storages,
    figures: keepsBlobs(report.compare.rule) ? STORAGE_FIGURES : STORAGE_FIGURES.slice(0, 4),
    keep: first?.points[0]?.keep,
    ahead: first?.ahead.releases ?? 0,
  }
}

type LineFigure = Extract<StorageFigure, 'registryBytes' | 'registryNaive'>

/** One line of the chart: bytes of the registry along its places. */
export interface StorageLine {
  /** Position in the series. */
  readonly index: number
  readonly figure: LineFigure
  /** From the last known value straight to the one ahead. */
  readonly ahead: boolean
  readonly values: readonly (number | undefined)[]
}

export interface StorageLines {
  /** Where each value stands, ascending: the lines of the table, then the ends ahead. */
  readonly places: readonly number[]
  readonly lines: readonly StorageLine[]
}

/** Bytes of the registry along the releases, the naive sums, and where both lead. */
export function storageLines({ series, rows, storages }: StorageFacts): StorageLines {
  const ends = series.map(
    (_, index) =>
      rows.findLastIndex(({ releases }) => typeof releases[index] === 'number') +
      (storages[index]?.ahead.releases ?? 0),
  )
  const ahead = ends.filter((end, index) => end > rows.length - 1 && ends.indexOf(end) === index)
  const places = [...rows.keys(), ...ahead.toSorted((a, b) => a - b)]
  const lines = storages.flatMap((storage, index) =>
    (['registryBytes', 'registryNaive'] as const).flatMap((figure): readonly StorageLine[] => {
      const values = alongRows(rows, index, (release) => {
        const cell = storage.points[release]?.[figure]
        return cell && cell.kind !== 'unknown' ? cell.value : undefined
      })
      const known = { index, figure, ahead: false, values }
      const led = aheadOf(storage.ahead[figure], values, places, ends[index] ?? 0)
      return led ? [known, { ...known, ahead: true, values: led }] : [known]
    }),
  )
  return { places, lines }
}

/** What a place of the chart is called: a release, or as many releases ahead of the last one. */
export function placeLabel(rows: readonly ReleaseRow[], place: number): string {
  return rows[place]?.label ?? `+${place - rows.length + 1}`
}

/** From the last known value straight to the one ahead: nothing in between. */
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
