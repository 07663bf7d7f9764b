import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CardDocument } from '../../document/document'
import { hostileDocument, hostileText } from '../../document/document.testing'
import { plain } from '../../oci/plain'
import { escapeHtml, html } from './html'
import { FORMAT_IDS, FORMATS, formatOf } from './index'
import { json } from './json'
import { text } from './text'
import { textWidth } from './width'

const TAGS =
  /^<(!doctype html|\/?(html|head|title|body|h3|p|b|ul|ol|li|table|caption|thead|tbody|tfoot|tr|th|td|sup|span|bdi)|meta charset="utf-8"|(table|p|span) style="[\w:;,%#. -]+"|t[hd]( scope="(row|col|colgroup)")?( (col|row)span="\d+")? style="[\w:;#. -]+")>$/

describe('every format', () => {
  it('has an address of its own', () => {
    expect(FORMAT_IDS).toEqual(['md', 'csv', 'html', 'txt', 'json', 'svg', 'png'])
    for (const id of FORMAT_IDS) expect(formatOf(id).id).toBe(id)
  })

  it('writes whatever it is given, with nothing in it that acts', () => {
    fc.assert(
      fc.property(fc.array(hostileDocument, { maxLength: 2 }), (documents) => {
        for (const format of FORMATS) {
          if (format.kind === 'picture') continue
          const written = format.write(documents)
          if (format.id !== 'json')
            expect(written).not.toMatch(/(?![\r\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u)
        }
      }),
    )
  })
})

describe('html', () => {
  it('has its own tags and no others, and is read back as the same texts', () => {
    fc.assert(
      fc.property(hostileDocument, (document) => {
        const written = html.write([document])
        const tags = written.match(/<[^>]*>?/g) ?? []
        for (const tag of tags) expect(tag).toMatch(TAGS)
        const decoded = written
          .replace(/<[^>]*>/g, '\0')
          .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => DECODED[name] ?? '')
          .split('\0')
        for (const { text: wanted } of document.tables.flatMap(({ rows }) =>
          rows.flat().flatMap(({ values }) => values),
        )) {
          if (plain(wanted) !== '') expect(decoded.join('')).toContain(plain(wanted))
        }
      }),
    )
  })

  it('escapes what would end an attribute or begin a tag', () => {
    fc.assert(
      fc.property(hostileText, (one) => {
        expect(escapeHtml(one)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }),
    )
  })
})

const DECODED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const TWO: CardDocument = {
  card: 'total',
  title: '전체 용량',
  note: '',
  legend: [
    { name: '꼬리 물기', colour: 0 },
    { name: '기반 Base', colour: 1 },
  ],
  remarks: [],
  tables: [
    {
      columns: [
        { id: 'version', title: '버전', align: 'left', perStrategy: false },
        { id: 'local', title: '로컬 용량', align: 'right', perStrategy: true },
      ],
      rows: [
        [
          { values: [{ text: '0.0.1' }] },
          {
            values: [
              { text: '788MB', cell: { kind: 'exact', value: 787893100, unit: 'bytes' } },
              {
                text: '≈8MB',
                cell: { kind: 'estimate', value: 8e6, unit: 'bytes', why: { code: 'inferred' } },
                why: 'paired',
              },
            ],
          },
        ],
      ],
      totals: [[{ values: [{ text: '모든 태그' }] }, { values: [] }]],
    },
  ],
  charts: [],
  source: 'app:0.0.1',
  units: 'decimal',
}

describe('text', () => {
  it('lines its columns up where Hangul is two wide', () => {
    expect(text.write([TWO])).toBe(
      [
        '전체 용량',
        '꼬리 물기 / 기반 Base',
        '',
        '버전            로컬 용량',
        '---------  --------------',
        '0.0.1      788MB / ≈8MB ¹',
        '---------  --------------',
        '모든 태그',
        '',
        '1. paired',
        '',
        'app:0.0.1',
        '',
      ].join('\n'),
    )
  })

  it('counts what is not seen as nothing', () => {
    expect(textWidth('버전')).toBe(4)
    expect(textWidth('e\u0301\u200b')).toBe(1)
  })
})

describe('json', () => {
  it('has the figures, their exactness and their reasons', () => {
    const { format, version, documents } = JSON.parse(json.write([TWO]))
    expect([format, version]).toEqual(['strata.export', 1])
    expect(documents[0].tables[0].rows[0][1]).toEqual({
      column: 'local',
      values: [
        { strategy: '꼬리 물기', text: '788MB', kind: 'exact', value: 787893100, unit: 'bytes' },
        {
          strategy: '기반 Base',
          text: '≈8MB',
          kind: 'estimate',
          value: 8e6,
          unit: 'bytes',
          reason: 'inferred',
          why: 'paired',
        },
      ],
    })
  })
})
