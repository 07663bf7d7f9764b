import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { directory, file, hardlink, readChunks, symlink, whiteout } from './read.testing'
import { TarError } from './tar-error'
import { makeTar, type TarInput } from './tar-writer.testing'

/** One of each that the reader treats in its own way. */
const INPUTS: TarInput[] = [
  directory('d'),
  file('d/one', 700),
  { name: 'n'.repeat(130), longNames: 'pax', content: Buffer.from('pax') },
  { name: 'g'.repeat(130), longNames: 'gnu' },
  hardlink('d/two', 'd/one'),
  symlink('s', 'd'),
  whiteout('gone'),
]
const TAR = makeTar(INPUTS)

/** Reads an archive, or tells why it cannot be read; any other exception goes on. */
function attempt(chunks: Iterable<Uint8Array>) {
  try {
    return readChunks(chunks)
  } catch (error) {
    if (error instanceof TarError) return error
    throw error
  }
}

function* cut(bytes: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const end = at + (lengths[turn % lengths.length] ?? bytes.length)
    // The reader may keep nothing of a chunk: it is wiped once it was read.
    const chunk = new Uint8Array(bytes.subarray(at, end))
    yield chunk
    chunk.fill(0xaa)
    at = end
  }
}

describe('a damaged archive', () => {
  it('is truncated wherever it ends but between two entries', () => {
    const whole = readChunks([TAR]).entries
    const borders = new Map(INPUTS.map((_, count) => [makeTar(INPUTS.slice(0, count)).length - 1024, count]))
    const content = TAR.length - 1024
    for (let length = 0; length <= TAR.length; length++) {
      const result = attempt([TAR.subarray(0, length)])
      const atBorder =
        borders.get(length) ?? (length >= content && length % 512 === 0 ? INPUTS.length : undefined)
      if (atBorder === undefined) expect(result, `${length} bytes`).toMatchObject({ code: 'truncated' })
      else expect(result, `${length} bytes`).toMatchObject({ entries: whole.slice(0, atBorder) })
    }
  })

  it('never throws anything but a TarError, whichever bytes are wrong', () => {
    const changes = fc.array(fc.tuple(fc.nat(TAR.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(changes, (wrong) => {
        const bytes = new Uint8Array(TAR)
        for (const [at, byte] of wrong) bytes[at] = byte
        attempt([bytes])
      }),
      { numRuns: 1000 },
    )
  })

  it('never throws anything but a TarError, whatever a header with a right checksum says', () => {
    const field = fc.record({ at: fc.nat(511), bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }) })
    const headers = fc.constantFrom(...[...TAR.keys()].filter((at) => at % 512 === 0 && isHeader(at)))
    fc.assert(
      fc.property(headers, fc.array(field, { minLength: 1, maxLength: 4 }), (at, fields) => {
        const bytes = new Uint8Array(TAR)
        const block = bytes.subarray(at, at + 512)
        for (const { at: from, bytes: written } of fields) block.set(written.subarray(0, 512 - from), from)
        sign(block)
        attempt([bytes])
      }),
      { numRuns: 2000 },
    )
  })

  it('never throws anything but a TarError, whatever is in PAX records', () => {
    const key = fc.constantFrom(
      'path',
      'linkpath',
      'size',
      'mtime',
      'uid',
      'GNU.sparse.realsize',
      'GNU.sparse.name',
    )
    const value = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String))
    fc.assert(
      fc.property(fc.dictionary(key, value), (pax) => {
        attempt([makeTar([{ name: 'a', content: Buffer.alloc(9), pax }, file('b')])])
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        attempt([makeTar([{ name: 'x', type: 'pax-local', content: Buffer.from(body) }, file('b')])])
      }),
    )
  })
})

describe('an archive in chunks', () => {
  it('reads the same in one piece and byte by byte', () => {
    expect(readChunks(cut(TAR, [1]))).toEqual(readChunks([TAR]))
  })

  it('reads the same whatever the lengths of the chunks', () => {
    const whole = readChunks([TAR])
    const lengths = fc.array(fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 3000 })), {
      minLength: 1,
    })
    fc.assert(
      fc.property(lengths, (parts) => {
        expect(readChunks(cut(TAR, parts))).toEqual(whole)
      }),
    )
  })
})

const isHeader = (at: number) => TAR.toString('latin1', at + 257, at + 262) === 'ustar'

function sign(block: Uint8Array): void {
  block.fill(0x20, 148, 156)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.set(Buffer.from(`${sum.toString(8).padStart(6, '0')}\0 `), 148)
}
