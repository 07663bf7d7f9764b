import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DiffId } from '../oci/digest'
import type { Entry, LayerIndex } from './entry'
import { sameFiles } from './same-files'

const file = (path: string, more: Partial<Entry> = {}): Entry => {
  return { path, kind: 'file', contentBytes: 3, mode: 0o644, uid: 0, gid: 0, modified: 1, hash: 'h', ...more }
}
const layer = (...entries: Entry[]): LayerIndex => {
  return { diffId: `sha256:${'0'.repeat(64)}` as DiffId, tarBytes: 0, entries, notes: [] }
}
const opaque = { kind: 'opaque', contentBytes: 0, hash: undefined } as const

describe('sameFiles', () => {
  it('knows a rebuild that only touched times, in whatever order', () => {
    expect(sameFiles(layer(file('a'), file('b')), layer(file('b', { modified: 2 }), file('a')))).toBe('times')
    expect(sameFiles(layer(file('a'), file('b')), layer(file('b'), file('a')))).toBe('packing')
  })

  it.each<[string, Partial<Entry>]>([
    ['content', { hash: 'x' }],
    ['size', { contentBytes: 4 }],
    ['mode', { mode: 0o755 }],
    ['owner', { gid: 1 }],
    ['kind', { kind: 'fifo' }],
    ['path', { path: 'b' }],
  ])('is not taken in by another %s', (_, more) => {
    expect(sameFiles(layer(file('a')), layer(file('a', { modified: 2, ...more })))).toBeUndefined()
  })

  it('takes nothing for the same of which the content is not known', () => {
    const unknown = layer(file('a', { hash: undefined }))
    expect(sameFiles(unknown, unknown)).toBeUndefined()
  })

  it('tells a directory from its opaque mark, and holds to the later of two entries', () => {
    const directory = file('d', { kind: 'directory', contentBytes: 0, hash: undefined })
    expect(sameFiles(layer(directory), layer(file('d', opaque)))).toBeUndefined()
    expect(sameFiles(layer(directory), layer(directory, file('d', opaque)))).toBeUndefined()
    expect(sameFiles(layer(file('a', { hash: 'x' }), file('a')), layer(file('a')))).toBe('packing')
  })

  it('answers alike for both sides', () => {
    const entry = fc.record({
      path: fc.constantFrom('a', 'b'),
      modified: fc.nat(1),
      mode: fc.constantFrom(1, 2),
    })
    const any = fc
      .array(entry, { maxLength: 4 })
      .map((all) => layer(...all.map((one) => file(one.path, one))))
    fc.assert(fc.property(any, any, (a, b) => sameFiles(a, b) === sameFiles(b, a)))
  })
})
