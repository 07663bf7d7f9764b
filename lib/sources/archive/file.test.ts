import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTar, type TarInput } from '../../layerfs/tar-writer.testing'
import { readSavedFile } from './file'
import { MAX_DOCUMENT_BYTES, readSaved, SAVED_LIMITS } from './saved'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'strata-saved-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function written(bytes: Buffer): string {
  const file = path.join(folder, 'archive.tar')
  writeFileSync(file, bytes)
  return file
}

const LAYER = makeTar([{ name: 'a', content: Buffer.alloc(5000, 'a') }])
const long = `${'x'.repeat(120)}/layer.tar`
const entries: TarInput[] = [
  { name: 'global', type: 'pax-global', pax: { comment: 'for all that follow' } },
  { name: 'one/', type: 'directory' },
  { name: 'one/layer.tar', content: LAYER },
  { name: long, longNames: 'pax', content: LAYER },
  { name: `y${long}`, longNames: 'gnu', content: gzipSync(LAYER) },
  { name: 'two/layer.tar', type: 'symlink', linkName: '../one/layer.tar' },
  { name: 'large', content: Buffer.alloc(MAX_DOCUMENT_BYTES + 1, 'x') },
  { name: 'empty' },
  { name: 'manifest.json', content: Buffer.from('[]') },
]

describe('readSavedFile', () => {
  it('finds each layer where it stands, without reading it', async () => {
    const bytes = makeTar(entries)
    const { layers, documents, links } = await readSavedFile(written(bytes))
    const found = [...layers].map(([name, { offset, bytes: length, packing }]) => {
      return [name, packing, bytes.subarray(offset, offset + length)]
    })
    expect(found).toEqual([
      ['one/layer.tar', 'none', LAYER],
      [long, 'none', LAYER],
      [`y${long}`, 'gzip', gzipSync(LAYER)],
    ])
    expect([...documents.keys()]).toEqual(['empty', 'manifest.json'])
    expect([...links]).toEqual([['two/layer.tar', 'one/layer.tar']])
  })

  it('tells the same as reading it as a stream', async () => {
    const bytes = makeTar(entries)
    const paths: string[] = []
    const streamed = await readSaved(
      (async function* () {
        yield bytes
      })(),
      async (name) => void paths.push(name),
    )
    const { layers, documents, links } = await readSavedFile(written(bytes))
    expect([[...layers.keys()], documents, links]).toEqual([paths, streamed.documents, streamed.links])
  })

  it('reads an archive whose closing zeros are left away', async () => {
    const bytes = makeTar([{ name: 'manifest.json', content: Buffer.alloc(512, 'x') }])
    const { documents } = await readSavedFile(written(bytes.subarray(0, -1024)))
    expect([...documents.keys()]).toEqual(['manifest.json'])
  })

  it.each([
    ['in a layer', 512 + 512 + 100],
    ['in the padding after a file', -1024 - 100],
    ['in a header', 512 + 100],
  ])('tells of an archive that is cut %s', async (_, at) => {
    const bytes = makeTar([
      { name: 'one/', type: 'directory' },
      { name: 'one/layer.tar', content: LAYER },
      { name: 'manifest.json', content: Buffer.from('[]') },
    ])
    await expect(readSavedFile(written(bytes.subarray(0, at)))).rejects.toMatchObject({ code: 'truncated' })
  })

  it.each([
    ['files', { entries: 2 }],
    ['paths', { pathBytes: 20 }],
    ['documents', { documentBytes: 1 }],
  ])('refuses an archive of more %s than are kept', async (_, limit) => {
    const found = readSavedFile(written(makeTar(entries)), { ...SAVED_LIMITS, ...limit })
    await expect(found).rejects.toMatchObject({ name: 'TarError', code: 'limit' })
  })

  it('tells of a file that is no archive', async () => {
    const found = readSavedFile(written(Buffer.alloc(4096, 'x')))
    await expect(found).rejects.toMatchObject({ name: 'TarError', code: 'bad-header' })
    await expect(readSavedFile(path.join(folder, 'absent'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('does not read what is said to be longer than the file', async () => {
    const bytes = makeTar([{ name: 'manifest.json', content: Buffer.from('[]'), claimedSize: 7 << 20 }])
    await expect(readSavedFile(written(bytes))).rejects.toMatchObject({ code: 'truncated' })
  })
})
