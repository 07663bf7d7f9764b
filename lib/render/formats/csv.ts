import papaparse from 'papaparse'
import type { CardDocument } from '../../document/document'
import { plain } from '../../document/plain'
import { fieldsOf } from './csv-fields'
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
  const told = remarks.map((remark): Line => [plain(remark)])
  return [...drawn, told, withSource ? [[plain(source)]] : []].filter((block) => block.length > 0)
}

function linesText(lines: readonly Line[]): string {
  return papaparse.unparse(
    lines.map((line) => [...line]),
    { escapeFormulae: FORMULA, newline: '\r\n' },
  )
}
