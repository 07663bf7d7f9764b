import { type CardCell, type CardTable, titlesOf } from '../../document/document'
import { plain } from '../../oci/plain'
import type { TextFormat } from './format'
import { type Footnotes, listWith, type Markup, partsOf } from './parts'
import { textWidth } from './width'

const GAP = '  '

/** Tables for a terminal or a mail in a fixed-width font: columns lined up, Hangul counted as two. */
export const text: TextFormat<'txt'> = {
  id: 'txt',
  mediaType: 'text/plain; charset=utf-8',
  kind: 'text',
  write: (documents) => `${partsOf(documents, MARKUP).join('\n\n')}\n`,
}

const MARKUP: Markup = {
  head: ({ title, note }, strategies) => [
    [title, note, strategies.join(' / ')].map(plain).filter(Boolean).join('\n'),
  ],
  table: (table, notes) => [[plain(table.caption ?? ''), tableOf(table, notes)].filter(Boolean).join('\n')],
  list: listWith(plain),
  source: plain,
}

function tableOf(table: CardTable, notes: Footnotes): string {
  const { columns, rows, totals = [] } = table
  const lines = [
    titlesOf(table).map(plain),
    ...[...rows, ...totals].map((row) => columns.map((_, place) => cellOf(row[place], notes))),
  ]
  const widths = columns.map((_, place) =>
    lines.reduce((most, line) => Math.max(most, textWidth(line[place] ?? '')), 0),
  )
  const drawn = lines.map((line) =>
    line
      .map((cell, place) => {
        const space = ' '.repeat((widths[place] ?? 0) - textWidth(cell))
        return columns[place]?.align === 'right' ? space + cell : cell + space
      })
      .join(GAP)
      .trimEnd(),
  )
  const rule = widths.map((width) => '-'.repeat(width)).join(GAP)
  const below = 1 + rows.length
  return [
    drawn[0],
    rule,
    ...drawn.slice(1, below),
    ...(totals.length > 0 ? [rule] : []),
    ...drawn.slice(below),
  ].join('\n')
}

function cellOf(cell: CardCell | undefined, notes: Footnotes): string {
  const line = (values: CardCell['values']) =>
    values.map((value) => [plain(value.text), notes.mark(value)].filter(Boolean).join(' ')).join(' / ')
  if (!cell) return ''
  const { values, beside = [], besideLabel } = cell
  if (beside.length === 0) return line(values)
  return `${line(values)} (${[plain(besideLabel ?? ''), line(beside)].filter(Boolean).join(' ')})`
}
