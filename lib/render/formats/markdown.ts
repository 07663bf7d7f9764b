import { markdownTable } from 'markdown-table'
import { type CardCell, type CardTable, type CardValue, titlesOf } from '../../document/document'
import type { TextFormat } from './format'
import { escapeLine, escapeMarkdown } from './markdown-escape'
import { type Footnotes, listWith, type Markup, partsOf } from './parts'
import { textWidth } from './width'

/**
 * Tables in the articles' form for a pull request, a chat or a document: a line per version, the strategies side by
 * side as in `788MB / 783MB`, the smallest bold, the other basis in parentheses.
 */
export const markdown: TextFormat<'md'> = {
  id: 'md',
  mediaType: 'text/markdown; charset=utf-8',
  kind: 'text',
  write: (documents) => `${partsOf(documents, MARKUP).join('\n\n')}\n`,
}

const strong = (text: string) => `**${escapeMarkdown(text)}**`

const MARKUP: Markup = {
  head: ({ title, note }, strategies) => [
    `### ${escapeMarkdown(title)}`,
    escapeLine(note),
    strategies.map(strong).join(' / '),
  ],
  table: (table, notes) => [table.caption ? strong(table.caption) : '', tableOf(table, notes)],
  list: listWith(escapeLine),
  source: escapeLine,
}

function tableOf(table: CardTable, notes: Footnotes): string {
  const { columns, rows, totals = [] } = table
  const below = totals.map((row) => row.map((cell, place) => (place === 0 ? bold(cell) : cell)))
  const lines = [...rows, ...below].map((row) => row.map((cell) => cellOf(cell, notes)))
  return markdownTable([titlesOf(table).map(escapeMarkdown), ...lines], {
    align: columns.map(({ align }) => (align === 'right' ? 'r' : 'l')),
    stringLength: textWidth,
  })
}

function bold({ values, ...rest }: CardCell): CardCell {
  return { ...rest, values: values.map((value) => ({ ...value, best: true })) }
}

function cellOf({ values, beside = [], besideLabel }: CardCell, notes: Footnotes): string {
  const main = values.map((value) => valueText(value, notes)).join(' / ')
  if (beside.length === 0) return main
  const small = beside.map((value) => valueText({ ...value, best: false }, notes)).join(' / ')
  const label = !besideLabel ? '' : `${escapeMarkdown(besideLabel)} `
  return `${main} (${label}${small})`
}

function valueText(value: CardValue, notes: Footnotes): string {
  const text = [escapeMarkdown(value.text), notes.mark(value)].filter(Boolean).join(' ')
  return value.best && text !== '' ? `**${text}**` : text
}
