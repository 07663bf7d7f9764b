import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SourceFailure } from '../../oci/failure'
import { SourceError } from '../source'
import { readSnapshot, writeSnapshot } from './index'
import { madeSnapshot } from './made.testing'
import { readText } from './text'

const limits = { name: 'file', maxBytes: 1 << 20 }

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function failureOf(work: Promise<unknown>): Promise<SourceFailure> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof SourceError) return error.failure
  throw new Error('expected a SourceError', { cause: error })
}
const problemOf = async (work: Promise<unknown>) => {
  const failure = await failureOf(work)
  return failure.code === 'bad-snapshot' ? failure.problem : failure
}

describe('the text of a snapshot', () => {
  it('is the same plain and packed, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(madeSnapshot, fc.integer({ min: 1, max: 999 }), async (made, size) => {
        const text = writeSnapshot(made)
        const plain = await readText(inChunks(Buffer.from(text), size), limits)
        const packed = await readText(inChunks(gzipSync(text), size), limits)
        expect(plain.text).toBe(text)
        expect(packed).toEqual(plain)
        expect(plain.bytes).toBe(Buffer.byteLength(text))
      }),
      { numRuns: 30 },
    )
  })

  it('is truncated or damaged, and nothing worse, whatever happened to its gzip data', async () => {
    const packed = gzipSync('{"format":"strata.snapshot","title":"something long enough to be packed"}')
    for (let length = 2; length < packed.length; length++) {
      expect(await problemOf(readText(inChunks(packed.subarray(0, length), 7), limits))).toEqual({
        code: 'truncated',
      })
    }
    for (let at = 10; at < packed.length; at++) {
      const damaged = Buffer.from(packed)
      damaged[at]! ^= 0xff
      const { code } = await problemOf(readText(inChunks(damaged, 64), limits))
      expect(['damaged-gzip', 'truncated', 'not-json', 'too-complex']).toContain(code)
    }
  })

  it('is not JSON when it is no text, nothing, or something after an end', async () => {
    const read = (bytes: Uint8Array) => problemOf(readSnapshot(inChunks(bytes, 64), limits))
    expect(await read(Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d))).toEqual({ code: 'not-json' })
    expect(await read(Buffer.from('{} {}'))).toEqual({ code: 'not-json' })
    expect(await read(Buffer.from('hello'))).toEqual({ code: 'not-json' })
    expect(await read(new Uint8Array())).toEqual({ code: 'truncated' })
  })
})

describe('a text that is too much', () => {
  it('is refused at the limit, and no more of it is read', async () => {
    let given = 0
    let ended = false
    async function* endless() {
      try {
        for (;;) {
          given += 1 << 16
          yield Buffer.alloc(1 << 16, '"')
        }
      } finally {
        ended = true
      }
    }
    expect(await problemOf(readText(endless(), limits))).toEqual({ code: 'too-large', limitBytes: 1 << 20 })
    expect(given).toBeLessThanOrEqual((1 << 20) + (1 << 17))
    expect(ended).toBe(true)
  })

  it('is refused when a few packed bytes unpack to more than the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20, ' '))
    expect(bomb.length).toBeLessThan(limits.maxBytes)
    expect(await problemOf(readText(inChunks(bomb, 4096), limits))).toEqual({
      code: 'too-large',
      limitBytes: 1 << 20,
    })
  })

  it('is refused before it is parsed when it is nested too deep or has too many values', async () => {
    const large = { name: 'file', maxBytes: 64 << 20 }
    const deep = Buffer.from('['.repeat(1_000_000) + ']'.repeat(1_000_000))
    expect(await problemOf(readText(inChunks(deep, 1 << 16), large))).toEqual({ code: 'too-complex' })
    const many = Buffer.from(`[${'{},'.repeat(5_000_000)}{}]`)
    expect(await problemOf(readText(inChunks(many, 1 << 16), large))).toEqual({ code: 'too-complex' })
    const texts = Buffer.from(JSON.stringify('[[[[{{{{,,,,\\"'.repeat(10_000)))
    expect((await readText(inChunks(texts, 1 << 16), large)).bytes).toBe(texts.length)
  })
})
