import { estimate, exact, type NumberCell } from '../../../analysis/cell'
import type { DownloadsReport } from '../../../analysis/downloads-report'
import { type Rollout, simulateRollout } from '../../../analysis/rollout/simulate'
import { formatBytes, type Units } from '../../../i18n/format'
import type { CardCell, CardDocument, CardTable, CardValue, LinesChart } from '../../document'
import { type Amount, knownOf, smallestOf } from '../../downloads/amounts'
import { cellAt } from '../../downloads/cells'
import { fleetOf } from '../../downloads/fleet-fields'
import {
  amountOf,
  cumulativeLines,
  type FleetFacts,
  fleetFacts,
  type RolloutColumn,
  rolloutColumns,
} from '../../downloads/rollout-facts'
import { LEFT, textCell } from '../../values'
import { aboutText } from '../../words/about-text'
import { costText, timeText } from '../../words/amount-text'
import { reasonText } from '../../words/cell-text'
import { assumptionTexts, type BreakEvenText, breakEvenTexts, fleetText } from '../../words/rollout-words'
import { sourceText } from '../../words/source-text'
import type { Words } from '../../words/words'
import type { CardDefinition, DownloadsContext } from '../card'

interface Rolled extends FleetFacts {
  readonly strategies: DownloadsReport['strategies']
  /** One a series. */
  readonly rollouts: readonly Rollout[]
  readonly units: Units
  readonly words: Words
}

/** What the card says, part by part, for a page that stands controls between them. */
export interface RolloutParts extends Pick<CardDocument, 'legend'> {
  /** The fleet in a sentence. */
  readonly given: string
  /** Without a series there is neither. */
  readonly table?: CardTable | undefined
  readonly chart?: LinesChart | undefined
  readonly breakEvens: readonly BreakEvenText[]
  /** What the simulation takes for granted. */
  readonly assumptions: readonly string[]
}

/** What following the releases costs a fleet, part by part. */
export function rolloutParts(context: DownloadsContext): RolloutParts {
  const { report, units, words } = context
  const t = words('rollout')
  const facts = fleetFacts(report)
  const { series, matrices, estimated } = facts
  const fleet = fleetOf(context)
  const rollouts = matrices.map((matrix) => simulateRollout(matrix, fleet))
  const rolled: Rolled = { ...facts, strategies: report.strategies, rollouts, units, words }
  const anySeries = series.length > 0
  return {
    legend: series.map(({ name, colour }) => ({ name, colour })),
    given: fleetText(t, fleet, units),
    table: anySeries ? tableOf(rolled) : undefined,
    chart: anySeries ? chartOf(rolled) : undefined,
    breakEvens: breakEvenTexts(t, { series, matrices, estimated, skipShare: fleet.skipShare }),
    assumptions: assumptionTexts(t),
  }
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
    const { legend, given, table, chart, breakEvens, assumptions } = rolloutParts(context)
    return {
      note: t('note'),
      legend,
      remarks: [
        given,
        ...(compare.basis === 'unpacked' ? [t('unpacked')] : []),
        ...(table ? [] : [t('nothing')]),
        ...breakEvens.map(({ sentence, part }) => (part === undefined ? sentence : `${sentence} ${part}`)),
        aboutText(words, t('assumptions.heading'), assumptions.join(' ')),
      ],
      tables: table ? [table] : [],
      charts: chart ? [chart] : [],
      source: sourceText(words('cards'), compare),
    }
  },
}

function tableOf(rolled: Rolled): CardTable {
  const { rows, series, rollouts, words } = rolled
  const t = words('rollout')
  const columns = rolloutColumns(rollouts)
  return {
    columns: [
      { id: 'version', title: t('version'), ...LEFT },
      ...columns.map(
        ({ title }) =>
          ({ id: title, title: t(`columns.${title}`), align: 'right', perStrategy: true }) as const,
      ),
    ],
    rows: rows.map(({ label, releases }) => [
      textCell(label),
      ...columns.map((column) =>
        cellOf(
          rolled,
          column,
          releases.map((release, index) => amountOf(column, rollouts[index], release)),
          (index) => tagsUpTo(rolled, column, index, releases[index]),
        ),
      ),
    ]),
    totals: [
      [
        textCell(t('allReleases')),
        ...columns.map((column) =>
          column.totalOf
            ? cellOf(rolled, column, rollouts.map(column.totalOf), (index) => series[index]?.tags ?? [])
            : { values: [] },
        ),
      ],
    ],
  }
}

/** The tags whose pulls a figure of a line counts. */
function tagsUpTo(
  { series }: Rolled,
  { title }: RolloutColumn,
  index: number,
  release: number | 'unread' | undefined,
): readonly string[] {
  if (typeof release !== 'number') return []
  return (series[index]?.tags ?? []).slice(title === 'sum' ? 0 : release, release + 1)
}

/** The series' figures side by side, the smallest marked. @param tagsOf  whose pulls a series' figure counts */
function cellOf(
  rolled: Rolled,
  column: RolloutColumn,
  amounts: readonly Amount[],
  tagsOf: (index: number) => readonly string[],
): CardCell {
  const best = smallestOf(amounts)
  return {
    values: amounts.map((amount, index) => {
      const value = amountValue(rolled, column, amount, index, tagsOf(index))
      return best !== undefined && knownOf(amount) === best ? { ...value, best: true } : value
    }),
  }
}

function amountValue(
  rolled: Rolled,
  { kind }: RolloutColumn,
  amount: Amount,
  index: number,
  tags: readonly string[],
): CardValue {
  const { words, units, estimated } = rolled
  const t = words('rollout')
  if (amount === undefined) return { text: '—' }
  if (amount === 'unread') return { text: '—', why: t('unread') }
  if (amount.kind === 'unknown') {
    const cell = kind === 'bytes' ? unknownCell(rolled, index, tags) : undefined
    return { text: '—', cell, why: t('lacking', { pulls: amount.lacking }) }
  }
  const { value } = amount
  const texts = {
    bytes: () => formatBytes(value, units),
    time: () => timeText(words('rollout.duration'), value),
    cost: () => costText(value),
  }
  const bytes = (make: (bytes: number) => NumberCell) => (kind === 'bytes' ? make(value) : undefined)
  const text = texts[kind]()
  const reason = estimated[index]
  if (!reason) return { text, cell: bytes((count) => exact(count, 'bytes')) }
  return {
    text: `≈${text}`,
    cell: bytes((count) => estimate(count, 'bytes', reason)),
    why: reasonText(words('reasons'), reason),
  }
}

/** The first pull of these tags whose bytes are not known tells why a sum over them is not. */
function unknownCell({ strategies, series }: Rolled, index: number, tags: readonly string[]) {
  const matrix = strategies[series[index]?.position ?? 0]?.matrix
  const columns = tags.map((tag) => matrix?.tags.indexOf(tag) ?? -1)
  for (const row of matrix?.bytes.keys() ?? []) {
    const column = columns.find((at) => matrix?.bytes[row]?.[at] === null)
    if (matrix && column !== undefined) return cellAt(matrix, { row, column })
  }
  return undefined
}

function chartOf({ series, rows, rollouts, words }: Rolled): LinesChart {
  const t = words('rollout')
  const values = cumulativeLines(series, rows, rollouts)
  return {
    kind: 'lines',
    title: t('chart'),
    note: t('chartNote'),
    places: rows.map(({ label }) => label),
    lines: series.map(({ name, colour }, index) => ({ name, colour, values: values[index] ?? [] })),
  }
}
