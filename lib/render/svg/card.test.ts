// Longer than most: a card’s picture as a whole, whatever stands on it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CardDocument } from '../../document/document'
import { cardPicture } from './card'
import { madeDocument, madeHeat, madeLines, madeStack, madeTimeline } from './documents.testing'
import { textWidth } from './text-width'
import { readXml } from './xml.testing'

const HARMLESS = new Set(['svg', 'title', 'desc', 'defs', 'pattern', 'g', 'rect', 'path', 'text'])

function sizeOf(svg: string): { width: number; height: number } {
  const [, width, height] = /^<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  return { width: Number(width), height: Number(height) }
}

const small = { strategies: 2, tags: 4 }
const light = { theme: 'light', show: 'both' } as const

describe('cardPicture', () => {
  it('says everything that its document says', () => {
    const document = madeDocument(small)
    const words = readXml(cardPicture(document, light)).texts.join(' ')
    const bare = words.replace(/\s/g, '')
    const said = [document.title, document.note, document.source, ...document.remarks]
    for (const text of said) expect(bare).toContain(text.replace(/\s/g, ''))
    for (const { name } of document.legend) expect(words).toContain(name)
    for (const { columns, rows, totals = [] } of document.tables) {
      for (const { title } of columns) expect(words).toContain(title)
      for (const cell of [...rows, ...totals].flat()) {
        for (const { text } of [...cell.values, ...(cell.beside ?? [])]) expect(words).toContain(text)
      }
    }
    expect(words).toContain('Strata')
  })

  it('names strategies once, in a legend or in the charts', () => {
    const made = madeDocument({ strategies: 1, tags: 3 })
    const names = (document: CardDocument, show: 'chart' | 'both') =>
      readXml(cardPicture(document, { theme: 'light', show })).texts.filter((text) => text === 'Chained')
        .length
    const heat = { ...made, charts: [madeHeat({ strategies: 1, tags: 3 })] }
    expect([names(made, 'chart'), names(heat, 'chart'), names({ ...heat, tables: [] }, 'both')]).toEqual([
      1, 1, 1,
    ])
    // A map and a table of its figures are not drawn both.
    expect([names(heat, 'both'), names(heat, 'chart')]).toEqual([1, 1])
    expect(cardPicture({ ...made, legend: [], charts: [] }, light)).not.toMatch(/<g [^>]*\/>/)
  })

  it('draws as many rows as are read in a picture', () => {
    const rows = (tags: number, strategies: number) =>
      readXml(cardPicture({ ...madeDocument({ strategies, tags }), charts: [] }, light)).texts.filter(
        (text) => text.startsWith('… +'),
      )
    expect([rows(250, 1), rows(251, 1)]).toEqual([[], ['… +1']])
    // One name and four values of each strategy.
    expect(rows(200, 8)).toEqual([`… +${200 - Math.floor(6000 / 33)}`])
  })

  it.each([
    ['reasons', 8],
    ['remarks', 40],
  ])('counts the %s beyond %d', (what, most) => {
    const texts = (count: number) => {
      const document = madeDocument({ strategies: 1, tags: 1 })
      const all = Array.from({ length: count }, (_, index) => `said ${index}`)
      const [table] = document.tables
      const reasons = all.map((why) => table!.columns.map(() => ({ values: [{ text: '—', why }] })))
      const made = what === 'reasons' ? { tables: [{ ...table!, rows: reasons }] } : { remarks: all }
      return readXml(cardPicture({ ...document, ...made }, light)).texts
    }
    expect(texts(most).filter((text) => /said \d/.test(text))).toHaveLength(most)
    expect(texts(most).some((text) => text.startsWith('… +'))).toBe(false)
    expect(texts(most + 2).filter((text) => /said \d/.test(text))).toHaveLength(most)
    expect(texts(most + 2)).toContain('… +2')
  })

  it('gives each reason once, behind its sign', () => {
    const { texts } = readXml(cardPicture(madeDocument({ strategies: 3, tags: 20 }), light))
    expect(texts.filter((text) => text.startsWith('≈ Sizes were paired'))).toHaveLength(1)
    expect(texts.filter((text) => text.startsWith('— The image is not on this host'))).toHaveLength(1)
  })

  it('shows the table, the chart or both', () => {
    const texts = (show: 'table' | 'chart' | 'both') =>
      readXml(cardPicture(madeDocument(small), { theme: 'dark', show })).texts
    expect(texts('table')).toContain('Registry size')
    expect(texts('table').join()).not.toContain('Bars are stacked')
    expect(texts('chart')).not.toContain('Registry size')
    expect(texts('chart').join()).toContain('Bars are stacked')
    expect(texts('both')).toEqual(expect.arrayContaining(['Registry size']))
  })

  it('has the table where there is no chart, and the other way round', () => {
    const document = madeDocument(small)
    const table = cardPicture({ ...document, charts: [] }, { theme: 'light', show: 'chart' })
    expect(readXml(table).texts).toContain('Registry size')
    const chart = cardPicture({ ...document, tables: [] }, { theme: 'light', show: 'table' })
    expect(readXml(chart).texts.join()).toContain('Bars are stacked')
  })

  it('is as wide as it needs, between 720 and 1600 pixels', () => {
    expect(sizeOf(cardPicture(madeDocument({ strategies: 1, tags: 1 }), light)).width).toBe(720)
    expect(sizeOf(cardPicture(madeDocument({ strategies: 6, tags: 50 }), light)).width).toBe(1600)
    expect(
      sizeOf(cardPicture(madeDocument({ strategies: 3, tags: 4 }), { ...light, show: 'table' })).width,
    ).toBeLessThan(1200)
  })

  it('counts the rows, columns and groups that it does not draw', () => {
    const document = madeDocument({ strategies: 6, tags: 2000 })
    const many = cardPicture(document, light)
    expect(readXml(many).texts.filter((text) => /^… \+1,\d{3}$/.test(text))).toHaveLength(2)
    expect(sizeOf(many).height).toBeLessThan(15_000)
    const columns = Array.from({ length: 2001 }, (_, index) => ({
      id: `c${index}`,
      title: `0.0.${index}`,
      align: 'right' as const,
      perStrategy: false,
    }))
    const row = columns.map(() => ({ values: [{ text: '600MB' }] }))
    const rows = columns.map(() => row)
    const wide = cardPicture({ ...document, tables: [{ columns, rows }], charts: [] }, light)
    expect(readXml(wide).texts.some((text) => /^… \+1,9\d\d$/.test(text))).toBe(true)
    expect(wide.length).toBeLessThan(2_000_000)
  }, 20_000)

  it('has one id for one thing, however many charts there are', () => {
    const made = { strategies: 3, tags: 6 }
    const charts = [
      ...madeDocument(made).charts,
      madeHeat(made),
      madeLines(made),
      madeStack(5),
      madeTimeline(5),
    ]
    const { attributes } = readXml(cardPicture({ ...madeDocument(made), charts }, light))
    const ids = attributes.filter(([name]) => name === 'id').map(([, value]) => value)
    expect(new Set(ids).size).toBe(ids.length)
    const used = attributes.flatMap(([, value]) => /^url\(#(.*)\)$/.exec(value)?.[1] ?? [])
    for (const id of used) expect(ids).toContain(id)
  })
})

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    ']]><foreignObject><iframe src="x"/>',
    '" onload="alert(1)" x="',
    "' href='javascript:alert(1)",
    '&lt;&#x0;&bogus;',
    'url(#x)',
    '\u202e\u0000\ud800',
    'x'.repeat(5000),
    '가'.repeat(900),
    '😀'.repeat(300),
    'שלום عالم',
  ),
)

const hostileDocument: fc.Arbitrary<CardDocument> = fc
  .record({
    strategies: fc.integer({ min: 0, max: 8 }),
    tags: fc.integer({ min: 0, max: 9 }),
    words: fc.array(hostile, { minLength: 12, maxLength: 12 }),
    bytes: fc.array(fc.oneof(fc.nat(), fc.constantFrom(Number.MAX_SAFE_INTEGER, 1e300, 0)), {
      minLength: 4,
      maxLength: 4,
    }),
  })
  .map(({ strategies, tags, words, bytes }) => {
    const word = (index: number) => words[index % words.length] ?? ''
    const made = { strategies, tags, names: words, tagOf: word }
    const document = madeDocument(made)
    const [first = 0, second = 0] = bytes
    return {
      ...document,
      title: word(0),
      note: word(1),
      source: word(2),
      remarks: words,
      tables: [
        ...document.tables,
        {
          caption: word(3),
          columns: words.map((title, index) => ({
            id: title,
            title,
            align: 'left',
            perStrategy: index % 2 === 0,
          })),
          rows: [
            words.map((text) => ({
              values: [{ text, why: text, best: true }, { text }],
              beside: [{ text }],
            })),
            [],
          ],
        },
        { columns: [], rows: [] },
      ],
      charts: [
        ...document.charts,
        { ...madeHeat(made), title: word(4) },
        { ...madeLines(made), note: word(5) },
        madeStack(tags),
        madeTimeline(tags),
        {
          kind: 'lines',
          bytesOf: 'transfer',
          title: '',
          note: '',
          places: words,
          lines: [{ name: word(6), colour: 97, values: bytes }],
        },
        {
          kind: 'stack',
          bytesOf: 'unpacked',
          title: '',
          note: '',
          layers: words.map((label, slot) => ({ label, slot: slot * 7, bytes: first, text: label })),
        },
        {
          kind: 'timeline',
          title: '',
          note: '',
          totalMs: second,
          lanes: words.map((label) => ({ label, bytes: first, download: [0, first], reused: false })),
        },
        { kind: 'bars', title: '', note: '', groups: [] },
        { kind: 'heat', bytesOf: 'transfer', title: '', note: '', nothing: word(7), maps: [] },
      ],
    }
  })

describe('a hostile document', () => {
  it('comes out as well-formed XML of nothing but shapes and text, in numbers that are finite', () => {
    fc.assert(
      fc.property(hostileDocument, fc.constantFrom('light', 'dark'), (document, theme) => {
        const svg = cardPicture(document, { theme, show: 'both' })
        const { elements, attributes } = readXml(svg)
        expect([...elements].filter((name) => !HARMLESS.has(name))).toEqual([])
        const wrong = attributes.filter(
          ([name, value]) => /^on|href|style/.test(name) || /NaN|Infinity|undefined|javascript:/.test(value),
        )
        expect(wrong).toEqual([])
        const { width, height } = sizeOf(svg)
        expect(width).toBeLessThanOrEqual(1600)
        expect(height).toBeGreaterThan(0)
      }),
      { numRuns: 40 },
    )
  }, 30_000)

  it('prints no line beyond the edges of its card', () => {
    fc.assert(
      fc.property(hostileDocument, (document) => {
        // Scaled tables and nested charts have coordinates of their own.
        const svg = cardPicture({ ...document, tables: [], charts: [] }, light)
        const { width } = sizeOf(svg)
        for (const [, x = '', size = '', bold, anchor, text = ''] of svg.matchAll(
          /<text x="([\d.-]+)"[^>]*font-size="([\d.]+)"( font-weight="700")?( text-anchor="end")?[^>]*>([^<]*)/g,
        )) {
          if (/[&≈]/.test(text)) continue
          const wide = textWidth(text, Number(size), bold !== undefined)
          const left = anchor ? Number(x) - wide : Number(x) + 24
          expect(left).toBeGreaterThanOrEqual(0)
          expect(left + (anchor ? 0 : wide)).toBeLessThanOrEqual(width + 24)
        }
      }),
      { numRuns: 40 },
    )
  })
})
