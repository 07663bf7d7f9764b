import fc from 'fast-check'
import { makeTar, type TarInput } from '../../lib/layerfs/tar-writer.testing'

/** Pieces that grammars are made of, and what no grammar expects. */
const PIECES = [
  ...[
    'a',
    'Z',
    '0',
    '9'.repeat(20),
    '.',
    '-',
    '_',
    '__',
    '/',
    ':',
    '@',
    ';',
    '=',
    '&',
    '%',
    '%3B',
    '+',
    '*',
    '?',
    '[',
  ],
  ...[
    'sha256:',
    'a'.repeat(64),
    'localhost',
    '127.0.0.1',
    '[::1]',
    ':5000',
    'latest',
    'v1.2.3',
    '-rc.1',
    '-alpine',
  ],
  ...[
    '__proto__',
    'constructor',
    'null',
    'NaN',
    '\u0000',
    '\r\n',
    '\t',
    '\u202e',
    '\ud800',
    '한글',
    '😀',
    '"',
    "'",
  ],
  ...[
    '|2 A=b ',
    '/bin/sh -c ',
    '#(nop) ',
    'RUN ',
    'COPY file:',
    ' in /',
    ' # buildkit',
    '\\\n',
    '(',
    ')',
    '{',
    ',',
  ],
  ...['2024.01', '!', '<', '>', ' '],
]

/** Text of these pieces, or of anything; some of it a piece a thousand times. */
export const hostileText = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 24 }).map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PIECES), fc.constantFrom(...PIECES), fc.nat(2000))
      .map(([piece, end, times]) => piece.repeat(times) + end),
  },
)

const ODD: readonly unknown[] = [
  ...[null, true, '', 'x', 0, -1, -0, 0.5, 2 ** 53, 2 ** 63, 1e308, -1e308, [], {}, [[]], [null], { a: {} }],
  ...[
    '__proto__',
    'sha256:',
    `sha256:${'a'.repeat(64)}`,
    '9999-99-99T99:99:99Z',
    '+275760-09-13T00:00:00.001Z',
  ],
  'a'.repeat(70_000),
]

interface Change {
  readonly at: number
  readonly how: number
  readonly odd: unknown
}

/** A document of JSON in which up to so many places, chosen anyhow, hold something else, are gone or stand twice. */
export function mutated(document: unknown, most = 4): fc.Arbitrary<unknown> {
  const odd = fc.oneof(fc.constantFrom(...ODD), hostileText)
  return fc
    .array(fc.record({ at: fc.nat(), how: fc.nat(9), odd }), { minLength: 1, maxLength: most })
    .map((changes) => changes.reduce(changeOne, structuredClone(document)))
}

function changeOne(document: unknown, { at, how, odd }: Change): unknown {
  const places: [holder: Record<string, unknown>, key: string][] = []
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    for (const key of Object.keys(value)) {
      places.push([value as Record<string, unknown>, key])
      visit((value as Record<string, unknown>)[key])
    }
  }
  visit(document)
  const place = places[at % Math.max(places.length, 1)]
  if (!place) return structuredClone(odd)
  const [holder, key] = place
  if (how === 0) delete holder[key]
  else if (how === 1) holder[typeof odd === 'string' ? odd.slice(0, 200) : key] = holder[key]
  else if (how === 2 && Array.isArray(holder)) holder.push(holder[Number(key)])
  else if (how === 3) holder[key] = [holder[key]]
  else holder[key] = structuredClone(odd)
  return document
}

const name = fc.constantFrom(
  ...[
    'a',
    'a/b',
    'a/',
    './a',
    '/a',
    '../a',
    'a/../b',
    'a//b',
    '.wh.a',
    'd/.wh..wh..opq',
    '.wh.',
    'd/.wh.',
    '\u0001',
  ],
  'n'.repeat(300),
)
const tarInput: fc.Arbitrary<TarInput> = fc.record(
  {
    name,
    type: fc.constantFrom('file' as const, 'hardlink', 'symlink', 'directory', 'fifo', 'character'),
    content: fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
    linkName: name,
    mode: fc.nat(0o7777),
    longNames: fc.constant('pax' as const),
    pax: fc.dictionary(
      fc.constantFrom('path', 'size', 'GNU.sparse.map', 'GNU.sparse.major', 'linkpath', 'uid'),
      hostileText,
      { maxKeys: 2 },
    ),
  },
  { requiredKeys: ['name', 'longNames'] },
)

/** An archive, cut into chunks, of which some bytes are others and the end may be missing. */
export const brokenTar: fc.Arbitrary<readonly Uint8Array[]> = fc
  .record({
    entries: fc.array(tarInput, { maxLength: 4 }),
    bytes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
    cut: fc.option(fc.nat()),
    chunk: fc.integer({ min: 1, max: 1500 }),
  })
  .map(({ entries, bytes, cut, chunk }) => {
    const whole = makeTar(entries)
    for (const [at, value] of bytes) if (whole.length > 0) whole[at % whole.length] = value
    const tar = cut === null ? whole : whole.subarray(0, cut % (whole.length + 1))
    const count = Math.ceil(tar.length / chunk)
    return Array.from({ length: count }, (_, at) => tar.subarray(at * chunk, (at + 1) * chunk))
  })
