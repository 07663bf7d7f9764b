import { describe, expect, it } from 'vitest'
import { ownPart } from './own'
import { runsOfSizes } from './runs'
import { file, tagsOf } from './tags.testing'
import { divideTransfer } from './transfer'

describe('divideTransfer', () => {
  const of = (...tags: [rest: number, transfer: number][]) =>
    divideTransfer(
      100,
      tags.map(([rest, transfer]) => ({ rest, unpacked: 100 + rest, transfer })),
    )
  it('draws a line through what is not repeated', () => {
    const { estimate, repeated } = of([0, 40], [10, 45], [30, 55])
    expect(estimate).toEqual({ by: 'line', ratio: 0.5 })
    expect(repeated).toBe(40)
    expect(of([10, 20], [20, 30])).toEqual({ estimate: { by: 'line', ratio: 1 }, repeated: 10 })
    // No tag can repeat more than its whole layer takes.
    expect(of([0, 40], [0, 60], [100, 60])).toMatchObject({ estimate: { by: 'line' }, repeated: 40 })
  })
  it.each([
    [
      'no two rests differ',
      [
        [10, 55],
        [10, 66],
      ],
      50,
    ],
    [
      'a line falls',
      [
        [0, 50],
        [100, 40],
      ],
      20,
    ],
    [
      'a line is too steep',
      [
        [0, 10],
        [10, 55],
      ],
      10,
    ],
    [
      'a line starts at nothing',
      [
        [100, 50],
        [200, 100],
      ],
      25,
    ],
    [
      'a line starts below',
      [
        [100, 20],
        [200, 100],
      ],
      10,
    ],
  ] as const)('goes by the ratio of the whole where %s', (_, tags, repeated) => {
    const found = of(...tags.map(([rest, transfer]): [number, number] => [rest, transfer]))
    expect(found).toEqual({ estimate: { by: 'own-ratio' }, repeated })
  })
  it('repeats nothing of nothing', () => {
    expect(divideTransfer(0, [{ rest: 0, unpacked: 0, transfer: 9 }]).repeated).toBe(0)
  })
})

describe('runs by sizes', () => {
  const own = (...bytes: (number | undefined)[]) =>
    bytes.map((unpackedBytes, index) => ({ tag: `${index}`, layers: [], unpackedBytes, transferBytes: 7 }))
  it('are of nearly one size, with the least that all repeat', () => {
    expect(runsOfSizes(own(100, 80, 90), 'unpacked')).toEqual([
      { start: 0, end: 3, bytes: 80, atLeast: 60, paths: [], hasRest: [true, false, true] },
    ])
    expect(runsOfSizes(own(75, 100), 'unpacked')).toMatchObject([{ bytes: 75, atLeast: 50 }])
    expect(runsOfSizes(own(74, 100), 'unpacked')).toEqual([])
    expect(runsOfSizes(own(1, 1, undefined), 'transfer')).toMatchObject([{ end: 3, bytes: 7, atLeast: 7 }])
  })
})

describe('the part of a tag that is its own', () => {
  it('is above the shared layers, with files counted where no host reported sizes', () => {
    const [tag] = tagsOf([{ a: file(1) }, { b: file(2), c: file(3) }, { d: file(4) }])
    const { layers } = tag!.image
    const bare = {
      ...tag!,
      image: { ...tag!.image, layers: layers.map((one) => ({ ...one, unpacked: undefined })) },
    }
    expect(ownPart(bare, 1)).toMatchObject({ tag: '1', unpackedBytes: 9, layers: bare.image.layers.slice(1) })
    expect(ownPart(bare, 1).files?.map(({ entries }) => entries.length)).toEqual([2, 1])
    expect(ownPart({ ...bare, files: [undefined, ...bare.files!.slice(1)] }, 1).files).toHaveLength(2)
    expect(ownPart({ ...bare, files: [...bare.files!.slice(0, 2), undefined] }, 1)).toMatchObject({
      unpackedBytes: undefined,
      files: undefined,
    })
    expect(ownPart(tag!, 1).transferBytes).toBe(102 + 1 + 102)
  })
})
