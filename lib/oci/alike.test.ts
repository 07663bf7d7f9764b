import { describe, expect, it } from 'vitest'
import { alikeDepth } from './alike'
import type { TransferBytes, UnpackedBytes } from './bytes'
import type { BlobDigest, ChainId, DiffId, Digest } from './digest'
import type { BlobFacts, LayerFacts, UnpackedFigure } from './facts'

const blob = {
  digest: 'b' as BlobDigest,
  mediaType: 'm',
  transferBytes: 1 as TransferBytes,
  declaredBytes: 2 as TransferBytes,
  packedAs: 'gzip',
  foreign: true,
  seekable: 'eStargz',
  contentDiffId: 'd' as DiffId,
  chunked: { digest: 't' as unknown as Digest, at: 4, bytes: 5, unpackedBytes: 6, tarSplitBytes: 7 },
  files: [{ content: 'f', bytes: 8, gap: 9 }],
} as const satisfies Required<BlobFacts>
const unpacked = {
  bytes: 3 as UnpackedBytes,
  exactness: 'measured',
  ruler: 'file content',
} as const satisfies Required<UnpackedFigure>
const layer = (name: string): LayerFacts => ({
  diffId: name as DiffId,
  chainId: `c ${name}` as ChainId,
  blob: { ...blob },
  unpacked: { ...unpacked },
})

describe('layers that are alike', () => {
  it('are counted from the base up to the first that is another', () => {
    expect(alikeDepth([layer('a'), layer('b')], [layer('a'), layer('b'), layer('c')])).toBe(2)
    expect(alikeDepth([layer('a'), layer('b'), layer('d')], [layer('a'), layer('c'), layer('d')])).toBe(1)
    expect(alikeDepth([], [layer('a')])).toBe(0)
  })

  it('differ by any one thing that is known of them', () => {
    const others: LayerFacts[] = [
      { ...layer('a'), chainId: 'c b' as ChainId },
      { ...layer('a'), blob: undefined },
      { ...layer('a'), unpacked: undefined },
      ...Object.keys(blob).map((key) => ({ ...layer('a'), blob: { ...blob, [key]: 'another' } })),
      ...Object.keys(unpacked).map((key) => ({ ...layer('a'), unpacked: { ...unpacked, [key]: 'another' } })),
    ]
    expect(others.map((other) => alikeDepth([layer('a')], [other]))).toEqual(others.map(() => 0))
    expect(others.map((other) => alikeDepth([other], [layer('a')]))).toEqual(others.map(() => 0))
  })

  it('are counted again against other layers', () => {
    const layers = [layer('a'), layer('b')]
    expect(alikeDepth([layer('a')], layers)).toBe(1)
    expect(alikeDepth(layers, layers)).toBe(2)
    expect(alikeDepth([layer('b')], layers)).toBe(0)
  })
})
