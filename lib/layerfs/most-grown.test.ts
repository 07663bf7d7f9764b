import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LayerIndex } from './entry'
import { mostGrown } from './most-grown'
import { randomLayers } from './random-layers.testing'
import { directory, file, layerOf, whiteout } from './read.testing'

describe('mostGrown', () => {
  it('is the file that a layer has in place of another layer without it', () => {
    const before = layerOf(directory('srv'), file('srv/app', 400), file('srv/old', 50))
    const after = layerOf(directory('srv'), file('srv/app', 430), file('srv/core.dump', 9000))
    expect(mostGrown([before], [after])).toEqual({ path: 'srv/core.dump', grownBytes: 9000 })
    expect(mostGrown([after], [before])).toEqual({ path: 'srv/old', grownBytes: 50 })
  })

  it('counts a file by what it grew, and in a new layer by all that is stored again', () => {
    const [small, large] = [
      layerOf(file('log', 100), file('b', 90)),
      layerOf(file('log', 150), file('b', 80)),
    ]
    expect(mostGrown([small], [large])).toEqual({ path: 'log', grownBytes: 50 })
    expect(mostGrown([], [large])).toEqual({ path: 'log', grownBytes: 150 })
    expect(mostGrown([], [small, large])).toEqual({ path: 'log', grownBytes: 250 })
  })

  it('is none where nothing grew: files moved, shrank, went', () => {
    expect(mostGrown([layerOf(file('old/x', 90))], [layerOf(file('new/x', 90))])).toBeUndefined()
    expect(
      mostGrown([layerOf(file('a', 90))], [layerOf(file('a', 10)), layerOf(whiteout('a'))]),
    ).toBeUndefined()
    expect(mostGrown([], [])).toBeUndefined()
  })

  it('takes a copy of what stays for a file of its own, and the first by name of those that grew alike', () => {
    const [before, after] = [layerOf(file('a', 90)), layerOf(file('a', 90), file('c', 90), file('b', 90))]
    expect(mostGrown([before], [after])).toEqual({ path: 'b', grownBytes: 90 })
  })

  it('grew by its part at least, where nothing moved', () => {
    const storedIn = (layers: readonly LayerIndex[]) =>
      layers.reduce((sum, { entries }) => {
        const own = new Map(entries.map(({ path, contentBytes }) => [path, contentBytes]))
        return [...own.values()].reduce((all, bytes) => all + bytes, sum)
      }, 0)
    const apart = (layers: readonly LayerIndex[], folder: string) =>
      layers.map((one) => ({
        ...one,
        entries: one.entries.flatMap((entry) =>
          entry.kind === 'file' ? { ...entry, path: entry.path, hash: `${folder} ${entry.hash}` } : [],
        ),
      }))
    fc.assert(
      fc.property(randomLayers, randomLayers, (before, after) => {
        const [a, b] = [apart(before, 'a'), apart(after, 'b')]
        const paths = new Set(b.flatMap(({ entries }) => entries.map(({ path }) => path)))
        const most = mostGrown(a, b)
        expect((most?.grownBytes ?? 0) * paths.size).toBeGreaterThanOrEqual(storedIn(b) - storedIn(a))
        expect(mostGrown(b, b)).toBeUndefined()
      }),
    )
  })
})
