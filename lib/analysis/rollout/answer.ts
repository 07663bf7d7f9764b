import { type Cell, estimate, exact, type NumberCell, type Reason, unknown } from '../cell'
import { type Judgement, judge } from '../judge'
import type { CompareReport, StrategyReport, TagReport } from '../report'
import { type BreakEven, breakEven } from './break-even'
import { DEFAULT_FLEET, type Fleet } from './fleet'
import { simulateRollout } from './simulate'
import type { UpgradeBytes } from './upgrade-bytes'

/** The fleet that is asked about. What is assumed of it: every host takes every release. */
export interface AnswerFleet extends Pick<Fleet, 'hosts' | 'emptyShare'> {
  /** A month. */
  readonly releases: number
}

/** What one strategy comes to; figures of the month are expected ones. */
export interface StrategyAnswer {
  /** Position in the report. */
  readonly strategy: number
  /** All hosts together. */
  readonly month: NumberCell
  /** One host, on average over the releases compared: one that holds the tag before, and one that holds nothing. */
  readonly update: NumberCell
  readonly fresh: NumberCell
  /** What a month adds, at the series' own pace. */
  readonly layers: NumberCell
  readonly registry: NumberCell
  readonly host: NumberCell
  /** Against the cheapest one, `a`: where it turns; absent for the cheapest itself and where one is not known. */
  readonly turns?: BreakEven | undefined
}

/** Over which releases strategies are compared. */
export interface ComparedReleases {
  readonly count: number
  /** Labels of the first and the last row; empty where there are none. */
  readonly first: string
  readonly last: string
  /** By version; or, where they have no version in common, as many of the last ones as each has. */
  readonly by: 'version' | 'place'
  /** Releases of the longest series that are left out, because another one has them not or a figure is not known. */
  readonly left: number
}

export interface FleetAnswer {
  readonly fleet: AnswerFleet
  readonly releases: ComparedReleases
  /** In the report's order, none left out. */
  readonly strategies: readonly StrategyAnswer[]
  /** Of the month's bytes, over all strategies. */
  readonly judgement: Judgement
  /** Of those that are known, cheapest first; positions. */
  readonly ranked: readonly number[]
}

/**
 * Which strategy downloads least for a fleet, by how much, and where that turns. From the figures of a comparison: the
 * first download and the update of each release. All of them are counted over the same releases, those that every
 * strategy with figures has; a strategy without any is unknown and takes no figure from the others.
 *
 * A month is its releases times what a release costs on average, as `simulateRollout` has it for hosts that skip none;
 * the release before the first one compared is on all of them already.
 */
export function fleetAnswer(report: CompareReport, fleet: AnswerFleet): FleetAnswer {
  const pulls = report.strategies.map(({ tags }) => tags.map((tag) => pullsOf(tag, report.basis)))
  const asked = pulls.flatMap((tags, position) => (tags.some(isKnown) ? [position] : []))
  const { chosen, ...releases } = releasesOf(report, pulls, asked)
  const matrices = new Map(
    chosen.count === 0 ? [] : asked.map((position) => [position, matrixOf(chosen.of(position))] as const),
  )
  const figures = report.strategies.map((strategy, position): StrategyAnswer => {
    const matrix = matrices.get(position)
    const growth = growthOf(strategy, fleet.releases)
    if (!matrix) {
      const cell = unknown('bytes', reasonOf(strategy, pulls[position] ?? []))
      return { strategy: position, month: cell, update: cell, fresh: cell, ...growth }
    }
    return { strategy: position, ...costOf(matrix, chosen.of(position), fleet), ...growth }
  })
  const judgement = judge(figures.map(({ month }) => month))
  const ranked = figures
    .flatMap(({ month, strategy }) => (month.kind === 'unknown' ? [] : [{ strategy, value: month.value }]))
    .toSorted((a, b) => a.value - b.value || a.strategy - b.strategy)
    .map(({ strategy }) => strategy)
  const cheapest = matrices.get(ranked[0] ?? -1)
  return {
    fleet,
    releases,
    judgement,
    ranked,
    strategies: figures.map((figure) => {
      const own = matrices.get(figure.strategy)
      if (!cheapest || !own || own === cheapest) return figure
      return { ...figure, turns: breakEven(cheapest, own, { skipShare: 0 }) }
    }),
  }
}

/** The two pulls of a release. */
interface Release {
  readonly fresh: Cell | undefined
  readonly update: NumberCell | undefined
}

interface KnownRelease {
  readonly fresh: Known
  readonly update: Known
}

type Known = Extract<NumberCell, { value: number }>

const pullsOf = ({ cells, update }: TagReport, basis: CompareReport['basis']): Release => ({
  fresh: cells[`uncached:${basis}`],
  update: update?.bytes,
})

const known = (cell: Cell | undefined): cell is Known => cell?.kind === 'exact' || cell?.kind === 'estimate'
const isKnown = (release: Release | undefined): release is KnownRelease =>
  release !== undefined && known(release.fresh) && known(release.update)

interface Chosen {
  readonly count: number
  readonly of: (position: number) => readonly KnownRelease[]
}

function releasesOf(
  { rows }: CompareReport,
  pulls: readonly (readonly Release[])[],
  asked: readonly number[],
): ComparedReleases & { readonly chosen: Chosen } {
  const most = Math.max(0, ...asked.map((position) => pulls[position]!.filter(({ update }) => update).length))
  const at = (row: CompareReport['rows'][number], position: number) =>
    pulls[position]?.[row.tags[position] ?? -1]
  const shared =
    asked.length === 0 ? [] : rows.filter((row) => asked.every((position) => isKnown(at(row, position))))
  if (shared.length > 0) {
    const count = shared.length
    const of = (position: number) => shared.map((row) => at(row, position)).filter(isKnown)
    const [first, last] = [shared[0]!.label, shared.at(-1)!.label]
    return { count, first, last, by: 'version', left: most - count, chosen: { count, of } }
  }
  const own = asked.map((position) => pulls[position]!.filter(isKnown))
  const count = own.length === 0 ? 0 : Math.min(...own.map(({ length }) => length))
  const of = (position: number) => own[asked.indexOf(position)]?.slice(-count) ?? []
  return { count, first: '', last: '', by: 'place', left: most - count, chosen: { count, of } }
}

/** Both pulls of each release, and before them one that costs nothing: what all hosts hold. */
function matrixOf(releases: readonly KnownRelease[]): UpgradeBytes {
  const updates = releases.map(({ update }, index) => {
    const row: (number | undefined)[] = []
    row[index + 1] = update.value
    return row
  })
  return {
    tags: ['', ...releases.map((_, index) => String(index))],
    bytes: [[0, ...releases.map(({ fresh }) => fresh.value)], ...updates],
  }
}

function costOf(
  matrix: UpgradeBytes,
  releases: readonly KnownRelease[],
  { hosts, emptyShare, releases: monthly }: AnswerFleet,
): Pick<StrategyAnswer, 'month' | 'update' | 'fresh'> {
  const { totalBytes } = simulateRollout(matrix, { ...DEFAULT_FLEET, hosts, emptyShare, skipShare: 0 })
  const count = releases.length
  const sum = totalBytes.kind === 'known' ? totalBytes.value : 0
  const meanOf = (key: keyof KnownRelease) => {
    const why = whyOf(releases.map((release) => release[key]))
    const mean = Math.round(releases.reduce((all, release) => all + release[key].value, 0) / count)
    return why ? estimate(mean, 'bytes', why) : exact(mean, 'bytes')
  }
  const why = whyOf(releases.flatMap(({ fresh, update }) => [fresh, update])) ?? expected(count)
  return {
    month: estimate(Math.round((sum / count) * monthly), 'bytes', why),
    update: meanOf('update'),
    fresh: meanOf('fresh'),
  }
}

const whyOf = (cells: readonly Known[]) => cells.find(({ kind }) => kind === 'estimate')?.why
const expected = (releases: number): Reason => ({ code: 'expected', data: { releases } })

function growthOf(
  { pace }: StrategyReport,
  releases: number,
): Pick<StrategyAnswer, 'layers' | 'registry' | 'host'> {
  const of = (key: 'layers' | 'registry' | 'host'): NumberCell => {
    const cell = pace?.[key] ?? unknown(key === 'layers' ? 'layers' : 'bytes', { code: 'unread-series' })
    if (cell.kind === 'unknown') return cell
    const value = cell.value * releases
    const rounded = key === 'layers' ? Math.round(value * 10) / 10 : Math.round(value)
    return estimate(rounded, cell.unit, cell.why ?? expected(1))
  }
  return { layers: of('layers'), registry: of('registry'), host: of('host') }
}

/** Why a strategy has no figure: what its last release lacks. */
function reasonOf({ tags }: StrategyReport, pulls: readonly Release[]): Reason {
  if (!tags.some(({ image }) => image)) return { code: 'unread-series' }
  const last = pulls.findLast(({ update, fresh }) => update?.kind === 'unknown' || fresh?.kind === 'unknown')
  const lacking = [last?.update, last?.fresh].find((cell) => cell?.kind === 'unknown')
  return lacking?.kind === 'unknown' ? lacking.why : { code: 'first-tag' }
}
