import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { lexer, type Tokens } from 'marked'
import papaparse from 'papaparse'
import { expect } from './fixtures'

/** A card as `.json` exports it. */
export interface ExportedDocument {
  readonly card: string
  readonly title: string
  readonly source: string
  readonly remarks: readonly string[]
  readonly legend: readonly string[]
  readonly tables: readonly ExportedTable[]
}

interface ExportedTable {
  readonly columns: readonly { readonly id: string; readonly title: string; readonly perStrategy: boolean }[]
  readonly rows: readonly ExportedRow[]
  readonly totals: readonly ExportedRow[]
}

type ExportedRow = readonly {
  readonly column: string
  readonly values: readonly {
    readonly text: string
    readonly kind?: string
    readonly value?: number
    readonly strategy?: string
  }[]
}[]

/** Opens a card's menu. @returns what saves by the name of a button */
export async function openExports(page: Page, title: string) {
  await page
    .getByRole('button', { name: `Export: ${title}`, exact: true })
    .first()
    .click()
  const panel = page.getByRole('dialog', { name: `Export: ${title}` })
  await expect(panel.getByRole('button', { name: 'PNG' })).toBeVisible()
  const save = async (button: string): Promise<{ readonly name: string; readonly body: Buffer }> => {
    const coming = page.waitForEvent('download')
    await panel.getByRole('button', { name: button, exact: true }).click()
    const download = await coming
    return { name: download.suggestedFilename(), body: await readFile(await download.path()) }
  }
  return { panel, save, close: () => page.keyboard.press('Escape') }
}

/** The tables of a Markdown text as rows of plain text, header first: what a reader of the rendered text sees. */
export function markdownTables(text: string): string[][][] {
  return lexer(text).flatMap((token) => {
    if (token.type !== 'table') return []
    const { header, rows } = token as Tokens.Table
    return [[header, ...rows].map((row) => row.map(({ tokens }) => plainText(tokens)))]
  })
}

/** What a reader of the rendered text sees of it, tables left out. */
function markdownText(text: string): string {
  return lexer(text)
    .map((token) => {
      if (token.type === 'list')
        return (token as Tokens.List).items.map(({ tokens }) => plainText(tokens)).join(' ')
      return token.type === 'table' ? '' : plainText([token])
    })
    .join(' ')
}

function plainText(tokens: readonly Tokens.Generic[]): string {
  return tokens
    .map((token) => {
      if (token.tokens) return plainText(token.tokens)
      const text = String(token.text ?? token.raw)
      return text.replace(/&(amp|lt|gt|quot|#39|#(\d+));/g, (_, name: string, code?: string) =>
        code && name !== '#39' ? String.fromCodePoint(Number(code)) : (SIGNS[name] ?? ''),
      )
    })
    .join('')
}

const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** Checks that Markdown and CSV say what the cells of the JSON say. */
export function expectSameCells(
  document: ExportedDocument,
  files: { readonly md: string; readonly csv: string },
): void {
  const tables = markdownTables(files.md)
  expect(tables.length, 'tables in Markdown').toBe(document.tables.length)
  for (const [index, table] of document.tables.entries()) {
    const rows = [...table.rows, ...table.totals]
    expect(tables[index]?.length).toBe(rows.length + 1)
    for (const [at, row] of rows.entries()) {
      for (const [column, { values }] of row.entries()) {
        const shown = tables[index]?.[at + 1]?.[column] ?? ''
        for (const { text } of values) expect(squeezed(shown)).toContain(squeezed(text))
      }
    }
  }
  const read = squeezed(markdownText(files.md))
  for (const text of [document.title, document.source, ...document.remarks]) {
    expect(read).toContain(squeezed(text))
  }
  const { data, errors } = papaparse.parse<string[]>(files.csv)
  expect(errors.filter(({ code }) => code !== 'UndetectableDelimiter')).toEqual([])
  const fields = new Set(data.flat())
  const numbers = document.tables.flatMap(({ rows, totals }) =>
    [...rows, ...totals].flatMap((row) => row.flatMap(({ values }) => values)),
  )
  for (const { kind, value } of numbers) {
    if (kind !== 'exact' && kind !== 'estimate') continue
    expect(fields, `the CSV holds ${value}`).toContain(String(value))
  }
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Decodes a picture in the browser: its size, how many colours it has, and how light it is on the whole. */
export function pictureFacts(page: Page, body: Buffer) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    context.drawImage(bitmap, 0, 0)
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height)
    const colours = new Set<number>()
    let sum = 0
    let last = -1
    // Millions of pixels: nothing is made for one of them, and neighbours are mostly alike.
    for (let at = 0; at < data.length; at += 4) {
      const red = data[at] ?? 0
      const green = data[at + 1] ?? 0
      const blue = data[at + 2] ?? 0
      const colour = (red << 16) | (green << 8) | blue
      if (colour !== last) colours.add(colour)
      last = colour
      sum += red + green + blue
    }
    return {
      width: bitmap.width,
      height: bitmap.height,
      colours: colours.size,
      lightness: sum / ((data.length / 4) * 3 * 255),
    }
  }, body.toString('base64'))
}

/** Whether a text is a whole SVG that the browser reads, and how many shapes it has. */
export function svgShapes(page: Page, text: string): Promise<number> {
  return page.evaluate((source) => {
    const document = new DOMParser().parseFromString(source, 'image/svg+xml')
    if (document.querySelector('parsererror') || document.querySelector('script')) return 0
    return document.querySelectorAll('rect, path').length
  }, text)
}
