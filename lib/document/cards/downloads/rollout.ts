// Longer than most: one card with its table, its chart and what each of its figures comes to.

import { estimate, exact, type Reason } from '../../../analysis/cell'
import type { MatrixReport } from '../../../analysis/downloads-report'
import { judge } from '../../../analysis/judge'
import type { Figure } from '../../../analysis/rollout/figure'
import { type ReleaseRollout, type Rollout, simulateRollout } from '../../../analysis/rollout/simulate'
import { formatBytes } from '../../../i18n/format'
import type { Basis } from '../../../oci/bytes'
import type { CardCell, CardDocument, CardTable, CardValue, Conclusion, LinesChart } from '../../document'
import { cellAt, estimateReasons } from '../../downloads/cells'
import { fleetOf } from '../../downloads/fleet-fields'
import {
  alongRows,
  areEven,
  type ReleaseRow,
  releaseRows,
  type Series,
  seriesOf,
} from '../../downloads/releases'
import { aboutText, type CardContext, LEFT, textCell } from '../../values'
import { costText, timeText } from '../../words/amount-text'
import { reasonText } from '../../words/cell-text'
import { conclusionOf } from '../../words/conclusion'
import { assumptionTexts, fleetText } from '../../words/rollout-words'
import { sourceText } from '../../words/source-text'
import type { CardDefinition, DownloadsContext } from '../card'

/** What the simulation is made of and what it found; lists are by series. */
interface Rolled extends CardContext {
  readonly series: readonly Series[]
  /** What its bytes are of. */
  readonly basis: Basis
  readonly rows: readonly ReleaseRow[]
  readonly maps: readonly MatrixReport[]
  /** Why a series' pulls are estimates: the first reason of its matrix; undefined where all are exact. */
  readonly estimated: readonly (Reason | undefined)[]
  readonly rollouts: readonly Rollout[]
}

interface Column {
  /** Key of its header in the messages. */
  readonly title: 'total' | 'worst' | 'time' | 'sum' | 'cost'
  readonly kind: 'bytes' | 'time' | 'cost'
  readonly of: (release: ReleaseRollout) => Figure | undefined
  /** Of all releases, for the last line. */
  readonly totalOf?: (rollout: Rollout) => Figure | undefined
}

const COLUMNS: readonly Column[] = [
  { title: 'total', kind: 'bytes', of: (one) => one.totalBytes, totalOf: (all) => all.totalBytes },
  { title: 'worst', kind: 'bytes', of: (one) => one.worstHostBytes },
  { title: 'time', kind: 'time', of: (one) => one.seconds },
  { title: 'sum', kind: 'bytes', of: (one) => one.cumulativeBytes },
  { title: 'cost', kind: 'cost', of: (one) => one.cost, totalOf: (all) => all.cost },
]

/** What the card says, part by part, for a page that stands controls between them. */
export interface RolloutParts extends Pick<CardDocument, 'legend'> {
  readonly conclusion?: Conclusion | undefined
  /** The fleet in a sentence. */
  readonly given: string
  /** Without a series there is neither. */
  readonly table?: CardTable | undefined
  readonly chart?: LinesChart | undefined
  /** What the simulation takes for granted. */
  readonly assumptions: readonly string[]
}

/** What following the releases costs a fleet, part by part. */
export function rolloutParts(context: DownloadsContext): RolloutParts {
  const { report, units, words } = context
  const t = words('rollout')
  const fleet = fleetOf(context)
  const series = seriesOf(report)
  const maps = series.flatMap(({ position }) => report.strategies[position]?.matrix ?? [])
  const matrices = maps.map(({ tags, bytes }) => ({
    tags,
    bytes: bytes.map((row) => row.map((count) => count ?? undefined)),
  }))
  const estimated = maps.map((matrix) => estimateReasons(matrix)[0])
  const rollouts = matrices.map((matrix) => simulateRollout(matrix, fleet))
  const rows = releaseRows(report, series)
  const rolled: Rolled = {
    series,
    basis: report.compare.basis,
    rows,
    maps,
    estimated,
    rollouts,
    units,
    words,
  }
  const table = series.length > 0 ? tableOf(rolled) : undefined
  return {
    legend: series.map(({ name, colour }) => ({ name, colour })),
    conclusion: allReleases(rolled, table),
    given: fleetText(t, fleet, units),
    ...(table && { table, chart: chartOf(rolled) }),
    assumptions: assumptionTexts(t),
  }
}

/** What all releases download, where all series publish the same number of them. */
function allReleases({ series, rows, words }: Rolled, table: CardTable | undefined) {
  const values = table?.totals?.[0]?.[1]?.values
  if (!values || !rows.every(isWhole)) return undefined
  const names = series.map(({ name }) => name)
  const place = words('conclusions')('tags', { of: 'all', tags: rows.length })
  return conclusionOf({ topic: 'rollout', names, values, place }, words)
}

/** What following the releases costs a fleet. */
export const rolloutCard: CardDefinition<'downloads'> = {
  id: 'rollout',
  title: 'rollout.title',
  pages: ['downloads', 'report'],
  needs: 'downloads',
  says(context) {
    const { words } = context
    const { compare } = context.report
    const t = words('rollout')
    const { legend, conclusion, given, table, chart, assumptions } = rolloutParts(context)
    return {
      note: t('note'),
      legend,
      conclusion,
      remarks: [
        given,
        ...(compare.basis === 'unpacked' ? [t('unpacked')] : []),
        ...(table ? [] : [t('nothing')]),
        aboutText(words, t('assumptions.heading'), assumptions.join(' ')),
      ],
      tables: table ? [table] : [],
      charts: chart ? [chart] : [],
      source: sourceText(words('cards'), compare),
    }
  },
}

/** One series' figure; `unread` where no source could read the tag, undefined where it has none. */
interface Amount {
  readonly figure: Figure | 'unread' | undefined
  /** The tags whose pulls it counts. */
  readonly tags: readonly string[]
}

/** Without costs where the fleet names no price. */
function tableOf(rolled: Rolled): CardTable {
  const { rows, series, rollouts, words } = rolled
  const t = words('rollout')
  const priced = rollouts.some(({ cost }) => cost !== undefined)
  const columns = COLUMNS.filter(({ kind }) => kind !== 'cost' || priced)
  const ofRelease = (
    { title, of }: Column,
    release: ReleaseRow['releases'][number],
    index: number,
  ): Amount => {
    if (typeof release !== 'number') return { figure: release, tags: [] }
    const one = rollouts[index]?.releases[release]
    const { tags } = series[index]!
    return { figure: one && of(one), tags: tags.slice(title === 'sum' ? 0 : release, release + 1) }
  }
  const ofAll = ({ totalOf }: Column) =>
    totalOf ? series.map(({ tags }, index) => ({ figure: totalOf(rollouts[index]!), tags })) : []
  return {
    columns: [
      { id: 'version', title: t('version'), ...LEFT },
      ...columns.map(
        ({ title }) =>
          ({ id: title, title: t(`columns.${title}`), align: 'right', perStrategy: true }) as const,
      ),
    ],
    rows: rows.map((row) => [
      textCell(row.label),
      ...columns.map((column) =>
        cellOf(
          rolled,
          column,
          row.releases.map((release, index) => ofRelease(column, release, index)),
          areEven(row),
        ),
      ),
    ]),
    totals: [
      [
        textCell(t('allReleases')),
        ...columns.map((column) => cellOf(rolled, column, ofAll(column), rows.every(isWhole))),
      ],
    ],
  }
}

/** Whether each series publishes a release in a line, and all as many by then. */
const isWhole = (row: ReleaseRow) =>
  areEven(row) && row.releases.every((release) => typeof release === 'number')

/** The series' figures side by side, the best marked. @param compares  whether they are about as many releases */
function cellOf(rolled: Rolled, { kind }: Column, amounts: readonly Amount[], compares: boolean): CardCell {
  const values = amounts.map((amount, index) => amountValue(rolled, kind, amount, index))
  const figures = amounts.map(({ figure }) => {
    if (figure === undefined) return null
    return figure === 'unread' || figure.kind === 'unknown'
      ? undefined
      : ({ kind: 'exact', value: figure.value } as const)
  })
  const texts = values.map(({ text }) => text)
  const marked = compares ? judge(figures, texts).marked : []
  return { values: values.map((value, index) => (marked.includes(index) ? { ...value, best: true } : value)) }
}

function amountValue(
  { words, units, basis, estimated, maps }: Rolled,
  kind: Column['kind'],
  { figure, tags }: Amount,
  index: number,
): CardValue {
  const t = words('rollout')
  if (figure === undefined) return { text: '—' }
  if (figure === 'unread') return { text: '—', why: t('unread') }
  if (figure.kind === 'unknown') {
    const cell = kind === 'bytes' ? unknownCell(maps[index], tags) : undefined
    return { text: '—', cell, why: t('lacking', { pulls: figure.lacking }) }
  }
  const { value } = figure
  const texts = {
    bytes: () => formatBytes(value, basis, units),
    time: () => timeText(words('rollout.duration'), value),
    cost: () => costText(value),
  }
  const text = texts[kind]()
  const reason = estimated[index]
  if (!reason) return { text, cell: kind === 'bytes' ? exact(value, 'bytes') : undefined }
  return {
    text: `≈${text}`,
    cell: kind === 'bytes' ? estimate(value, 'bytes', reason) : undefined,
    why: reasonText(words('reasons'), reason),
  }
}

/** The first pull of these tags whose bytes are not known tells why a sum over them is not. */
function unknownCell(matrix: MatrixReport | undefined, tags: readonly string[]) {
  const columns = tags.map((tag) => matrix?.tags.indexOf(tag) ?? -1)
  for (const row of matrix?.bytes.keys() ?? []) {
    const column = columns.find((at) => matrix?.bytes[row]?.[at] === null)
    if (matrix && column !== undefined) return cellAt(matrix, { row, column })
  }
  return undefined
}

/** Bytes of all hosts, of a release and all before it, along the lines. */
function chartOf({ series, basis, rows, rollouts, words }: Rolled): LinesChart {
  const t = words('rollout')
  return {
    kind: 'lines',
    bytesOf: basis,
    title: t('chart'),
    note: t('chartNote'),
    places: rows.map(({ label }) => label),
    lines: series.map(({ name, colour }, index) => {
      const values = alongRows(rows, index, (release) => {
        const sum = rollouts[index]?.releases[release]?.cumulativeBytes
        return sum?.kind === 'known' ? sum.value : undefined
      })
      return { name, colour, values }
    }),
  }
}
