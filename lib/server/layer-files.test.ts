import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IndexedLayer } from '../layerfs/entry'
import { packLayer } from '../layerfs/packed'
import { diffIdOf, file, layerOf } from '../layerfs/read.testing'
import { DiskCache } from './disk-cache'
import { LayerFiles } from './layer-files'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'strata-layer-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const layer = layerOf(file('etc/a', 3), file('etc/b', 5))
const other = layerOf(file('x', 1))
const plain = (found: IndexedLayer | undefined) =>
  found && {
    ...{ diffId: found.diffId, tarBytes: found.tarBytes, notes: found.notes },
    entries: [...found.entries],
  }
/** The kinds of entries stand at the end. */
const withKind = (kind: number) => Buffer.concat([packLayer(layer).bytes.slice(0, -1), Buffer.from([kind])])
const open = (maxBytes = 1 << 20) => new LayerFiles({ folder, maxBytes })

/** Keeps a layer, and waits until another process would find it. */
async function keep(index = layer): Promise<void> {
  await open().put(index)
  await expect.poll(() => open().has(index.diffId)).toBe(true)
}

const contents = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.startsWith('content-'))
    .map((name) => path.join(folder, name))
    .filter((name) => statSync(name).isFile())

describe('LayerFiles', () => {
  it('has nothing of a layer that has not been read', async () => {
    expect([await open().has(layer.diffId), await open().get(layer.diffId)]).toEqual([false, undefined])
  })

  it('gives what was put at once, before the disk has it', async () => {
    const files = open()
    const put = await files.put(layer)
    expect(plain(put)).toEqual(layer)
    expect(await files.has(layer.diffId)).toBe(true)
    expect(await files.get(layer.diffId)).toBe(put)
  })

  it('finds it on the disk after a start', async () => {
    await keep()
    expect(plain(await open().get(layer.diffId))).toEqual(layer)
    expect(await open().get(other.diffId)).toBeUndefined()
  })

  it.each([
    ['damaged', (bytes: Buffer) => bytes.fill(0, 5, 20)],
    ['cut', (bytes: Buffer) => bytes.subarray(0, 10)],
    ['empty', () => Buffer.alloc(0)],
  ])('misses an entry that is %s, and keeps the next one', async (_, damage) => {
    await keep()
    const [content = ''] = contents()
    writeFileSync(content, damage(readFileSync(content)))
    expect(await open().get(layer.diffId)).toBeUndefined()
    expect(await open().has(layer.diffId)).toBe(false)
    await keep()
    expect(plain(await open().get(layer.diffId))).toEqual(layer)
  })

  it.each([
    ['is not packed', Buffer.from('text')],
    ['is none', gzipSync('{')],
    ['is of another version', gzipSync(Buffer.from(packLayer(layer).bytes).fill('2', 16, 17))],
    ['is cut', gzipSync(packLayer(layer).bytes.slice(0, -1))],
    ['does not agree with itself', gzipSync(withKind(99))],
    ['is of another layer', gzipSync(packLayer(other).bytes)],
  ])('misses an entry that %s', async (_, bytes) => {
    await new DiskCache({ folder, maxBytes: 1 << 20 }).put([[`packed files ${layer.diffId}`, bytes]])
    expect(await open().get(layer.diffId)).toBeUndefined()
    expect(await open().has(layer.diffId)).toBe(false)
  })

  it('lets the oldest go when the disk’s share is used up', async () => {
    const files = open(3000)
    const names = Array.from({ length: 20 }, (_, at) => layerOf(file(`file-${at}`, at + 1)))
    for (const index of names) await files.put(index)
    const known = async () => Promise.all(names.map(({ diffId }) => open().has(diffId)))
    await expect.poll(async () => (await known()).at(-1)).toBe(true)
    expect((await known())[0]).toBe(false)
  })

  it('keeps in memory what a disk that cannot be written does not take', async () => {
    const files = new LayerFiles({ folder: '/dev/null/none', maxBytes: 1000 })
    await files.put(layer)
    expect(plain(await files.get(layer.diffId))).toEqual(layer)
    expect(await files.get(diffIdOf(Buffer.from('other')))).toBeUndefined()
  })
})
