import { describe, expect, it } from 'vitest'
import type { ImageFacts } from '../../oci/facts'
import { withCustomBases } from './custom-base'
import { layer, sizes, steps, tagged } from './made-tags.testing'
import { ownPart } from './own'
import { endOf, imageOn, nameOfTags, pieceOf, proposedSeries, seriesOfTags } from './proposal'

describe('a proposed image', () => {
  const [tag] = tagged([layer('base', 10, 5), layer('run', 20, 6), layer('app', 30, 7)])
  const image: ImageFacts = {
    ...tag!.image,
    store: 'classic',
    platform: { os: 'linux', architecture: 'amd64' },
    history: [
      { createdBy: 'base', layer: 0 },
      { createdBy: 'ENV', layer: null },
      { createdBy: 'run', layer: 1 },
      { createdBy: 'CMD', layer: null },
      { createdBy: 'app', layer: 2 },
    ],
  }

  it('keeps the lower layers with their steps, and lays pieces upon them', () => {
    const piece = pieceOf(
      'x',
      'COPY x',
      { unpackedBytes: 3, transferBytes: 2, exactness: 'estimated' },
      image,
    )
    const made = imageOn(image, 2, [piece], 'name', '9')
    expect(steps(made)).toEqual(['0 base', 'null ENV', '1 run', '2 COPY x'])
    expect(sizes(made)).toEqual([
      [10, 5],
      [20, 6],
      [3, 2],
    ])
    expect(made.layers.slice(0, 2).map(({ chainId }) => chainId)).toEqual(
      image.layers.slice(0, 2).map(({ chainId }) => chainId),
    )
    expect([made.store, made.platform]).toEqual(['classic', image.platform])
    expect(piece.layer.unpacked).toMatchObject({ exactness: 'estimated', ruler: 'file content' })
    expect(steps(imageOn(image, 1, [], 'name', '9'))).toEqual(['0 base'])
    expect(steps(imageOn(image, 0, [piece], 'name', '9'))).toEqual(['0 COPY x'])
  })

  it('ends under a name, in a series of its own', () => {
    expect(endOf(image, 2, 'x', '3')).toEqual({
      reference: 'plan.invalid/x:3',
      chainId: image.layers[1]?.chainId,
    })
    expect(nameOfTags([tag!])).toBe('app')
    expect(seriesOfTags([tag!])).toMatchObject({
      input: { reference: 'localhost:5000/team/app' },
      tagsFound: 1,
    })
    expect(seriesOfTags([])).toMatchObject({ repository: { host: 'plan.invalid' }, tags: [] })
    expect(proposedSeries('x', [['1', image]])).toMatchObject({
      tagsFound: 1,
      tags: [{ tag: '1', snapshot: image }],
    })
  })
})

describe('a proposed custom base', () => {
  const tags = tagged(
    [layer('base', 10, 5), layer('1', 104, 52)],
    [layer('base', 10, 5), layer('2', 100, 50)],
    [layer('base', 10, 5), layer('3', 7, 3)],
    [layer('base', 10, 5), layer('4', 50, 30)],
    [layer('base', 10, 5), layer('5', 50, 30)],
  )
  const restacking = (basis: 'unpacked' | 'transfer') => ({
    tags,
    own: tags.map((tag) => ownPart(tag, 1)),
    sharedLayers: 1,
    evidence: { by: 'sizes', why: 'no-files' } as const,
    basis,
  })
  const run = (start: number, end: number, bytes: number, hasRest: boolean[]) => ({
    start,
    end,
    bytes,
    hasRest,
    paths: [],
  })

  it('has one layer for what a run repeats and one for each tag’s rest', () => {
    const { proposed, known, repeats, transfer } = withCustomBases(restacking('unpacked'), [
      run(0, 2, 100, [true, false]),
      run(3, 5, 50, [false, false]),
    ])
    const images = proposed.tags.map(({ snapshot }) => snapshot!)
    expect(images.map(sizes)).toEqual([
      [
        [10, 5],
        [100, 50],
        [4, 2],
      ],
      [
        [10, 5],
        [100, 50],
      ],
      [
        [10, 5],
        [7, 3],
      ],
      [
        [10, 5],
        [50, 30],
      ],
      [
        [10, 5],
        [50, 30],
      ],
    ])
    expect(images[2]).toBe(tags[2]?.image)
    expect(known.map(({ reference }) => reference)).toEqual([
      'plan.invalid/app-base:1',
      'plan.invalid/app-base:2',
    ])
    expect(known.map(({ chainId }) => chainId)).toEqual([
      images[1]?.layers[1]?.chainId,
      images[3]?.layers[1]?.chainId,
    ])
    expect(repeats).toEqual([
      { tags: ['1', '2'], bytes: 100, transferBytes: 50, atLeast: undefined, paths: [] },
      { tags: ['4', '5'], bytes: 50, transferBytes: 30, atLeast: undefined, paths: [] },
    ])
    expect(transfer).toEqual({ by: 'own-ratio' })
    expect(steps(images[0]!)).toEqual(['0 base', '1 COPY what the tags repeat', '2 COPY what 1 changes'])
    expect(images[0]?.layers[1]?.unpacked?.exactness).toBe('estimated')
  })

  it('is called the latest when there is one, and divides transfer bytes when nothing else is known', () => {
    const { proposed, known, repeats, transfer } = withCustomBases(restacking('transfer'), [
      run(0, 2, 50, [true, false]),
    ])
    expect(known.map(({ reference }) => reference)).toEqual(['plan.invalid/app-base:latest'])
    expect(sizes(proposed.tags[0]!.snapshot!)).toEqual([
      [10, 5],
      [undefined, 50],
      [undefined, 2],
    ])
    expect([repeats[0]?.transferBytes, repeats[0]?.bytes, transfer]).toEqual([
      50,
      undefined,
      { by: 'unknown' },
    ])
  })

  it('has no transfer bytes when one tag’s are not known, and names paths', () => {
    const silent = tags.map((tag, index) =>
      index === 1 ? { ...tagged([layer('base', 10, 5), layer('2', 100)])[0]!, tag: '2' } : tag,
    )
    const own = silent.map((tag) => ownPart(tag, 1))
    const paths = ['a', 'b', 'c', 'd'].map((path) => ({ path, directory: true, bytes: 1, files: 1 }))
    const of = (count: number) =>
      withCustomBases({ ...restacking('unpacked'), own, tags: silent, evidence: { by: 'files' } }, [
        { ...run(0, 2, 100, [true, false]), paths: paths.slice(0, count) },
      ]).proposed.tags[0]!.snapshot!
    expect(sizes(of(4))).toEqual([
      [10, 5],
      [100, undefined],
      [4, undefined],
    ])
    expect(steps(of(4))[1]).toBe('1 COPY a, b, c and 1 more')
    expect(steps(of(3))[1]).toBe('1 COPY a, b, c')
    expect(of(4).layers[1]?.unpacked?.exactness).toBe('measured')
  })
})
