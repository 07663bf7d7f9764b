import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayerIndex } from './entry'
import { randomLayers } from './random-layers.testing'
import { type TreeNode, unionTree } from './tree'
import { unionOf } from './union'
import { modelOf, seen, seenBytes } from './union.testing'
import { wasteOf } from './waste'

const property = (check: (layers: readonly LayerIndex[]) => void) =>
  fc.assert(fc.property(randomLayers, check), { numRuns: 1000 })

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

/** The names of each content, without the content. */
function namesByContent<T>(paths: ReadonlyMap<string, T>, contentOf: (at: T) => unknown): string[] {
  const names = new Map<unknown, string[]>()
  for (const [path, at] of paths) {
    const content = contentOf(at)
    if (content !== undefined) names.set(content, [...(names.get(content) ?? []), path])
  }
  return [...names.values()].map((group) => group.sort().join(' ')).sort()
}

describe('any layers', () => {
  it('show what the plain model shows: kinds and contents at the same paths', () => {
    property((layers) => {
      const found = [...seen(unionOf(layers))].map(([path, { kind, content }]) => [
        path,
        kind,
        content?.bytes,
      ])
      const model = [...modelOf(layers)].map(([path, { kind, content }]) => [
        path,
        kind,
        content?.contentBytes,
      ])
      expect(found.sort()).toEqual(model.sort())
    })
  })

  it('share content between the same names as the plain model does', () => {
    property((layers) => {
      const own = namesByContent(seen(unionOf(layers)), ({ content }) => content?.id)
      expect(own).toEqual(namesByContent(modelOf(layers), ({ content }) => content))
    })
  })

  it('have running totals that are the bytes seen once each layer is in place', () => {
    property((layers) => {
      const totals = layers.map((_, index) => seenBytes(unionOf(layers.slice(0, index + 1))))
      expect(unionOf(layers).running).toEqual(totals)
    })
  })

  it('count each content’s names as a container sees them', () => {
    property((layers) => {
      const union = unionOf(layers)
      const contents = [...seen(union).values()].map(({ content }) => content)
      for (const content of union.contents.flat()) {
        expect(content.names).toBe(contents.filter((one) => one?.id === content.id).length)
      }
    })
  })

  it('store what is hidden and what is visible, and nothing else', () => {
    property((layers) => {
      const union = unionOf(layers)
      const waste = wasteOf(union)
      for (const [index, { entries }] of layers.entries()) {
        const visible = sum(union.contents[index]!.map(({ names, bytes }) => (names > 0 ? bytes : 0)))
        const stored = sum(entries.map(({ contentBytes }) => contentBytes))
        expect(waste.hiddenByLayer[index]! + visible).toBe(stored)
      }
      expect(sum(waste.hidden.map(({ bytes }) => bytes))).toBe(waste.hiddenBytes)
      expect(sum(waste.hiddenByLayer)).toBe(waste.hiddenBytes)
      for (const { from, by, bytes, files } of waste.hidden)
        expect(from <= by && bytes >= files && files > 0).toBe(true)
    })
  })

  it('make a tree whose bytes are the visible ones, with all hidden bytes when it shows deleted paths', () => {
    property((layers) => {
      const union = unionOf(layers)
      expect(unionTree(union, false).bytes).toBe(union.running.at(-1) ?? 0)
      const { bytes, hiddenBytes } = unionTree(union, true)
      expect([bytes, hiddenBytes]).toEqual([union.running.at(-1) ?? 0, wasteOf(union).hiddenBytes])
    })
  })

  it('make a tree of just the paths that a container sees', () => {
    property((layers) => {
      const union = unionOf(layers)
      const paths = (node: TreeNode): string[] => [node.path, ...node.children.flatMap(paths)]
      expect(paths(unionTree(union, false)).sort()).toEqual(['', ...seen(union).keys()].sort())
    })
  })
})
