import { describe, expect, it } from 'vitest'
import { adviceOf } from './advice'
import { directory, file, layerOf, symlink, whiteout } from './read.testing'
import type { TarInput } from './tar-writer.testing'
import { unionOf } from './union'
import { wasteOf } from './waste'

function advice(...inputs: TarInput[][]) {
  const layers = inputs.map((layer) => layerOf(...layer))
  const union = unionOf(layers)
  return adviceOf(layers, union, wasteOf(union))
}

describe('adviceOf', () => {
  it('has none where each file is written once', () => {
    expect(advice([file('a', 5000)], [file('b', 5000)], [])).toEqual([])
  })

  it('calls a layer repeated whose files were all there already, and blames nothing else for the copies', () => {
    expect(advice([file('a', 1500), file('b', 4000)], [file('a', 1500), file('b', 4000)])).toEqual([
      { code: 'drop-repeated', savedBytes: 5500, layers: [1], files: 2, example: 'b' },
    ])
  })

  it('advises of other layers beside one that is repeated', () => {
    const base = [file('a', 4000), file('b', 3000)]
    expect(advice(base, [file('a', 4000)], [whiteout('b')]).map(({ code }) => code)).toEqual([
      ...['drop-repeated', 'delete-where-created'],
    ])
  })

  it('names the first of repeated files that are equally large', () => {
    expect(advice([file('a', 2000), file('b', 2000)], [file('a', 2000), file('b', 2000)])).toMatchObject([
      { example: 'a' },
    ])
  })

  it('counts directories that are written again, the root included, neither as files nor as changes', () => {
    const again = [{ name: './', type: 'directory' } as const, directory('d'), file('d/a', 3000)]
    expect(advice([directory('d'), file('d/a', 3000)], again)).toEqual([
      { code: 'drop-repeated', savedBytes: 3000, layers: [1], files: 1, example: 'd/a' },
    ])
  })

  it.each([
    ['adds an empty directory', directory('new')],
    ['deletes a directory', whiteout('d')],
    ['changes a link', symlink('link', 'b')],
    ['changes a file', file('small', 1, 'y')],
  ])('does not call a layer repeated that also %s', (_, more) => {
    const first = [file('a', 3000), directory('d'), symlink('link', 'a'), file('small', 1)]
    expect(advice(first, [file('a', 3000), more]).map(({ code }) => code)).toEqual(['merge-steps'])
  })

  it('sums up what one layer deleted or overwrote of another, and names the largest', () => {
    expect(
      advice(
        [file('a', 1000), file('b', 3000), file('c', 2000), file('e', 9000)],
        [whiteout('a'), whiteout('b'), file('c', 5000)],
        [whiteout('e')],
      ),
    ).toEqual([
      { code: 'delete-where-created', savedBytes: 9000, layers: [0, 2], files: 1, example: 'e' },
      { code: 'delete-where-created', savedBytes: 4000, layers: [0, 1], files: 2, example: 'b' },
      { code: 'merge-steps', savedBytes: 2000, layers: [0, 1], files: 1, example: 'c' },
    ])
  })

  it('tells the lower layer first of two that save as much', () => {
    const found = advice([file('x', 1)], [file('b', 2000)], [file('a', 2000)], [whiteout('a'), whiteout('b')])
    expect(found.map(({ layers }) => layers)).toEqual([
      [1, 3],
      [2, 3],
    ])
  })

  it('is silent below 1024 bytes', () => {
    expect(advice([file('a', 1023)], [whiteout('a')])).toEqual([])
    expect(advice([file('a', 1024)], [whiteout('a')])).toHaveLength(1)
  })
})
