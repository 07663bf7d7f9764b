import type { CardColumn, CardRow, CardTable, CardValue, LegendEntry } from '../../document/document'
import { plain } from '../../document/plain'

/** One field of every line of a table. */
export interface Field {
  readonly title: string
  /** Figures as numbers, bytes as whole ones; empty for what is not known or not there. */
  readonly of: (row: CardRow) => string | number
}

type Pick = (row: CardRow) => readonly CardValue[]

/** The name of a part of a column: `Local size`, `Chained`. */
type Path = readonly string[]

/**
 * A column as fields: one per strategy where its cells hold one value each, the small figures in fields of their own,
 * and behind a field whose values are not all exact another one that says how each is known.
 */
export function fieldsOf(
  { columns, rows, totals = [] }: CardTable,
  legend: readonly LegendEntry[],
): readonly Field[] {
  const lines = [...rows, ...totals]
  return columns.flatMap((column, place) => [
    ...partsOf(column, [column.title], legend, lines, (row) => row[place]?.values ?? []),
    ...partsOf(
      column,
      [column.title, column.beside ?? 'beside'],
      legend,
      lines,
      (row) => row[place]?.beside ?? [],
    ),
  ])
}

function partsOf(
  { perStrategy }: CardColumn,
  path: Path,
  legend: readonly LegendEntry[],
  lines: readonly CardRow[],
  pick: Pick,
): readonly Field[] {
  const most = lines.reduce((count, line) => Math.max(count, pick(line).length), 0)
  if (most === 0 && path.length > 1) return []
  if (!perStrategy) return describe(path, lines, pick)
  const [title = '', ...rest] = path
  return Array.from({ length: Math.max(most, legend.length) }, (_, strategy) =>
    describe([title, legend[strategy]?.name ?? String(strategy + 1), ...rest], lines, (row) => {
      const value = pick(row)[strategy]
      return value ? [value] : []
    }),
  ).flat()
}

function describe(path: Path, lines: readonly CardRow[], pick: Pick): readonly Field[] {
  const title = path.map(plain).join(' · ')
  const values = lines.flatMap(pick)
  const units = new Set(values.flatMap((value) => unitOf(value) ?? []))
  const [unit] = units
  const named = units.size === 1 && (unit === 'bytes' || unit === 'ratio')
  const fields: Field[] = [{ title: named ? `${title} (${unit})` : title, of: (row) => figure(pick(row)) }]
  if (units.size > 1) fields.push({ title: `${title} (unit)`, of: (row) => joined(pick(row), unitOf) })
  if (values.some((value) => certainty(value) !== 'exact' && certainty(value) !== undefined)) {
    const heading = units.size > 0 ? 'exactness' : 'why'
    fields.push({ title: `${title} (${heading})`, of: (row) => joined(pick(row), certainty) })
  }
  return fields
}

function figure(values: readonly CardValue[]): string | number {
  const [only] = values
  const cell = values.length === 1 ? only?.cell : undefined
  if (cell && 'value' in cell && Number.isFinite(cell.value)) {
    return cell.unit === 'bytes' ? Math.round(cell.value) : cell.value
  }
  return joined(values, ({ text }) => (text === '—' ? '' : text))
}

function unitOf({ cell }: CardValue): string | undefined {
  return cell && 'unit' in cell && cell.unit !== 'images' ? cell.unit : undefined
}

/** `exact`, `estimate: …`, `unknown: …`; the reason alone of what is no figure. */
function certainty({ cell, why }: CardValue): string | undefined {
  if (!cell || cell.kind === 'images') return why
  return why === undefined ? cell.kind : `${cell.kind}: ${why}`
}

function joined(values: readonly CardValue[], say: (value: CardValue) => string | undefined): string {
  return values
    .map((value) => plain(say(value) ?? ''))
    .filter((text) => text !== '')
    .join(' / ')
}
