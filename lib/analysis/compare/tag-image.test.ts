import { describe, expect, it } from 'vitest'
import { directory, file, layerOf } from '../../layerfs/read.testing'
import { unionTree } from '../../layerfs/tree'
import { diffTrees } from '../../layerfs/tree-diff'
import { unionOf } from '../../layerfs/union'
import type { ImageFacts } from '../../oci/facts'
import { diffSteps } from '../../oci/step-diff'
import { madeImage } from './facts.testing'
import { LayerTable } from './layer-table'
import { downloadedBy, fileTotals, going, pairReport, reparented, sameFilesOf } from './tag-diff'
import { fillUnpacked, imageOfTag } from './tag-image'

const sized = madeImage('localhost/x:1', [
  { name: 'a', transfer: 1, unpacked: 10 },
  { name: 'b', transfer: 2, unpacked: 20 },
])
const bare = madeImage('localhost/x:1', [
  { name: 'a', transfer: 1 },
  { name: 'b', transfer: 2 },
])
const other = { ...madeImage('localhost/x:1', [{ name: 'c', transfer: 3 }]), configDigest: undefined }

describe('the image of a tag', () => {
  it('is joined of what sources tell, and says where it is', () => {
    const found = imageOfTag({ tag: '1', daemon: sized, registry: bare, failures: [] })
    expect(found.presentIn).toEqual(['daemon', 'registry'])
    expect(found.image?.layers).toEqual(sized.layers)
    expect(found.moved).toBeUndefined()
    expect(imageOfTag({ tag: '1', archive: bare, failures: [] })).toMatchObject({
      presentIn: ['archive'],
      image: bare,
    })
    expect(imageOfTag({ tag: '1', failures: [] })).toMatchObject({ presentIn: [], image: undefined })
    const moved = { daemon: 'd', registry: 'r' }
    expect(imageOfTag({ tag: '1', snapshot: bare, moved, failures: [] }).moved).toEqual(moved)
  })

  it('is the registry’s when the tag was moved, each named by the best digest that is known', () => {
    const of = (daemon: Partial<ImageFacts>) =>
      imageOfTag({ tag: '1', daemon: { ...sized, ...daemon }, registry: other, failures: [] }).moved?.daemon
    const silent = { configDigest: undefined }
    expect(imageOfTag({ tag: '1', daemon: sized, registry: other, failures: [] })).toMatchObject({
      image: other,
      moved: { daemon: sized.configDigest, registry: 'localhost/x:1' },
    })
    expect(of({ manifestDigest: 'sha256:m' as ImageFacts['manifestDigest'], imageId: 'i' })).toBe('sha256:m')
    expect(of({ imageId: 'i' })).toBe('i')
    expect(of(silent)).toBe('localhost/x:1')
  })
})

describe('another entry of the index that the tag points to', () => {
  const index = `sha256:${'e'.repeat(64)}` as NonNullable<ImageFacts['indexDigest']>
  const registry = { ...other, indexDigest: index }
  const arm = { ...sized, platform: { os: 'linux', architecture: 'arm64' } }

  it.each([
    ['in a containerd store', { ...arm, configDigest: undefined, imageId: index, indexDigest: index }],
    ['in a classic store', { ...arm, repoDigests: [`localhost/x@${index}`] }],
  ])('is no moved tag %s, and none of the host’s for this platform', (_, daemon) => {
    const found = imageOfTag({ tag: '1', daemon, registry, failures: [] })
    expect(found).toMatchObject({ image: registry, presentIn: ['registry'], otherEntry: arm.platform })
    expect(found.moved).toBeUndefined()
    expect(found.facts.daemon).toBeUndefined()
  })

  it('is not what a host has that pulled an index before', () => {
    const before = { ...arm, repoDigests: [`localhost/x@sha256:${'d'.repeat(64)}`] }
    const found = imageOfTag({ tag: '1', daemon: before, registry, failures: [] })
    expect(found).toMatchObject({ presentIn: ['daemon', 'registry'], moved: { daemon: sized.configDigest } })
    expect(found.otherEntry).toBeUndefined()
  })
})

describe('unpacked bytes', () => {
  const tag = (image: ImageFacts | undefined) => ({ facts: { tag: '1', failures: [] }, image, presentIn: [] })
  const bytes = (tags: ReturnType<typeof fillUnpacked>) =>
    tags.map(({ image }) => image?.layers.map(({ unpacked }) => unpacked?.bytes))

  it('are borrowed from the same content elsewhere', () => {
    const half = { ...sized, layers: [sized.layers[0]!, bare.layers[1]!] }
    expect(bytes(fillUnpacked([tag(bare), tag(undefined), tag(sized)], []))).toEqual([
      [10, 20],
      undefined,
      [10, 20],
    ])
    expect(bytes(fillUnpacked([tag(half)], [sized]))).toEqual([[10, 20]])
    expect(bytes(fillUnpacked([tag(bare), tag(half)], []))).toEqual([
      [10, undefined],
      [10, undefined],
    ])
  })

  it('leave tags as they are that lack none, or of which no more is known', () => {
    for (const images of [[sized], [bare], [other, bare], [sized, other]]) {
      const tags = images.map(tag)
      expect(fillUnpacked(tags, [])[0]).toBe(tags[0])
    }
  })
})

describe('LayerTable', () => {
  it('has a row for each description of a layer, and counts who holds it', () => {
    const table = new LayerTable()
    const repacked = {
      ...sized,
      layers: [sized.layers[0]!, { ...sized.layers[1]!, blob: other.layers[0]!.blob }],
    }
    expect(table.add(sized, '')).toEqual([0, 1])
    expect(table.add(repacked, '')).toEqual([0, 2])
    expect(table.add(bare, '')).toEqual([0, 1])
    // Another side shares a row only when it tells the very same.
    expect(table.add(sized, 'before')).toEqual([0, 1])
    expect(table.add(bare, 'earlier')).toEqual([3, 4])
    expect(table.layers.map(({ depth, sharedBy, createdBy }) => [depth, sharedBy, createdBy])).toEqual([
      [1, 4, 'a'],
      [2, 3, 'b'],
      [2, 1, 'b'],
      [1, 1, 'a'],
      [2, 1, 'b'],
    ])
  })

  it('fills in what a later tag tells', () => {
    const table = new LayerTable()
    const silent = madeImage('localhost/x:1', [{ name: 'a' }, { name: 'b' }])
    table.add({ ...silent, history: [] }, '')
    table.add(sized, '')
    const { blob, unpacked } = sized.layers[1]!
    expect(table.layers[1]).toMatchObject({
      createdBy: 'b',
      blobDigest: blob?.digest,
      mediaType: blob?.mediaType,
      transferBytes: 2,
      unpackedBytes: 20,
      unpackedExactness: unpacked?.exactness,
    })
  })
})

describe('two tags', () => {
  const from = madeImage('localhost/x:1', [
    { name: 'a', transfer: 1, unpacked: 10 },
    { name: 'b', transfer: 2, unpacked: 20 },
    { name: 'c', transfer: 3, unpacked: 30 },
  ])
  const to = madeImage('localhost/x:2', [
    { name: 'a', transfer: 1, unpacked: 10 },
    { name: 'x', transfer: 4, unpacked: 40 },
    { name: 'c', transfer: 3, unpacked: 30 },
  ])

  it('tell what is downloaded, and how many layers of it redundantly', () => {
    const { transfer, layers, redundantLayers } = going(from, to, 'prefix-only')
    expect([transfer, layers, redundantLayers]).toEqual([{ kind: 'exact', unit: 'bytes', value: 7 }, 2, 1])
    expect([...downloadedBy(from, to, 'prefix-only')]).toEqual([1, 2])
    const twice = { ...to, layers: [...to.layers, to.layers[1]!] }
    expect([...downloadedBy(from, twice, 'prefix-only')]).toEqual([1, 2, 3])
  })

  it('are given step by step, with the place and the sizes of each layer', () => {
    const empty = (image: ImageFacts) => ({
      ...image,
      history: [...image.history, { createdBy: '/bin/sh -c #(nop)  ENV A=1', layer: null }],
    })
    const pairs = diffSteps(empty(from), empty(to)).pairs.map((pair) => pairReport(pair, from, to))
    expect(
      pairs.map(({ change, a, b }) => [change, a?.layer, b?.layer, b?.transferBytes, a?.unpackedBytes]),
    ).toEqual([
      ['same', 0, 0, 1, 10],
      ['gone', 1, undefined, undefined, 20],
      ['added', undefined, 1, 4, undefined],
      ['same-content', 2, 2, 3, 30],
      ['rebuilt-empty', undefined, undefined, undefined, undefined],
    ])
    expect(pairs.at(-1)?.a).toMatchObject({
      text: 'ENV A=1',
      original: '/bin/sh -c #(nop)  ENV A=1',
      diffId: undefined,
    })
    expect(pairs[0]?.a?.diffId).toBe(from.layers[0]?.diffId)
  })

  it('have the same content on another parent above whatever changed below it', () => {
    const of = (...names: string[]) =>
      madeImage(
        names.join(''),
        names.map((name) => ({ name, transfer: 10 })),
      )
    const bytes = (value: number) => ({ transfer: { kind: 'exact', unit: 'bytes', value } })
    const before = of('a', 'b', 'c')
    expect(reparented(before, of('empty', 'a', 'b', 'c'), 'classic')).toEqual({
      a: 0,
      b: 1,
      layers: 3,
      ...bytes(30),
    })
    expect(reparented(before, of('empty', 'a', 'b', 'c'), 'containerd')).toMatchObject(bytes(0))
    expect(reparented(before, of('a', 'x', 'c', 'y'), 'classic')).toMatchObject({ a: 2, b: 2, layers: 1 })
    expect(reparented(before, of('c', 'x', 'b', 'c'), 'classic')).toMatchObject({ a: 1, b: 2, layers: 2 })
    for (const names of ['abcd', 'ab', 'abb', 'xyz']) {
      expect(reparented(before, of(...names), 'classic')).toBeUndefined()
    }
  })

  it('have layers with the same files, downloaded for nothing', () => {
    const pairs = diffSteps(from, { ...to, history: from.history }).pairs.map((pair) =>
      pairReport(pair, from, to),
    )
    const touched = pairs.with(1, { ...pairs[1]!, sameFiles: 'packing' })
    const found = { layers: 1, differ: 'packing', transfer: { kind: 'exact', unit: 'bytes', value: 4 } }
    expect(sameFilesOf(touched, from, to, 'containerd')).toEqual(found)
    expect(sameFilesOf(touched.with(0, { ...pairs[0]!, sameFiles: 'times' }), from, to, 'classic')).toEqual({
      ...found,
      layers: 2,
      differ: 'times',
    })
    expect(sameFilesOf(pairs, from, to, 'classic')).toBeUndefined()
  })

  it('sum up their files, and of those that stay the bytes that are downloaded all the same', () => {
    const tree = (...layers: Parameters<typeof layerOf>[]) =>
      unionTree(unionOf(layers.map((inputs) => layerOf(...inputs))), false)
    // Folders are none: one that is gone, one that is new, one of another mode.
    const a = tree([
      directory('old'),
      directory('d'),
      file('d/kept', 5),
      file('d/changed', 3),
      file('gone', 7),
    ])
    const b = tree(
      [{ ...directory('d'), mode: 0o700 }, directory('young'), file('d/low', 1)],
      [file('d/kept', 5), file('d/changed', 4), file('new', 9)],
    )
    expect(fileTotals(diffTrees(a, b), b, new Set([1]))).toEqual({
      added: 2,
      addedBytes: 10,
      removed: 1,
      removedBytes: 7,
      changed: 1,
      changedBytes: 4,
      unchangedBytes: 5,
      unchangedDownloadedBytes: 5,
    })
    expect(fileTotals(diffTrees(a, b), b, new Set([0])).unchangedDownloadedBytes).toBe(0)
  })
})
