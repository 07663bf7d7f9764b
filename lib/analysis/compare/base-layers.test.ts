import { describe, expect, it } from 'vitest'
import type { ImageEnd, ImageFacts } from '../../oci/facts'
import { baseLayersOfSeries } from './base-layers'
import { madeImage } from './facts.testing'

const imageOf = (reference: string, layers: string) =>
  madeImage(
    reference,
    [...layers].map((name) => ({ name })),
  )
const own = (tag: number, layers: string) => imageOf(`docker.io/library/app:${tag}`, layers)
const end = (reference: string, layers: string): ImageEnd => ({
  reference,
  chainId: imageOf(reference, layers).layers.at(-1)!.chainId,
})
const depths = (images: readonly (ImageFacts | undefined)[], ...known: ImageEnd[]) =>
  baseLayersOfSeries(
    {
      ...{ at: '', source: 'live', known },
      series: [
        {
          ...{ input: { reference: 'app' }, tags: [], tagsFound: 0, problems: [] },
          repository: { host: 'docker.io', repository: 'library/app' },
        },
      ],
    },
    images.map((image, at) => ({ facts: { tag: `${at}`, failures: [] }, image, presentIn: [] })),
  )
/** Of all tags alike. */
const depth = (images: readonly ImageFacts[], ...known: ImageEnd[]) => {
  const all = new Set(depths(images, ...known))
  expect(all.size).toBeLessThan(2)
  return [...all][0]
}

describe('the base of a series', () => {
  const two = [own(1, 'abcx'), own(2, 'abcy')]
  const [os, base, beyond] = [end('os:1', 'a'), end('base:1', 'ab'), end('app-2:1', 'abcx')]

  it('ends with the deepest known image within what all tags share, else with what they share', () => {
    expect(depth(two)).toBe(3)
    expect(depth(two, os)).toBe(1)
    expect(depth(two, base, os, beyond)).toBe(2)
    expect(depth([own(1, 'abcx'), own(2, 'ay')], base)).toBe(1)
    expect(depth([own(1, 'x'), own(2, 'y')], os)).toBe(0)
  })

  it('of one tag ends with the deepest known image below its top', () => {
    const [one] = two
    expect(depth([one!], os, base, beyond)).toBe(2)
    expect(depth([one!], beyond)).toBe(0)
    expect(depth([one!], end('docker.io/library/app:0', 'abc'))).toBe(0)
    expect(depth([one!], end('app-1:1', 'abc'))).toBe(3)
    expect(depth([])).toBe(undefined)
  })

  it('that changes is that of each run of tags, named or not, and goes on over a tag that cannot be read', () => {
    const runs = ['abx', 'aby', 'abz', 'cdex', 'cdey', 'cdez'].map((layers, at) => own(at, layers))
    expect(depths(runs)).toEqual([2, 2, 2, 3, 3, 3])
    expect(depths(runs, os, end('os:2', 'cd'))).toEqual([1, 1, 1, 2, 2, 2])
    expect(depths([...runs.slice(0, 4), undefined, ...runs.slice(4)])).toEqual([2, 2, 2, 3, 3, 3, 3])
    expect(
      depths(
        ['', 'abx', 'aby', 'abz', 'cdx', 'cdy'].map((layers, at) => own(at, layers)),
        os,
      ),
    ).toEqual([...[2, 1, 1, 1, 2, 2]])
    // A tag that stands alone on its base does not say where that ends: an image that is known does.
    const alone = [...runs.slice(0, 3), own(7, 'cdex'), own(8, 'abw'), own(9, 'abv')]
    expect(depths(alone)).toEqual([2, 2, 2, 0, 2, 2])
    expect(depths(alone, end('os:2', 'cd'))).toEqual([2, 2, 2, 2, 2, 2])
  })
})
