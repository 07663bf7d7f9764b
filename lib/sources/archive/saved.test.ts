import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeTar, type TarInput } from '../../layerfs/tar-writer.testing'
import { isLayer, linkOf, MAX_DOCUMENT_BYTES, readSaved, SAVED_LIMITS, type TakeSaved } from './saved'

const LAYER = makeTar([{ name: 'a', content: Buffer.from('a') }])
const OTHER = makeTar([{ name: 'b', content: Buffer.alloc(3000, 'b') }])
const file = (name: string, content: Buffer | string): TarInput => ({ name, content: Buffer.from(content) })

async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Reads an archive, and gathers its layers. */
async function read(entries: readonly TarInput[], size = 1 << 16, limits = SAVED_LIMITS) {
  const layers: [path: string, content: Buffer, bytes: number, packing: string][] = []
  const take: TakeSaved = async (path, chunks, bytes, packing) => {
    const pieces: Uint8Array[] = []
    for await (const chunk of chunks) pieces.push(Uint8Array.from(chunk))
    layers.push([path, Buffer.concat(pieces), bytes, packing])
  }
  const saved = await readSaved(inPieces(makeTar(entries), size), take, limits)
  return { layers, links: saved.links, documents: saved.documents }
}

const ENTRIES = [
  { name: 'one/', type: 'directory' },
  file('one/VERSION', '1.0'),
  file('one/json', '{}'),
  file('one/layer.tar', LAYER),
  { name: 'two/layer.tar', type: 'symlink', linkName: '../one/layer.tar' },
  file('three/layer.tar', OTHER),
  file('manifest.json', '[]'),
] as const satisfies TarInput[]

describe('readSaved', () => {
  it.each([1, 7, 511, 512, 513, 4096, 1 << 20])('reads the same in chunks of %i bytes', async (size) => {
    const { layers, documents, links } = await read(ENTRIES, size)
    expect(layers).toEqual([
      ['one/layer.tar', LAYER, LAYER.length, 'none'],
      ['three/layer.tar', OTHER, OTHER.length, 'none'],
    ])
    const texts = [...documents].map(([path, body]) => [path, body.toString()])
    expect(texts).toEqual([
      ['one/VERSION', '1.0'],
      ['one/json', '{}'],
      ['manifest.json', '[]'],
    ])
    expect([...links]).toEqual([['two/layer.tar', 'one/layer.tar']])
  })

  it('takes by its content what a layout calls a blob: tar, gzip, zstd, and the layer of nothing', async () => {
    const gzip = Buffer.concat([Buffer.from('1f8b08', 'hex'), Buffer.alloc(10)])
    const zstd = Buffer.concat([Buffer.from('28b52ffd', 'hex'), Buffer.alloc(10)])
    const { layers, documents } = await read([
      file('blobs/sha256/a', LAYER),
      file('blobs/sha256/b', gzip),
      file('blobs/sha256/c', zstd),
      file('blobs/sha256/d', Buffer.alloc(1024)),
      file('blobs/sha256/e', '{"layers":[]}'),
      file('blobs/sha256/f', ''),
    ])
    expect(layers.map(([path, , , packing]) => [path, packing])).toEqual([
      ['blobs/sha256/a', 'none'],
      ['blobs/sha256/b', 'gzip'],
      ['blobs/sha256/c', 'zstd'],
      ['blobs/sha256/d', 'none'],
    ])
    expect([...documents.keys()]).toEqual(['blobs/sha256/e', 'blobs/sha256/f'])
  })

  it('drops a file that is neither a layer nor as small as a document', async () => {
    const large = Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 'x')
    const { documents, layers } = await read([file('large', large), file('index.json', '{}')])
    expect([[...documents.keys()], layers]).toEqual([['index.json'], []])
  })

  it.each([
    ['files', { entries: 2 }, 'it holds more than 2 files'],
    ['paths', { pathBytes: 20 }, 'its paths are over 0 MiB'],
    ['documents', { documentBytes: 4 }, 'its files beside layers are over 0 MiB'],
  ])('refuses an archive of more %s than are kept', async (_, limit, detail) => {
    const limits = { ...SAVED_LIMITS, ...limit }
    const problem = { code: 'limit', detail: `archive: ${detail}` }
    await expect(read(ENTRIES, 512, limits)).rejects.toMatchObject({ problem })
  })

  it('hands on one layer after the other, and goes on when one is not read to its end', async () => {
    const events: string[] = []
    const take: TakeSaved = async (path, chunks) => {
      events.push(`begin ${path}`)
      for await (const _ of chunks) if (path === 'one/layer.tar') break
      await new Promise((resolve) => setTimeout(resolve, 5))
      events.push(`end ${path}`)
    }
    await readSaved(inPieces(makeTar(ENTRIES), 1 << 16), take)
    const expected = ['one', 'three'].flatMap((id) => [`begin ${id}/layer.tar`, `end ${id}/layer.tar`])
    expect(events).toEqual(expected)
  })

  it('never reads more than a few MB ahead of who takes a layer', async () => {
    let given = 0
    let taken = 0
    let most = 0
    const tar = makeTar([file('one/layer.tar', makeTar([file('a', Buffer.alloc(32 << 20))]))])
    async function* source() {
      for await (const chunk of inPieces(tar, 1 << 16)) {
        given += chunk.length
        most = Math.max(most, given - taken)
        yield chunk
      }
    }
    await readSaved(source(), async (_, chunks) => {
      for await (const chunk of chunks) {
        taken += chunk.length
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    expect(taken).toBeGreaterThan(32 << 20)
    expect(most).toBeLessThan(6 << 20)
  })

  it('throws what taking a layer throws, and asks for no more', async () => {
    let given = 0
    async function* source() {
      for await (const chunk of inPieces(makeTar([...ENTRIES, file('z', 'z'.repeat(100_000))]), 512)) {
        given++
        yield chunk
      }
    }
    const failing = readSaved(source(), () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(given).toBeLessThan(40)
  })

  it.each([
    ['cut in a layer', makeTar(ENTRIES).subarray(0, 5000), 'truncated'],
    ['cut in a header', makeTar(ENTRIES).subarray(0, 700), 'truncated'],
    ['no archive', Buffer.alloc(2048, 'x'), 'corrupt'],
  ])('tells of an archive that is %s', async (_, bytes, code) => {
    const taking = readSaved(inPieces(bytes, 256), async (_path, chunks) => {
      for await (const _chunk of chunks);
    })
    await expect(taking).rejects.toMatchObject({
      problem: { code, detail: expect.stringMatching(/^archive: /) },
    })
  })

  it('tells who takes a layer that the source broke off in the middle of it', async () => {
    const gone = new Error('gone')
    async function* source() {
      yield makeTar(ENTRIES).subarray(0, 4096)
      throw gone
    }
    const heard: unknown[] = []
    const taking = readSaved(source(), async (_, chunks) => {
      try {
        for await (const _chunk of chunks);
      } catch (error) {
        heard.push(error)
        throw error
      }
    })
    await expect(taking).rejects.toBe(gone)
    await expect.poll(() => heard).toEqual([gone])
  })
})

describe('linkOf', () => {
  it.each([
    ['two/layer.tar', '2', '../one/layer.tar', 'one/layer.tar'],
    ['two/layer.tar', '1', 'one/layer.tar', 'one/layer.tar'],
    ['layer.tar', '2', 'abc.tar', 'abc.tar'],
    ['a', '2', '../../../etc/passwd', 'etc/passwd'],
    ['a', '0', 'b', undefined],
  ])('of %s, type %s, to %s is %s', (path, type, linkName, expected) => {
    const entry = { type, linkName: Buffer.from(linkName) } as unknown as Parameters<typeof linkOf>[1]
    expect(linkOf(path, entry)).toBe(expected)
  })
})

describe('isLayer', () => {
  it('needs more than a few zeros, unless an old engine named it so', () => {
    expect(isLayer('blobs/sha256/a', Buffer.alloc(100))).toBe(false)
    expect(isLayer('a/layer.tar', Buffer.alloc(100))).toBe(true)
    const empty = Buffer.alloc(0)
    expect(isLayer(`blobs/sha256/${createHash('sha256').update(empty).digest('hex')}`, empty)).toBe(true)
    expect(isLayer('blobs/sha256/f', empty)).toBe(false)
  })
})
