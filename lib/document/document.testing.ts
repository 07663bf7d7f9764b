import fc from 'fast-check'
import { estimate, exact, unknown } from '../analysis/cell'
import type { CardCell, CardDocument, CardTable, CardValue } from './document'

const HOSTILE = [
  '=1+1',
  '+cmd|x',
  '-2',
  '-',
  '@octocat',
  'a|b',
  '\\',
  '`x`',
  '**b**',
  '_u_',
  '~~s~~',
  '<script>alert(1)</script>',
  '![x](http://a.b/c)',
  'www.example.org',
  'me@example.org',
  '&lt;',
  '"q", \'r\'',
  '# 1. - > ~',
  '#12',
  'a\r\nb\tc',
  '\u202eevil\u0000\u0007\ud800',
  '$x$',
  '한글 이미지',
  '0.0.1 ~ 0.0.3',
]
/** What a stranger may have written. */
export const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 3 }).map((parts) => parts.join('')),
)

const cell = fc.oneof(
  fc.nat().map((bytes) => exact(bytes, 'bytes')),
  fc.nat().map((bytes) => estimate(bytes, 'bytes', { code: 'inferred' })),
  fc.constant(unknown('bytes', { code: 'not-local' })),
)
const value: fc.Arbitrary<CardValue> = fc.record(
  { text: hostileText, cell, why: hostileText, best: fc.boolean() },
  { requiredKeys: ['text'] },
)
const cellWith = (values: number): fc.Arbitrary<CardCell> => {
  const several = fc.array(value, { minLength: values, maxLength: values })
  return fc.record(
    { values: several, beside: several, besideLabel: hostileText },
    { requiredKeys: ['values'] },
  )
}

const tableWith = (strategies: number): fc.Arbitrary<CardTable> =>
  fc
    .array(
      fc.record({
        id: fc.constantFrom('a', 'b'),
        title: hostileText,
        align: fc.constantFrom('left' as const, 'right' as const),
        perStrategy: fc.boolean(),
        beside: fc.option(hostileText, { nil: undefined }),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .chain((columns) => {
      const row = fc.tuple(...columns.map(({ perStrategy }) => cellWith(perStrategy ? strategies : 1)))
      return fc.record({
        columns: fc.constant(columns),
        rows: fc.array(row, { maxLength: 3 }),
        totals: fc.option(fc.array(row, { maxLength: 1 }), { nil: undefined }),
        caption: fc.option(hostileText, { nil: undefined }),
      })
    })

/** A card with tables, of two strategies, as hostile as can be. */
export const hostileDocument: fc.Arbitrary<CardDocument> = fc.record({
  card: fc.constant('card'),
  title: hostileText,
  note: hostileText,
  legend: fc.tuple(hostileText, hostileText).map((names) => names.map((name, colour) => ({ name, colour }))),
  remarks: fc.array(hostileText, { maxLength: 2 }),
  tables: fc.array(tableWith(2), { minLength: 1, maxLength: 2 }),
  charts: fc.constant([]),
  source: hostileText,
  units: fc.constant('decimal' as const),
})
