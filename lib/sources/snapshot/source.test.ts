import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { DiffId } from '../../oci/digest'
import { parseReference, parseRepository } from '../../oci/reference'
import type { SourceError } from '../source'
import { parseSnapshot, snapshotSource, writeSnapshot } from './index'

const never = new AbortController().signal

describe('snapshotSource', () => {
  const snapshot = parseSnapshot(readFileSync('public/sample.strata.json', 'utf8'), 'sample')
  const source = snapshotSource(snapshot, 'sample')

  it('answers what the file holds', async () => {
    expect(await source.describe(never)).toMatchObject({ kind: 'snapshot', engine: { store: 'classic' } })
    expect(await source.repositories?.(never)).toEqual([
      { repository: 'localhost:5000/centos', tags: 1 },
      { repository: 'localhost:5000/docker-layer-linked', tags: 4 },
      { repository: 'localhost:5000/docker-layer-base-linked', tags: 4 },
      { repository: 'localhost:5000/docker-layer-base', tags: 4 },
      { repository: 'localhost:5000/small/docker-layer-linked', tags: 4 },
      { repository: 'localhost:5000/shop-chained', tags: 14 },
      { repository: 'localhost:5000/shop-fixed', tags: 14 },
      { repository: 'localhost:5000/shop-custom', tags: 14 },
      { repository: 'localhost:5000/os', tags: 2 },
      { repository: 'localhost:5000/shop-base', tags: 2 },
      { repository: 'localhost:5000/docker-layers', tags: 3 },
      { repository: 'localhost:5000/test1', tags: 1 },
      { repository: 'localhost:5000/test2', tags: 1 },
      { repository: 'localhost:5000/app', tags: 2 },
    ])
    for (const image of snapshot.images) {
      expect(await source.image({ reference: parseReference(image.reference)! }, never)).toEqual(image)
    }
  })

  it('holds the files of every layer, those at full size too', async () => {
    const layersOf = async (name: string) =>
      (await source.image({ reference: parseReference(name)! }, never)).layers
    const small = await layersOf('localhost:5000/small/docker-layer-linked:0.0.4')
    const entriesOf = (diffId: DiffId) => [...(source.files?.(diffId)?.entries ?? [])]
    const paths = small.map(({ diffId }) => entriesOf(diffId).map(({ path }) => path))
    expect(paths.slice(1)).toEqual([
      ['packages', 'packages/package.exe', 'test.txt'],
      ['test.txt'],
      ['test.txt'],
      ['test.txt'],
    ])
    expect(entriesOf(small.at(-1)!.diffId)[0]?.kind).toBe('whiteout')
    for (const { reference } of snapshot.images) {
      for (const { diffId, unpacked } of await layersOf(reference)) {
        const bytes = entriesOf(diffId).reduce((sum, { contentBytes }) => sum + contentBytes, 0)
        // Of a link its target counts on a host, and is no content.
        expect([reference, unpacked!.bytes - bytes].at(1)).toSatisfy((links) => links >= 0 && links < 50)
      }
    }
  })

  it('takes latest for a reference without a tag', async () => {
    const image = await source.image({ reference: parseReference('localhost:5000/centos')! }, never)
    expect(image.reference).toBe('localhost:5000/centos:latest')
  })

  it('says what it does not hold', async () => {
    const failed = async (work: Promise<unknown>) =>
      ((await work.catch((error: unknown) => error)) as SourceError).failure
    expect(await failed(source.tags(parseRepository('app')!, never))).toEqual({
      code: 'not-found',
      at: 'sample',
      what: 'docker.io/library/app',
    })
    const reference = parseReference('localhost:5000/centos:9')!
    expect(await failed(source.image({ reference }, never))).toMatchObject({ code: 'not-found' })
    const platform = { os: 'linux', architecture: 'arm64' }
    const centos = parseReference('localhost:5000/centos')!
    expect(await failed(source.image({ reference: centos, platform }, never))).toEqual({
      code: 'no-platform',
      at: 'sample',
      wanted: 'linux/arm64',
      offered: ['linux/amd64'],
    })
  })

  it('tells of tags that no source could read, of moved ones, and of what the host held', async () => {
    const reference = 'localhost:5000/app:gone'
    const failure = { code: 'timeout', at: 'localhost:5000', seconds: 10 } as const
    const { ends: _, ...rest } = snapshot
    const [first] = snapshot.images
    const ends = [{ reference: 'localhost:5000/base:1', chainId: first!.layers[0]!.chainId }]
    const text = writeSnapshot({
      ...rest,
      images: [first!],
      unread: [{ reference, failure }],
      moved: [{ reference: first!.reference, daemon: 'a', registry: 'b' }],
      ends,
    })
    const saved = snapshotSource(parseSnapshot(text, 'x'), 'x')
    expect(await saved.tags(parseRepository('localhost:5000/app')!, never)).toEqual([{ tag: 'gone' }])
    await expect(saved.image({ reference: parseReference(reference)! }, never)).rejects.toMatchObject({
      failure,
    })
    expect(await saved.tags(parseRepository('localhost:5000/centos')!, never)).toMatchObject([
      { tag: 'latest', moved: { daemon: 'a', registry: 'b' } },
    ])
    expect(await saved.ends?.(never)).toEqual(ends)
  })

  it('has the snapshots that it was saved beside, each with its own tags', async () => {
    const [first] = snapshot.images
    const part = { title: 'Before', createdAt: '2026-01-01T00:00:00Z', notes: '', unread: [], moved: [] }
    const beside = [{ ...part, name: 'before', images: [{ ...first!, created: '2025-01-01T00:00:00Z' }] }]
    const saved = snapshotSource(parseSnapshot(writeSnapshot({ ...snapshot, beside }), 'x'), 'x')
    const before = saved.beside('before')
    expect(before).toMatchObject({ name: 'x/before', title: 'Before', tagCount: 1 })
    const query = { reference: parseReference(first!.reference)! }
    expect((await before!.image(query, never)).created).toBe('2025-01-01T00:00:00Z')
    expect((await saved.image(query, never)).created).toBe(first!.created)
    expect(saved.beside('other')).toBeUndefined()
  })
})
