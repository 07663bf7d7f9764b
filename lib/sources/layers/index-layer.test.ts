import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { layerOfLongPaths, layerOfManyFiles } from '../../../e2e/hostile/layers'
import { DEFAULT_LIMITS, type ScanLimits } from '../../layerfs/limits'
import type { PackedLayer } from '../../layerfs/packed'
import { makeTar } from '../../layerfs/tar-writer.testing'
import { indexLayer } from './index-layer'

const TAR = makeTar([
  { name: 'etc/', type: 'directory' },
  { name: 'etc/a', content: Buffer.from('same') },
  { name: 'etc/b', content: Buffer.from('same') },
  { name: 'etc/.wh.gone' },
])
const DIFF_ID = `sha256:${createHash('sha256').update(TAR).digest('hex')}`

async function* inPieces(bytes: Buffer, size = 1 << 16) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const read = (bytes: Buffer, limits: Partial<ScanLimits> = {}, size?: number) =>
  indexLayer(inPieces(bytes, size), { limits: { ...DEFAULT_LIMITS, ...limits } })

describe('indexLayer', () => {
  it.each([
    ['packed', gzipSync(TAR)],
    ['plain', TAR],
  ])('tells the files, the length and the digest of a tar that is %s', async (_, bytes) => {
    for (const size of [1, 700, 1 << 16]) {
      const index = await read(bytes, {}, size)
      expect(index).toMatchObject({ diffId: DIFF_ID, tarBytes: TAR.length, notes: [] })
      expect([...index.entries].map(({ path, kind, contentBytes }) => [path, kind, contentBytes])).toEqual([
        ['etc', 'directory', 0],
        ['etc/a', 'file', 4],
        ['etc/b', 'file', 4],
        ['etc/gone', 'whiteout', 0],
      ])
      const [, a, b] = index.entries
      expect([a?.hash, a?.hash?.length]).toEqual([b?.hash, 16])
    }
  })

  it('takes what follows the archive’s end into its digest', async () => {
    const padded = Buffer.concat([TAR, Buffer.alloc(10_240)])
    const { diffId, tarBytes } = await read(gzipSync(padded))
    expect(diffId).toBe(`sha256:${createHash('sha256').update(padded).digest('hex')}`)
    expect(tarBytes).toBe(padded.length)
  })

  it('tells the packed bytes as it reads them', async () => {
    const packed = gzipSync(TAR)
    const reads: number[] = []
    const options = { limits: DEFAULT_LIMITS, onRead: (bytes: number) => void reads.push(bytes) }
    await indexLayer(inPieces(packed, 50), options)
    expect(reads.reduce((sum, bytes) => sum + bytes, 0)).toBe(packed.length)
    expect(Math.max(...reads)).toBe(50)
  })

  it.each([
    ['no archive', Buffer.alloc(2048, 'x'), 'corrupt', /^tar: /],
    ['empty', Buffer.alloc(0), undefined, undefined],
    ['cut', TAR.subarray(0, 900), 'truncated', /^tar: /],
    ['cut and packed', gzipSync(TAR.subarray(0, 900)), 'truncated', /^tar: /],
    ['packed and cut', gzipSync(TAR).subarray(0, 40), 'truncated', /^gzip/],
  ])('judges bytes that are %s', async (_, bytes, code, detail) => {
    const found = await read(bytes).catch((error) => error)
    if (code === undefined) expect(found.entries).toHaveLength(0)
    else expect(found.problem).toEqual({ code, detail: expect.stringMatching(detail!) })
  })
})

describe('a bomb', () => {
  const zeros = (mebibytes: number) => makeTar([{ name: 'zeros', content: Buffer.alloc(mebibytes << 20) }])

  it('ends at the bytes that a layer may have', async () => {
    const problem = { code: 'limit', detail: 'more than 1048576 bytes unpacked' }
    await expect(read(gzipSync(zeros(4)), { tarBytes: 1 << 20 })).rejects.toMatchObject({ problem })
    await expect(read(zeros(4), { tarBytes: 1 << 20 })).rejects.toMatchObject({ problem })
  })

  it('ends at the ratio that a packing may have, once it is large', async () => {
    const problem = { code: 'limit', detail: 'unpacks to more than 100 times its length' }
    await expect(read(gzipSync(zeros(70)), { ratio: 100 })).rejects.toMatchObject({ problem })
    expect((await read(gzipSync(zeros(60)), { ratio: 100 })).entries).toHaveLength(1)
    // What gzip can do at its best is no bomb.
    expect((await read(gzipSync(zeros(70)))).entries).toHaveLength(1)
  })

  it('ends a layer that is small to send and large to list at what all its paths take', async () => {
    const read = async (made: Iterable<Uint8Array>, limits: Partial<ScanLimits> = {}) => {
      let sent = 0
      async function* counted() {
        for (const chunk of made) {
          sent += chunk.length
          yield chunk
        }
      }
      const index = await indexLayer(counted(), { limits: { ...DEFAULT_LIMITS, ...limits } }).catch(
        (error) => error.problem as object,
      )
      return { index, sent }
    }
    const long = await read(layerOfLongPaths(4000, 3900), { namesLength: 4 << 20 })
    const detail = 'tar: its paths have more than 4194304 characters together'
    expect(long.index).toEqual({ code: 'limit', detail })
    expect(long.sent).toBeLessThan(1 << 20)
    const { index } = await read(layerOfManyFiles(3000))
    expect(index).toMatchObject({ entries: { length: 3000 }, notes: [] })
    expect(Array.from((index as PackedLayer).entries, ({ path }) => path)[2999]).toBe('f2999')
    const { bytes } = index as PackedLayer
    expect(bytes.length).toBeLessThan(3000 * 60)
  })

  it('ends at the entries and at the length of a path', async () => {
    await expect(read(TAR, { entries: 3 })).rejects.toMatchObject({ problem: { code: 'limit' } })
    await expect(read(TAR, { pathBytes: 4 })).rejects.toMatchObject({ problem: { code: 'limit' } })
  })
})
