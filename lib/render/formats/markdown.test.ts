import fc from 'fast-check'
import { lexer, type Token, type Tokens } from 'marked'
import { describe, expect, it } from 'vitest'
import { type CardCell, type CardDocument, titlesOf } from '../../document/document'
import { hostileDocument, hostileText } from '../../document/document.testing'
import { plain } from '../../oci/plain'
import { markdown } from './markdown'
import { escapeLine, escapeMarkdown } from './markdown-escape'

/** What a reader sees of inline tokens; anything but text and bold throws. */
function seen(tokens: readonly Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === 'strong') return seen((token as Tokens.Strong).tokens)
      if (token.type === 'escape') return (token as Tokens.Escape).text
      if (token.type === 'text') return (token as Tokens.Text).text.replace(/&#8203;|\u200b/g, '')
      throw new Error(`${token.type} in ${token.raw}`)
    })
    .join('')
}

const tablesIn = (text: string) =>
  lexer(text).filter((token): token is Tokens.Table => token.type === 'table')
const unnumbered = (text: string) =>
  text
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, '')
    .replace(/ +/g, ' ')
    .replace(/ (?=\))/g, '')
    .trim()

/** The same cell as plain text. */
function expected({ values, beside = [], besideLabel }: CardCell): string {
  const line = (some: CardCell['values']) => some.map(({ text }) => plain(text)).join(' / ')
  const label = besideLabel ? `${plain(besideLabel)} ` : ''
  return beside.length > 0 ? `${line(values)} (${label}${line(beside)})` : line(values)
}

describe('escapeMarkdown', () => {
  it('lets GitHub’s Markdown read nothing into any text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const wanted = plain(text)
        fc.pre(wanted !== '')
        const [block, ...more] = lexer(escapeLine(text))
        expect(more).toEqual([])
        expect(block?.type).toBe('paragraph')
        expect(seen((block as Tokens.Paragraph).tokens)).toBe(wanted)
        const [heading] = lexer(`### ${escapeMarkdown(text)}`)
        expect(seen((heading as Tokens.Heading).tokens)).toBe(wanted)
      }),
      { numRuns: 500 },
    )
  })

  it('leaves alone what cannot be mistaken', () => {
    for (const text of [
      '0.0.1 ~ 0.0.3',
      '<0.1%',
      '>99.9%',
      'docker_layer',
      'localhost:5000/app@sha256:ab',
      '-',
      '(1)',
    ]) {
      expect(escapeMarkdown(text)).toBe(text)
    }
  })

  it('mentions no one and links nothing', () => {
    expect(escapeMarkdown('@octocat me@a.org #12 http://a.b www.a.b')).toBe(
      '@&#8203;octocat me@&#8203;a.org \\#&#8203;12 http\\://a.b www\\.a.b',
    )
  })
})

describe('markdown', () => {
  it('is read back as the same cells', () => {
    fc.assert(
      fc.property(fc.array(hostileDocument, { minLength: 1, maxLength: 2 }), (documents) => {
        const tables = documents.flatMap((document) => document.tables)
        const read = tablesIn(markdown.write(documents))
        expect(read).toHaveLength(tables.length)
        for (const [index, table] of tables.entries()) {
          expect(read[index]?.header.map(({ tokens }) => seen(tokens))).toEqual(titlesOf(table).map(plain))
          const rows = read[index]?.rows.map((row) => row.map(({ tokens }) => unnumbered(seen(tokens))))
          expect(rows).toEqual(
            [...table.rows, ...(table.totals ?? [])].map((row) =>
              row.map((cell) => unnumbered(expected(cell))),
            ),
          )
        }
      }),
      { numRuns: 300 },
    )
  })

  it('numbers each reason once, below its table', () => {
    const why = 'because'
    const document: CardDocument = {
      card: 'c',
      title: 'T',
      note: '',
      legend: [
        { name: 'A', colour: 0 },
        { name: 'B', colour: 1 },
      ],
      remarks: [],
      tables: [
        {
          columns: [
            { id: 'v', title: 'V', align: 'left', perStrategy: false },
            { id: 'x', title: 'X', align: 'right', perStrategy: true, beside: 'other' },
          ],
          rows: [
            [
              { values: [{ text: '1' }] },
              {
                values: [
                  { text: '≈2B', why, best: true },
                  { text: '—', why: 'else' },
                ],
                beside: [{ text: '3B', why }, { text: '4B' }],
              },
            ],
          ],
        },
      ],
      charts: [],
      source: 'src',
      units: 'decimal',
    }
    expect(markdown.write([document])).toBe(
      [
        '### T',
        '',
        '**A** / **B**',
        '',
        '| V  |                   X (other) |',
        '| :- | --------------------------: |',
        '| 1  | **≈2B ¹** / — ² (3B ¹ / 4B) |',
        '',
        '1. because',
        '2. else',
        '',
        'src',
        '',
      ].join('\n'),
    )
  })
})
