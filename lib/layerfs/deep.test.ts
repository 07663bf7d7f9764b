import { describe, expect, it } from 'vitest'
import { decodeIndex, encodeIndex } from './index-codec'
import { DEFAULT_LIMITS } from './limits'
import { layerOf, whiteout } from './read.testing'
import { layerTree, unionTree } from './tree'
import { diffTrees } from './tree-diff'
import { unionOf } from './union'
import { wasteOf } from './waste'

describe('the deepest path that the limits allow', () => {
  const name = `${'a/'.repeat(DEFAULT_LIMITS.pathBytes / 2 - 1)}a`
  const layers = [layerOf({ name, longNames: 'pax', content: Buffer.from('deep') }), layerOf(whiteout('a'))]

  it('can be walked by all that walk a tree', () => {
    const union = unionOf(layers)
    expect(union.running).toEqual([4, 0])
    expect(unionTree(union, true).hiddenBytes).toBe(4)
    expect(layerTree(union, 1).hiddenBytes).toBe(4)
    expect(wasteOf(union).hidden).toMatchObject([{ path: 'a', bytes: 4 }])
    expect(
      diffTrees(unionTree(unionOf(layers.slice(0, 1)), false), unionTree(union, false)).removedBytes,
    ).toBe(4)
  })

  it('goes through the codec', () => expect(decodeIndex(encodeIndex(layers[0]!))).toEqual(layers[0]))
})
