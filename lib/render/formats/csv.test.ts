import fc from 'fast-check'
import papaparse from 'papaparse'
import { describe, expect, it } from 'vitest'
import { estimate, exact, unknown } from '../../analysis/cell'
import { cardsOf } from '../../document/cards'
import { documentOf } from '../../document/cards/card'
import { totalCard } from '../../document/cards/comparison'
import type { CardValue } from '../../document/document'
import { hostileDocument } from '../../document/document.testing'
import { sampleReport } from '../../document/sample.testing'
import { wordsOf } from '../../document/words/words'
import { plain } from '../../oci/plain'
import { csv, fieldsOf } from './csv'

const read = (text: string) => papaparse.parse<string[]>(text, { delimiter: ',' }).data.slice(0, -1)

describe('csv', () => {
  it('is read back as the same cells, and nothing in it is computed', () => {
    fc.assert(
      fc.property(hostileDocument, (document) => {
        const [table] = document.tables
        fc.pre(table !== undefined)
        const fields = fieldsOf(table!, document.legend)
        const wanted = [
          fields.map(({ title }) => title),
          ...[...table!.rows, ...(table!.totals ?? [])].map((row) => fields.map(({ of }) => String(of(row)))),
        ]
        const lines = read(csv.write([{ ...document, tables: [table!] }]))
        const neutral = (line: readonly string[]) =>
          line.map((text) => (/^[=+\-@＝＋－＠]./.test(text) ? `'${text}` : text))
        // A line of nothing but one empty field is an empty line.
        expect(lines.slice(0, wanted.length)).toEqual(wanted.map(neutral))
        expect(lines.at(-1)).toEqual(neutral([plain(document.source)]))
        for (const field of lines.flat()) expect(field).not.toMatch(/^\s*[=+@＝＋＠].|^\s*-[^\d]/)
      }),
      { numRuns: 300 },
    )
  })

  it('ends its lines as RFC 4180 wants them, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(hostileDocument, { maxLength: 2 }), (documents) => {
        expect(csv.write(documents).replaceAll('\r\n', '')).not.toMatch(/[\r\n\0\u202e]/)
      }),
    )
  })

  it('has bytes to the last one, a field per strategy, and says what is not exact', () => {
    const view = { units: 'decimal', sort: { key: 'version', descending: false }, cols: ['share'] } as const
    const document = documentOf(totalCard, { ...view, report: sampleReport(), words: wordsOf('en') })
    const [header, first, second] = read(csv.write([document!]))
    expect(header).toEqual([
      'Version',
      'Layers · Chained',
      'Layers · Fixed base',
      'Local size · Chained (bytes)',
      'Local size · Fixed base (bytes)',
      'Local size · Chained · without sharing (bytes)',
      'Local size · Fixed base · without sharing (bytes)',
      'Registry size · Chained (bytes)',
      'Registry size · Fixed base (bytes)',
      'Registry size · Chained · without sharing (bytes)',
      'Registry size · Fixed base · without sharing (bytes)',
      'Shared with previous · Chained (ratio)',
      'Shared with previous · Chained (exactness)',
      'Shared with previous · Fixed base (ratio)',
      'Shared with previous · Fixed base (exactness)',
    ])
    expect(first?.slice(0, 5)).toEqual(['0.0.1', '2', '2', '787893100', '787893100'])
    expect(first?.slice(11, 13)).toEqual(['', 'unknown: There is no earlier tag to compare with.'])
    expect(second?.[12]).toBe('exact')
  })

  it.each<[string, readonly CardValue[], readonly string[], readonly (readonly (string | number)[])[]]>([
    ['a text', [{ text: 'a' }], ['X'], [['a']]],
    ['nothing', [{ text: '—' }], ['X'], [['']]],
    [
      'a text with a reason',
      [{ text: '—', why: 'w' }, { text: 'a' }],
      ['X', 'X (why)'],
      [
        ['', 'w'],
        ['a', ''],
      ],
    ],
    ['bytes', [{ text: '1kB', cell: exact(999.6, 'bytes') }], ['X (bytes)'], [[1000]]],
    ['a ratio', [{ text: '25%', cell: exact(0.25, 'ratio') }], ['X (ratio)'], [[0.25]]],
    ['a count', [{ text: '7', cell: exact(7, 'layers') }], ['X'], [[7]]],
    ['no number', [{ text: '∞', cell: exact(Number.POSITIVE_INFINITY, 'ratio') }], ['X (ratio)'], [['∞']]],
    [
      'figures in several units',
      [
        { text: '7', cell: exact(7, 'layers') },
        { text: '1B', cell: exact(1, 'bytes') },
      ],
      ['X', 'X (unit)'],
      [
        [7, 'layers'],
        [1, 'bytes'],
      ],
    ],
    [
      'images with a reason',
      [{ text: '(2)', cell: { kind: 'images', images: 'base', layers: 2 }, why: 'w' }],
      ['X', 'X (why)'],
      [['(2)', 'w']],
    ],
    [
      'images that are not known, beside a count',
      [
        { text: '—', cell: { kind: 'unknown', unit: 'images', why: { code: 'moved' } } },
        { text: '7', cell: exact(7, 'layers') },
      ],
      ['X', 'X (exactness)'],
      [
        ['', 'unknown'],
        [7, 'exact'],
      ],
    ],
    [
      'bytes beside a count',
      [
        { text: '1B', cell: exact(1, 'bytes') },
        { text: '7', cell: exact(7, 'layers') },
      ],
      ['X', 'X (unit)'],
      [
        [1, 'bytes'],
        [7, 'layers'],
      ],
    ],
    [
      'an estimate, and what is not known',
      [
        { text: '≈1B', cell: estimate(1, 'bytes', { code: 'inferred' }), why: 'w' },
        { text: '—', cell: unknown('bytes', { code: 'moved' }) },
        { text: '2B', cell: exact(2, 'bytes') },
      ],
      ['X (bytes)', 'X (exactness)'],
      [
        [1, 'estimate: w'],
        ['', 'unknown'],
        [2, 'exact'],
      ],
    ],
  ])('has fields for %s', (_, values, titles, lines) => {
    const columns = [{ id: 'x', title: 'X', align: 'left', perStrategy: false } as const]
    const rows = values.map((value) => [{ values: [value] }])
    const fields = fieldsOf({ columns, rows }, [])
    expect(fields.map(({ title }) => title)).toEqual(titles)
    expect(rows.map((row) => fields.map((field) => field.of(row)))).toEqual(lines)
  })

  it('joins values that are no strategy’s, and names those that no legend does', () => {
    const column = { id: 'x', title: 'X', align: 'left' } as const
    const rows = [
      [{ values: [{ text: 'a' }, { text: '' }, { text: 'b' }], beside: [{ text: 'c' }] }],
      [],
      [{ values: [] }],
    ]
    const of = (perStrategy: boolean) => {
      const fields = fieldsOf({ columns: [{ ...column, perStrategy }], rows }, [{ name: 'A', colour: 0 }])
      return [fields.map(({ title }) => title), ...rows.map((row) => fields.map((field) => field.of(row)))]
    }
    expect(of(false)).toEqual([
      ['X', 'X · beside'],
      ['a / b', 'c'],
      ['', ''],
      ['', ''],
    ])
    expect(of(true)[0]).toEqual(['X · A', 'X · 2', 'X · 3', 'X · A · beside'])
    expect(of(true)[1]).toEqual(['a', '', 'b', 'c'])
  })

  it('puts a line with the title before each of several tables', () => {
    const view = { units: 'decimal', sort: { key: 'version', descending: false }, cols: [] } as const
    const fleet = { hosts: 100, empty: 10, month: 4 }
    const context = { ...view, ...fleet, report: sampleReport(), words: wordsOf('en') }
    const documents = cardsOf('compare').flatMap((card) => documentOf(card, context) ?? [])
    const titles = read(csv.write(documents)).filter((line) => line.length === 1)
    expect(titles.map(([title]) => title).filter(Boolean)).toEqual([
      'Chained is cheapest for this fleet: ≈35.5GB a month, 84.8% less than Fixed base',
      ...documents[0]!.remarks,
      'At a glance',
      'Total size',
      'Update download (cached)',
      'First download (not cached)',
      'Largest layers of all tags',
      documents[0]?.source,
    ])
  })
})
