import { describe, expect, it } from 'vitest'
import { advise } from './advise'
import { copiedAgain, withoutCopies } from './chain'
import { layer, sizes, steps, tagged } from './made-tags.testing'
import { adviceIn, type Files, file, MB, reasonIn, tagsOf, WHITEOUT, withoutFiles } from './tags.testing'

describe('a chain that copies again', () => {
  const chain = tagged(
    [layer('base', 10, 5), layer('packages', 100, 50)],
    [layer('base', 10, 5), layer('packages', 100, 50), layer('app', 3, 2)],
    [
      layer('base', 10, 5),
      layer('packages', 100, 50),
      layer('app', 3, 2),
      layer('again', 108, 54),
      layer('top', 4, 1),
    ],
  )
  it('is seen by layers of nearly the size of the first tag’s largest, unless most are', () => {
    expect(copiedAgain(chain, 1)).toEqual({
      found: [{ layer: 3, bytes: 100, paths: [], hasRest: true }],
      evidence: { by: 'sizes', why: 'no-files' },
    })
    const alike = (...bytes: number[]) =>
      tagged(
        [layer('base', 10, 5), layer('packages', 100, 50)],
        [
          layer('base', 10, 5),
          layer('packages', 100, 50),
          ...bytes.map((of, index) => layer(`${index}`, of, 1)),
        ],
      )
    const layers = (...bytes: number[]) => copiedAgain(alike(...bytes), 1).found.map((one) => one.layer)
    expect(layers(100)).toEqual([2])
    expect(layers(90, 1)).toEqual([2])
    expect(layers(89, 1)).toEqual([])
    expect(layers(112, 1)).toEqual([])
    expect(layers(100, 100, 1)).toEqual([])
    expect(layers(100, 1, 100, 1)).toEqual([2, 4])
    expect(copiedAgain(alike(100), 1).found[0]?.hasRest).toBe(false)
    expect(copiedAgain(alike(0, 0), 2).found).toEqual([])
  })

  it('is made without the copies', () => {
    const { found, evidence } = copiedAgain(chain, 1)
    const { proposed, repeats, transfer, known } = withoutCopies(chain, found, evidence)
    const images = proposed.tags.map(({ snapshot }) => snapshot!)
    expect(images.slice(0, 2)).toEqual(chain.slice(0, 2).map(({ image }) => image))
    expect(sizes(images[2]!)).toEqual([
      [10, 5],
      [100, 50],
      [3, 2],
      [8, 4],
      [4, 1],
    ])
    expect(steps(images[2]!)).toEqual(['0 base', '1 packages', '2 app', '3 again', '4 top'])
    expect(images[2]?.layers[3]?.unpacked?.exactness).toBe('estimated')
    expect(repeats).toEqual([{ tags: ['3'], bytes: 100, transferBytes: 50, paths: [] }])
    expect([transfer, known]).toEqual([{ by: 'own-ratio' }, []])
  })

  it('loses a layer that is a copy whole, and tells the largest copy first', () => {
    const copies = [
      { layer: 2, bytes: 3, paths: [], hasRest: false },
      { layer: 3, bytes: 100, paths: [], hasRest: true },
    ]
    const { proposed, repeats } = withoutCopies(chain, copies, { by: 'files' })
    const images = proposed.tags.map(({ snapshot }) => snapshot!)
    expect(images.map(sizes).slice(1)).toEqual([
      [
        [10, 5],
        [100, 50],
      ],
      [
        [10, 5],
        [100, 50],
        [8, 4],
        [4, 1],
      ],
    ])
    expect(images[2]?.layers[2]?.unpacked?.exactness).toBe('measured')
    expect(repeats.map(({ tags, bytes }) => [tags, bytes])).toEqual([
      [['3'], 100],
      [['2', '3'], 3],
    ])
    const bare = chain.map(({ tag, image }) => ({
      tag,
      image: { ...image, layers: image.layers.map((one) => ({ ...one, blob: undefined })) },
    }))
    expect(withoutCopies(bare, copies, { by: 'files' }).transfer).toEqual({ by: 'unknown' })
    const mixed = chain.map(({ tag, image }, index) => ({
      tag,
      image: {
        ...image,
        layers: image.layers.map((one, at) => (at === 2 ? bare[index]!.image.layers[2]! : one)),
      },
    }))
    expect(withoutCopies(mixed, copies, { by: 'files' }).transfer).toEqual({ by: 'unknown' })
  })

  it('is seen by files where all are read: what is written again as it was', () => {
    const tags = tagsOf(
      [{ os: file(1) }, { a: file(5), b: file(7) }],
      [
        { os: file(1) },
        { a: file(5), b: file(7) },
        { a: file(5), b: file(8), c: file(2) },
        { a: file(5) },
        { b: WHITEOUT, a: file(5) },
      ],
    )
    const { found, evidence } = copiedAgain(tags, 1)
    expect(evidence).toEqual({ by: 'files' })
    expect(found.map(({ layer: of, bytes, hasRest }) => [of, bytes, hasRest])).toEqual([
      [2, 5, true],
      [3, 5, false],
      [4, 5, true],
    ])
    expect(copiedAgain(tags, 3).found.map((one) => one.layer)).toEqual([3, 4])
    const [first, last] = tags
    expect(copiedAgain([first!, { ...last!, files: last!.files!.with(0, undefined) }], 1).evidence).toEqual({
      by: 'sizes',
      why: 'some-files',
    })
  })
})

describe('advise', () => {
  const base = { os: file(MB) }
  it('goes by the named base of a chain, else by all but the first tag’s top', () => {
    const own = { a: file(30 * MB), b: file(5 * MB) }
    const tags = tagsOf(
      [base, own],
      [base, own, { b: file(5 * MB) }],
      [base, own, { b: file(5 * MB) }, { c: file(MB) }],
    )
    const end = (depth: number) => ({
      reference: 'docker.io/library/os:1',
      chainId: tags[0]!.image.layers[depth]!.chainId,
    })
    expect(adviceIn(advise(tags, end(0)))).toMatchObject({ code: 'copy-once', baseLayers: 2 })
    expect(adviceIn(advise(tags)).repeats).toMatchObject([{ tags: ['2', '3'], bytes: 5 * MB }])
    const bare = tags.map(({ tag, image }) => ({
      tag,
      image: { ...image, layers: image.layers.map((one) => ({ ...one, unpacked: undefined })) },
    }))
    expect(reasonIn(advise(bare))).toEqual({ code: 'unknown-sizes', layers: 4 })
  })

  it('looks for copies of all that a chain has above its named base', () => {
    const first = [layer('os', 10 * MB), layer('own', 30 * MB), layer('small', MB)]
    const tags = tagged(first, [...first, layer('again', 30 * MB)])
    const { chainId } = tags[0]!.image.layers[0]!
    const named = adviceIn(advise(tags, { reference: 'docker.io/library/os:1', chainId }))
    expect(named.repeats).toMatchObject([{ tags: ['2'], bytes: 30 * MB }])
    expect(reasonIn(advise(tags))).toEqual({ code: 'chained' })
  })

  it('needs a megabyte, and a twentieth of an image', () => {
    const rebuilt = (bytes: number, rest = 0) =>
      tagsOf(
        ...['1', '2', '3'].map((tag): Files[] => [
          { os: file(rest) },
          { lib: file(bytes), app: file(10, tag) },
        ]),
      )
    expect(adviceIn(advise(rebuilt(MB))).repeats).toMatchObject([{ bytes: MB }])
    expect(reasonIn(advise(rebuilt(MB - 1)))).toEqual({ code: 'nothing-repeats', bytes: MB - 1 })
    expect('none' in advise(rebuilt(5 * MB, 95 * MB - 10))).toBe(false)
    expect(reasonIn(advise(rebuilt(5 * MB, 95 * MB + 10)))).toMatchObject({ code: 'nothing-repeats' })
  })

  it('looks at the newest 500 tags', () => {
    const tags = Array.from(
      { length: 501 },
      (_, at) => tagged([layer('os', MB), layer(`${at}`, 30 * MB)])[0]!,
    )
    const numbered = tags.map(({ image }, at) => ({ tag: `${at}`, image }))
    const [repeat] = adviceIn(advise(numbered)).repeats
    expect([repeat?.tags.length, repeat?.tags[0], repeat?.tags.at(-1)]).toEqual([500, '1', '500'])
  })

  it('says why there is nothing to advise', () => {
    expect(reasonIn(advise(tagsOf([base])))).toEqual({ code: 'too-few-tags', tags: 1 })
    const custom = tagsOf(
      [base, { p: file(MB) }],
      [base, { p: file(MB) }, { a: file(1) }],
      [base, { p: file(MB) }, { a: file(2) }],
    )
    expect(reasonIn(advise(withoutFiles(custom)))).toEqual({ code: 'already-custom-base', sharedLayers: 2 })
    const loose = tagsOf([{ a: file(MB) }], [{ a: file(2 * MB) }])
    expect(reasonIn(advise(withoutFiles(loose)))).toEqual({ code: 'needs-files', kind: 'independent' })
  })
})
