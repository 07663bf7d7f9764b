import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diveFigures } from './dive'
import { DIVE_CASES } from './dive-cases.testing'
import { directory, file, layerOf, opaque, whiteout } from './read.testing'
import type { TarInput } from './tar-writer.testing'

const figures = (layers: readonly (readonly TarInput[])[]) =>
  diveFigures(layers.map((inputs) => layerOf(...inputs)))

// Worked out from dive's efficiency.go and file_tree.go: sum of each path's smallest copy by sum of all copies.
describe('diveFigures', () => {
  const base = [directory('a'), file('a/x', 100), file('a/y', 200)]

  it('is 1 and 0 without layers, and where each path is written once', () => {
    expect(figures([])).toEqual({ efficiencyScore: 1, inefficientBytes: 0 })
    expect(figures([base, [file('b', 5)]])).toEqual({ efficiencyScore: 1, inefficientBytes: 0 })
  })

  it('counts both copies of an overwritten file, the visible one as well', () => {
    const expected = { efficiencyScore: (50 + 200) / (150 + 200), inefficientBytes: 150 }
    expect(figures([base, [file('a/x', 50)]])).toEqual(expected)
  })

  it('counts a deleted file as one copy of its bytes and one of none', () => {
    const expected = { efficiencyScore: 200 / 300, inefficientBytes: 100 }
    expect(figures([base, [whiteout('a/x')]])).toEqual(expected)
  })

  it('takes a deleted directory for no repetition, since only leaves of a layer are paths', () => {
    expect(figures([base, [whiteout('a')]])).toEqual({ efficiencyScore: 1, inefficientBytes: 0 })
  })

  it('counts a directory that is deleted twice with all that was in it each time', () => {
    // Paths a/x (100 + 100), a/y (200 + 200) and a (300 + 300).
    expect(figures([base, [whiteout('a')], base, [whiteout('a')]])).toEqual({
      efficiencyScore: 600 / 1200,
      inefficientBytes: 1200,
    })
  })

  it('goes through all of a layer, by name, whatever is in directories', () => {
    const layer = [file('a/x', 100), file('b', 5), file('c/d/y', 7)]
    expect(figures([layer, layer])).toEqual({ efficiencyScore: 112 / 224, inefficientBytes: 224 })
  })

  it('leaves a layer at a whiteout of what another deleted before', () => {
    const gone = [whiteout('a/x'), file('z', 3)]
    // The first counts `z`, the second ends before it.
    expect(figures([base, gone, gone])).toEqual({ efficiencyScore: 203 / 303, inefficientBytes: 100 })
  })

  it('looks neither at opaque markers nor at what they hide', () => {
    expect(figures([base, [directory('a'), opaque('a'), file('a/n', 7)]])).toEqual({
      efficiencyScore: 1,
      inefficientBytes: 0,
    })
  })

  it('leaves a layer at a whiteout of nothing, whose path keeps a smallest size of -1', () => {
    // `a/.wh.z` comes before `a/x` by name, so that nothing else of the layer counts.
    const layer = [file('a/x', 100), whiteout('a/z'), file('z', 3)]
    expect(figures([base, layer])).toEqual({ efficiencyScore: 299 / 300, inefficientBytes: 0 })
  })
})

/** What dive printed for the saved images of the cases (`--source docker-archive IMAGE.tar --json OUT.json`). */
const recorded: { cases: Record<string, unknown> } = JSON.parse(
  readFileSync(new URL('testdata/dive.json', import.meta.url), 'utf8'),
)

describe('diveFigures and dive itself', () => {
  it.each(DIVE_CASES)('agree on $name', ({ name, layers }) => {
    expect(figures(layers)).toEqual(recorded.cases[name])
  })

  it('have met on all cases that were recorded', () => {
    expect(Object.keys(recorded.cases)).toEqual(DIVE_CASES.map(({ name }) => name))
  })
})
