import { spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Packing, packingOf, unpack } from './decompress'
import type { ByteInput } from './layer-bytes'

const zstd = (input: Buffer, ...args: string[]) =>
  spawnSync('zstd', ['--quiet', '--stdout', ...args], { input, maxBuffer: 1 << 30 }).stdout
const hasZstd = zstd(Buffer.from('x')) !== null
const TEXT = Buffer.from('some text that repeats, '.repeat(20_000))
/** A skippable frame, as zstd:chunked has them. */
const SKIPPABLE = Buffer.concat([Buffer.from('502a4d1804000000', 'hex'), Buffer.from('skip')])

function inPieces(bytes: Buffer, size: number, waits = false): ByteInput {
  function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  async function* later() {
    yield* pieces()
  }
  let at = 0
  const taken = function* () {
    for (; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  if (!waits) return later()
  // One place in the input, whichever way it is read.
  return {
    wait: taken,
    async *[Symbol.asyncIterator]() {
      while (at < bytes.length) {
        const piece = bytes.subarray(at, at + size)
        at += size
        yield piece
      }
    },
  }
}

async function whole(input: ByteInput) {
  const packings: Packing[] = []
  const pieces: Uint8Array[] = []
  for await (const piece of unpack(input, (packing) => void packings.push(packing)))
    pieces.push(Uint8Array.from(piece))
  return { bytes: Buffer.concat(pieces), packings }
}

describe('packingOf', () => {
  it.each([
    ['1f8b08', 'gzip'],
    ['28b52ffd', 'zstd'],
    ['502a4d18', 'zstd'],
    ['5f2a4d18', 'zstd'],
    ['602a4d18', 'none'],
    ['28b52f', 'none'],
    ['1f', 'none'],
    ['', 'none'],
  ])('%s is %s', (start, packing) => {
    expect(packingOf(Buffer.from(start, 'hex'))).toBe(packing)
  })
})

const members = [TEXT.subarray(0, 1000), Buffer.alloc(0), TEXT.subarray(1000)]
const cases: readonly (readonly [string, Packing, Buffer, Buffer])[] = [
  ['gzip', 'gzip', gzipSync(TEXT), TEXT],
  [
    'gzip of several members, as eStargz has',
    'gzip',
    Buffer.concat(members.map((one) => gzipSync(one))),
    TEXT,
  ],
  ['gzip with zeros after it', 'gzip', Buffer.concat([gzipSync(TEXT), Buffer.alloc(1024)]), TEXT],
  ['gzip of nothing', 'gzip', gzipSync(Buffer.alloc(0)), Buffer.alloc(0)],
  ['a tar as it is', 'none', TEXT, TEXT],
  ['nothing', 'none', Buffer.alloc(0), Buffer.alloc(0)],
]
const zstdCases: typeof cases = hasZstd
  ? [
      ['zstd', 'zstd', zstd(TEXT), TEXT],
      ['zstd without its checksum', 'zstd', zstd(TEXT, '--no-check'), TEXT],
      ['zstd of several frames', 'zstd', Buffer.concat(members.map((one) => zstd(one))), TEXT],
      ['zstd with frames to skip', 'zstd', Buffer.concat([SKIPPABLE, zstd(TEXT), SKIPPABLE]), TEXT],
      ['zstd of zeros', 'zstd', zstd(Buffer.alloc(1_000_000)), Buffer.alloc(1_000_000)],
      ['zstd of nothing', 'zstd', zstd(Buffer.alloc(0)), Buffer.alloc(0)],
    ]
  : []

describe.each([...cases, ...zstdCases])('unpack of %s', (_, packing, packed, expected) => {
  it.each([1, 3, 1000, 1 << 20])('gives the whole from chunks of %i bytes', async (size) => {
    if (size < 1000 && packed.length > 100_000) return
    for (const waits of [false, true]) {
      const { bytes, packings } = await whole(inPieces(packed, size, waits))
      expect(bytes.equals(expected)).toBe(true)
      expect(packings).toEqual([packing])
    }
  })
})

describe('unpack of what is damaged', () => {
  const failure = async (bytes: Buffer, waits = false) => {
    try {
      await whole(inPieces(bytes, 1000, waits))
    } catch (error) {
      return (error as { problem?: { code: string } }).problem?.code
    }
    return 'nothing'
  }
  const noise = Buffer.from(Array.from({ length: 40_000 }, (_, at) => (at * at * 7919) >> 3))
  const broken = (packed: Buffer, at: number) =>
    Buffer.concat([packed.subarray(0, at), Buffer.alloc(500, 0xff), packed.subarray(at + 500)])

  it('tells a gzip that is cut, broken, or whose checksum is wrong', async () => {
    const packed = gzipSync(noise)
    expect(await failure(packed.subarray(0, -1))).toBe('truncated')
    expect(await failure(packed.subarray(0, 5))).toBe('truncated')
    expect(await failure(broken(packed, 300))).toBe('corrupt')
    packed[packed.length - 6]! ^= 1
    expect(await failure(packed)).toBe('corrupt')
  })

  it.runIf(hasZstd)('tells a zstd that is cut or broken, and does not go on for ever', async () => {
    const packed = zstd(noise)
    for (const waits of [false, true]) {
      expect(await failure(packed.subarray(0, -1), waits)).toBe('truncated')
      expect(await failure(packed.subarray(0, packed.length / 2), waits)).toBe('truncated')
      expect(await failure(packed.subarray(0, 5), waits)).toBe('truncated')
      expect(await failure(broken(packed, 300), waits)).toBe('corrupt')
      expect(await failure(Buffer.concat([packed.subarray(0, 4), noise]), waits)).toBe('corrupt')
      expect(await failure(Buffer.concat([packed, noise]), waits)).toBe('corrupt')
    }
    // The decoder is one for all: it reads on as if nothing had been.
    expect((await whole(inPieces(packed, 1000))).bytes.equals(noise)).toBe(true)
  })

  it.each(['gzip', 'none', 'zstd'] as const)('leaves an error of the input as it is: %s', async (packing) => {
    if (packing === 'zstd' && !hasZstd) return
    const gone = new Error('gone')
    const packed = { gzip: gzipSync(noise), none: noise, zstd: zstd(noise) ?? noise }[packing]
    async function* breaks() {
      yield packed.subarray(0, 5000)
      throw gone
    }
    await expect(whole(breaks())).rejects.toBe(gone)
  })
})

describe('unpack that is left', () => {
  it.each(['gzip', 'none'] as const)('closes its input: %s', async (packing) => {
    let closed = false
    async function* endless() {
      const noise = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919) >> 5))
      const chunk = packing === 'gzip' ? gzipSync(noise) : noise
      try {
        for (;;) yield chunk
      } finally {
        closed = true
      }
    }
    for await (const _ of unpack(endless())) break
    await expect.poll(() => closed).toBe(true)
  })
})
