import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finderIn, mergeTrees } from './merge-trees'
import { randomLayers } from './random-layers.testing'
import { directory, file, layerOf } from './read.testing'
import { flatRows, sortRows } from './rows'
import type { TarInput } from './tar-writer.testing'
import { unionTree } from './tree'
import { unionOf } from './union'

const tree = (...inputs: TarInput[]) => unionTree(unionOf([layerOf(...inputs)]), false)
const listed = (root: ReturnType<typeof tree>) =>
  sortRows(flatRows(root), 'size').map(({ path, bytes }) => `${path} ${bytes}`)

describe('mergeTrees', () => {
  it('has the paths of all, each with the most bytes that any has', () => {
    const merged = mergeTrees([
      tree(directory('d'), file('d/a', 5), file('b', 9)),
      tree(directory('d'), file('d/a', 7), file('c', 8)),
    ])
    expect(listed(merged)).toEqual(['b 9', 'c 8', 'd/a 7'])
    expect(merged.children.find(({ name }) => name === 'd')).toMatchObject({ bytes: 7, directory: true })
  })

  it('calls a directory what is one in any', () => {
    const [node] = mergeTrees([tree(file('x', 1)), tree(directory('x'), file('x/y', 2))]).children
    expect(node).toMatchObject({ directory: true, bytes: 2 })
  })

  it('is of one order, whichever of the trees comes first', () => {
    const trees = fc.array(
      randomLayers.map((layers) => unionTree(unionOf(layers), false)),
      { maxLength: 4 },
    )
    fc.assert(
      fc.property(trees, (all) => {
        expect(listed(mergeTrees(all))).toEqual(listed(mergeTrees(all.toReversed())))
        const find = finderIn(mergeTrees(all))
        for (const one of all) {
          for (const { path, bytes } of flatRows(one)) {
            expect(find(path)?.bytes).toBeGreaterThanOrEqual(bytes)
            expect(finderIn(one)(path)?.path).toBe(path)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('finds nothing where there is nothing', () => {
    expect(finderIn(tree(file('a', 1)))('a/b')).toBeUndefined()
    expect(finderIn(tree(file('a', 1)))('b')).toBeUndefined()
    expect(mergeTrees([]).children).toEqual([])
  })
})
