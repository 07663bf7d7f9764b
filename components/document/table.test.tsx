import { NextIntlClientProvider } from 'next-intl'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { downloadsReport } from '@/lib/analysis/compare/downloads'
import { documentOf } from '@/lib/document/cards/card'
import { cachedCard, totalCard } from '@/lib/document/cards/comparison'
import { rolloutCard } from '@/lib/document/cards/downloads/rollout'
import { storageCard } from '@/lib/document/cards/downloads/storage'
import { lackingFacts, QUESTION, sampleFacts } from '@/lib/document/cards/sample-facts.testing'
import { besideOf, type CardDocument } from '@/lib/document/document'
import { footnotesOf } from '@/lib/document/report/footnotes'
import { wordsOf } from '@/lib/document/words/words'
import { messagesOf } from '@/lib/i18n/locale'
import { loadPage } from '@/lib/link/pages'
import { SheetTable } from './sheet-table'
import { Table } from './table'

const words = wordsOf('en')

function documentsOf(facts: ReturnType<typeof sampleFacts>): readonly CardDocument[] {
  const report = downloadsReport({ ...QUESTION, ahead: 3 }, facts)
  const compared = { ...loadPage('compare', ''), report: report.compare, words }
  const rolled = { ...loadPage('downloads', 'price=0.1'), report, words }
  return [
    documentOf(totalCard, compared),
    documentOf(cachedCard, compared),
    documentOf(rolloutCard, rolled),
    documentOf(storageCard, rolled),
  ].filter((document) => document !== undefined)
}

/** The text of each cell, top to bottom. */
function cellsOf(table: ReactElement): readonly string[] {
  const html = renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={messagesOf('en')} timeZone="UTC">
      {table}
    </NextIntlClientProvider>,
  )
  return [...html.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) =>
    cell
      .replace(/<sup>\d+<\/sup>|<[^>]+>/g, '')
      .replaceAll('&gt;', '>')
      .replace(/\s+/g, ' '),
  )
}

const documents = [...documentsOf(sampleFacts()), ...documentsOf(lackingFacts())]

describe('Table', () => {
  it('says on a page what its document says, the smallest in words too', () => {
    for (const { tables, title } of documents) {
      for (const table of tables) {
        const said = [...table.rows, ...(table.totals ?? [])]
          .flat()
          .map(({ values, beside = [], besideLabel }) =>
            [values, beside]
              .map((all) => all.map(({ text, best }) => (best ? `${text} (smallest)` : text)).join(' / '))
              .join(besideLabel ? `${besideLabel} ` : ''),
          )
        const titles = table.columns.map(({ title }, place) => title + (besideOf(table, place) ?? ''))
        expect(cellsOf(<Table table={table} label={title} />)).toEqual([...titles, ...said])
      }
    }
  })

  it('says on a sheet what it says on a page', () => {
    const footnotes = footnotesOf(documents)
    for (const { tables, title, legend } of documents) {
      for (const table of tables) {
        const onSheet = cellsOf(
          <SheetTable table={table} label={title} legend={legend} footnotes={footnotes} />,
        )
        const lines = (cells: readonly string[]) =>
          cells.slice(table.columns.length).map((cell) => cell.trim())
        expect(lines(onSheet)).toEqual(lines(cellsOf(<Table table={table} label={title} />)))
      }
    }
  })

  it('puts what a page shows in place of a cell there, and leaves the others alone', () => {
    const [document] = documents
    const table = document!.tables[0]!
    const [first] = cellsOf(
      <Table
        table={table}
        label=""
        render={{
          version: (row, drawn) => (
            <em>
              {`${row} `}
              {drawn}
            </em>
          ),
        }}
      />,
    ).slice(table.columns.length)
    expect(first).toBe(`0 ${table.rows[0]![0]!.values[0]!.text}`)
  })
})
