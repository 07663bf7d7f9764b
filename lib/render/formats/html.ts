import type { CardCell, CardDocument, CardTable, CardValue } from '../../document/document'
import { plain } from '../../document/plain'
import { titlesOf } from '../../document/titles'
import type { TextFormat } from './format'
import { endsWithSource, Footnotes, positions } from './parts'

/**
 * Tables that paste into a document: every style is inline, since Google Docs, Word and Confluence keep no other; no
 * colour of text or ground, so that they are read on dark pages too.
 */
export const html: TextFormat<'html'> = {
  id: 'html',
  mediaType: 'text/html; charset=utf-8',
  kind: 'text',
  write(documents) {
    const title = escapeHtml(documents[0]?.title ?? 'Strata')
    const head = `<head><meta charset="utf-8"><title>${title}</title></head>`
    return `<!doctype html>\n<html>${head}<body>\n${documents.map(sectionOf).join('\n')}\n</body></html>\n`
  },
}

const TABLE = 'border-collapse:collapse;font-variant-numeric:tabular-nums'
const CELL = 'border:1px solid #999;padding:4px 10px'
const SMALL = 'font-size:85%'

/** Text that a browser shows as it is, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return plain(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

function sectionOf(document: CardDocument, index: number, all: readonly CardDocument[]): string {
  const { title, note, remarks, tables, source } = document
  const notes = new Footnotes()
  const drawn = tables.map((table) => tableOf(table, notes))
  return [
    `<h3>${escapeHtml(title)}</h3>`,
    paragraph(escapeHtml(note)),
    paragraph(
      positions(document)
        .map((name) => `<b>${escapeHtml(name)}</b>`)
        .join(' / '),
    ),
    ...drawn,
    list('ul', remarks),
    list('ol', notes.list()),
    endsWithSource(all, index) ? paragraph(escapeHtml(source), SMALL) : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function paragraph(inner: string, style?: string): string {
  return inner === '' ? '' : `<p${style === undefined ? '' : ` style="${style}"`}>${inner}</p>`
}

function list(tag: 'ul' | 'ol', items: readonly string[]): string {
  if (items.length === 0) return ''
  return `<${tag}>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`
}

function tableOf(table: CardTable, notes: Footnotes): string {
  const { caption, columns, rows, totals = [] } = table
  const cell = (tag: string, place: number, inner: string) =>
    `<${tag} style="${CELL};text-align:${columns[place]?.align ?? 'left'}">${inner}</${tag.slice(0, 2)}>`
  const line = (row: readonly CardCell[]) =>
    `<tr>${columns
      .map((_, place) => cell(place === 0 ? 'th scope="row"' : 'td', place, cellOf(row[place], notes)))
      .join('')}</tr>`
  return [
    `<table style="${TABLE}">`,
    ...(caption === undefined ? [] : [`<caption>${escapeHtml(caption)}</caption>`]),
    `<thead><tr>${titlesOf(table)
      .map((title, place) => cell('th scope="col"', place, escapeHtml(title)))
      .join('')}</tr></thead>`,
    `<tbody>${rows.map(line).join('\n')}</tbody>`,
    ...(totals.length > 0 ? [`<tfoot>${totals.map(line).join('\n')}</tfoot>`] : []),
    '</table>',
  ].join('\n')
}

function cellOf(cell: CardCell | undefined, notes: Footnotes): string {
  if (!cell) return ''
  const { values, beside = [], besideLabel } = cell
  const main = values.map((value) => valueText(value, notes)).join(' / ')
  if (beside.length === 0) return main
  const label = !besideLabel ? '' : `${escapeHtml(besideLabel)} `
  const small = beside.map((value) => valueText(value, notes)).join(' / ')
  return `${main} <span style="${SMALL}">(${label}${small})</span>`
}

function valueText(value: CardValue, notes: Footnotes): string {
  const text = escapeHtml(value.text)
  const number = notes.number(value)
  const shown = value.best ? `<b>${text}</b>` : text
  return number === undefined ? shown : `${shown}<sup>${number}</sup>`
}
