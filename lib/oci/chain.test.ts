import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chainIds, sharedDepth } from './chain'
import type { DiffId } from './digest'

const digest = fc
  .string({ minLength: 64, maxLength: 64, unit: fc.constantFrom(...'0123456789abcdef') })
  .map((hex) => `sha256:${hex}` as DiffId)

describe('chainIds', () => {
  it('takes the first diffID as the first chainID', () => {
    const diffId = `sha256:${'a'.repeat(64)}` as DiffId
    expect(chainIds([diffId])).toEqual([diffId])
  })

  // image-spec identity/chainid_test.go: the expected digests are computed from the same formula.
  it('hashes the chain below, a space and the diffID', () => {
    const a = `sha256:${'a'.repeat(64)}` as DiffId
    const b = `sha256:${'b'.repeat(64)}` as DiffId
    const expected = `sha256:${createHash('sha256').update(`${a} ${b}`).digest('hex')}`
    expect(chainIds([a, b])).toEqual([a, expected])
  })

  it('gives an image without layers no chainID', () => expect(chainIds([])).toEqual([]))

  it('keeps the chain of a prefix whatever is stacked upon it', () => {
    fc.assert(
      fc.property(fc.array(digest, { maxLength: 6 }), fc.array(digest, { maxLength: 6 }), (below, above) => {
        expect(chainIds([...below, ...above]).slice(0, below.length)).toEqual(chainIds(below))
      }),
    )
  })

  it('tells the same layer apart above another layer', () => {
    fc.assert(
      fc.property(digest, digest, digest, (a, b, top) => {
        fc.pre(a !== b)
        expect(chainIds([a, top])[1]).not.toBe(chainIds([b, top])[1])
      }),
    )
  })
})

describe('sharedDepth', () => {
  const layered = (names: string) => ({
    layers: chainIds([...names].map((name) => `sha256:${name.repeat(64)}` as DiffId)).map((chainId) => ({
      chainId,
    })),
  })
  it.each([
    ['abc', 'abc', 3],
    ['abc', 'abd', 2],
    ['abc', 'ab', 2],
    ['ab', 'abc', 2],
    ['ab', 'cb', 0],
    ['a', '', 0],
    ['', 'a', 0],
    ['', '', 0],
  ])('of %j and %j is %i', (a, b, expected) => expect(sharedDepth(layered(a), layered(b))).toBe(expected))
})
