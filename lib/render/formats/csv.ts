import papaparse from 'papaparse'
import type {
  CardColumn,
  CardDocument,
  CardRow,
  CardTable,
  CardValue,
  LegendEntry,
} from '../../document/document'
import { plain } from '../../oci/plain'
import type { TextFormat } from './format'
import { endsWithSource } from './parts'

type Line = readonly (string | number)[]

/**
 * What a spreadsheet would compute. A lone `-` is the articles' word for nothing; full-width signs are formulas to
 * spreadsheets of East Asia.
 */
const FORMULA = /^[=+\-@＝＋－＠]./

/**
 * Tables for spreadsheets and scripts (RFC 4180, CRLF): exact figures, a field per strategy, the source as the last
 * line. A single table begins with its header; several have a line with their title before them.
 */
export const csv: TextFormat<'csv'> = {
  id: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  kind: 'text',
  write(documents) {
    const withTables = documents.filter(({ tables }) => tables.length > 0)
    const shown = withTables.length > 0 ? withTables : documents
    const titled = shown.flatMap(({ tables }) => tables).length > 1
    const blocks = shown.flatMap((document, index) =>
      blocksOf(document, titled, endsWithSource(shown, index)),
    )
    return `${blocks.map(linesText).join('\r\n\r\n')}\r\n`
  },
}

function blocksOf(
  { title, legend, tables, remarks, source }: CardDocument,
  titled: boolean,
  withSource: boolean,
): readonly (readonly Line[])[] {
  const drawn = tables.map(({ caption, ...table }): readonly Line[] => {
    const heading = [title, caption].flatMap((text) => (text === undefined ? [] : [plain(text)])).join(' · ')
    const fields = fieldsOf(table, legend)
    const lines = [...table.rows, ...(table.totals ?? [])].map((row) => fields.map((field) => field.of(row)))
    return [...(titled ? [[heading]] : []), fields.map((field) => field.title), ...lines]
  })
  const said = remarks.map((remark): Line => [plain(remark)])
  return [...drawn, said, withSource ? [[plain(source)]] : []].filter((block) => block.length > 0)
}

function linesText(lines: readonly Line[]): string {
  return papaparse.unparse(
    lines.map((line) => [...line]),
    { escapeFormulae: FORMULA, newline: '\r\n' },
  )
}

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
