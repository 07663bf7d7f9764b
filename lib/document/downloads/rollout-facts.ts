import type { Reason } from '../../analysis/cell'
import type { DownloadsReport } from '../../analysis/downloads-report'
import type { Figure } from '../../analysis/rollout/figure'
import type { ReleaseRollout, Rollout } from '../../analysis/rollout/simulate'
import type { UpgradeBytes } from '../../analysis/rollout/upgrade-bytes'
import type { Amount } from './amounts'
import { estimateReasons } from './cells'
import { alongRows, type ReleaseRow, releaseRows, type Series, seriesOf } from './releases'

/** What of a report the simulation of a fleet looks at; lists are by series. */
export interface FleetFacts {
  readonly series: readonly Series[]
  readonly rows: readonly ReleaseRow[]
  readonly matrices: readonly UpgradeBytes[]
  /** Why a series' pulls are estimates: the first reason of its matrix; undefined where all are exact. */
  readonly estimated: readonly (Reason | undefined)[]
}

export function fleetFacts(report: DownloadsReport): FleetFacts {
  const series = seriesOf(report)
  const found = series.flatMap(({ position }) => report.strategies[position]?.matrix ?? [])
  const matrices = found.map(({ tags, bytes }) => ({
    tags,
    bytes: bytes.map((row) => row.map((count) => count ?? undefined)),
  }))
  return {
    series,
    rows: releaseRows(report, series),
    matrices,
    estimated: found.map((matrix) => estimateReasons(matrix)[0]),
  }
}

/** One column of the rollout's table. */
export interface RolloutColumn {
  /** Key of its header in the messages. */
  readonly title: 'total' | 'worst' | 'time' | 'sum' | 'cost'
  readonly of: (release: ReleaseRollout) => Figure | undefined
  /** Of all releases, for the last line. */
  readonly totalOf?: (rollout: Rollout) => Figure | undefined
  readonly kind: 'bytes' | 'time' | 'cost'
}

const COLUMNS: readonly RolloutColumn[] = [
  { title: 'total', kind: 'bytes', of: (one) => one.totalBytes, totalOf: (all) => all.totalBytes },
  { title: 'worst', kind: 'bytes', of: (one) => one.worstHostBytes },
  { title: 'time', kind: 'time', of: (one) => one.seconds },
  { title: 'sum', kind: 'bytes', of: (one) => one.cumulativeBytes },
  { title: 'cost', kind: 'cost', of: (one) => one.cost, totalOf: (all) => all.cost },
]

/** The columns of a table of these rollouts: without costs where the fleet names no price. */
export function rolloutColumns(rollouts: readonly Rollout[]): readonly RolloutColumn[] {
  const priced = rollouts.some(({ cost }) => cost !== undefined)
  return COLUMNS.filter(({ kind }) => kind !== 'cost' || priced)
}

/** What a column says of a line's release of one series. */
export function amountOf(
  column: RolloutColumn,
  rollout: Rollout | undefined,
  release: ReleaseRow['releases'][number],
): Amount {
  if (typeof release !== 'number') return release
  const one = rollout?.releases[release]
  return one && column.of(one)
}

/** Bytes of all hosts, this release and all before it, along the lines: one list a series. */
export function cumulativeLines(
  series: readonly Series[],
  rows: readonly ReleaseRow[],
  rollouts: readonly Rollout[],
): readonly (readonly (number | undefined)[])[] {
  return series.map((_, index) =>
    alongRows(rows, index, (release) => {
      const sum = rollouts[index]?.releases[release]?.cumulativeBytes
      return sum?.kind === 'known' ? sum.value : undefined
    }),
  )
}
