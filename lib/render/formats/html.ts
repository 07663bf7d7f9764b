import { type CardCell, type CardTable, type CardValue, titlesOf } from '../../document/document'
import { headsOf, spreadTable } from '../../document/spread'
import { readsFromRight } from '../../document/words/shortened'
import { plain } from '../../oci/plain'
import { escapeXml } from '../svg/svg'
import type { TextFormat } from './format'
import { type Footnotes, type Markup, partsOf } from './parts'

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
    return `<!doctype html>\n<html>${head}<body>\n${partsOf(documents, MARKUP).join('\n')}\n</body></html>\n`
  },
}

const TABLE = 'border-collapse:collapse;font-variant-numeric:tabular-nums'
const CELL = 'border:1px solid #999;padding:4px 10px'
const SMALL = 'font-size:85%'

/** Text that a browser shows as it is, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return escapeXml(plain(text))
}

/** The same where others stand beside it: what reads from the right does not carry them with it. */
const apart = (text: string) => (readsFromRight(text) ? `<bdi>${escapeHtml(text)}</bdi>` : escapeHtml(text))

const MARKUP: Markup = {
  head: ({ title, note }, strategies) => [
    `<h3>${escapeHtml(title)}</h3>`,
    paragraph(escapeHtml(note)),
    paragraph(strategies.map((name) => `<b>${apart(name)}</b>`).join(' / ')),
  ],
  table: (table, notes, legend) => [tableOf(spreadTable(table, legend), notes)],
  list(items, numbered) {
    if (items.length === 0) return ''
    const tag = numbered ? 'ol' : 'ul'
    return `<${tag}>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</${tag}>`
  },
  source: (text) => paragraph(escapeHtml(text), SMALL),
}

function paragraph(inner: string, style?: string): string {
  return inner === '' ? '' : `<p${style === undefined ? '' : ` style="${style}"`}>${inner}</p>`
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
    `<thead>${headOf(table, cell)}</thead>`,
    `<tbody>${rows.map(line).join('\n')}</tbody>`,
    ...(totals.length > 0 ? [`<tfoot>${totals.map(line).join('\n')}</tfoot>`] : []),
    '</table>',
  ].join('\n')
}

/** The headers; strategies with columns of their own stand below that of their figure. */
function headOf(table: CardTable, cell: (tag: string, place: number, inner: string) => string): string {
  const { columns } = table
  const titles = titlesOf(table)
  const heads = headsOf(columns)
  const isSpread = heads.length < columns.length
  const figures = heads.map(({ place, span }) => {
    const wide = span > 1 ? ` colspan="${span}"` : ''
    const tall = isSpread && span === 1 ? ' rowspan="2"' : ''
    const scope = span > 1 ? 'colgroup' : 'col'
    return cell(`th scope="${scope}"${wide}${tall}`, place, escapeHtml(titles[place] ?? ''))
  })
  const strategies = columns.flatMap(({ strategy }, place) =>
    strategy ? [cell('th scope="col"', place, apart(strategy.name))] : [],
  )
  return [figures, ...(isSpread ? [strategies] : [])].map((line) => `<tr>${line.join('')}</tr>`).join('\n')
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
  const text = apart(value.text)
  const number = notes.number(value)
  const shown = value.best ? `<b>${text}</b>` : text
  return number === undefined ? shown : `${shown}<sup>${number}</sup>`
}
