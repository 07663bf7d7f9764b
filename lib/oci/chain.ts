import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { ChainId, DiffId } from './digest'

// Series repeat their lower layers in every tag; a chain once hashed is not hashed again.
const known = new Map<string, ChainId>()
const KNOWN_LIMIT = 50_000

/**
 * Computes the chainID of every layer.
 *
 * @param diffIds  base first
 * @returns        as many chainIDs, base first; chain(1) = diffID(1), chain(n) = sha256(chain(n-1) + " " + diffID(n))
 * @see            https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid
 */
export function chainIds(diffIds: readonly DiffId[]): readonly ChainId[] {
  const chain: ChainId[] = []
  for (const diffId of diffIds) {
    const below = chain.at(-1)
    chain.push(chainIdAbove(below, diffId))
  }
  return chain
}

/** ChainID of one layer. @param below  that of the layer below it; undefined for the base */
export function chainIdAbove(below: ChainId | undefined, diffId: DiffId): ChainId {
  if (below === undefined) return diffId as string as ChainId
  const text = `${below} ${diffId}`
  const found = known.get(text)
  if (found !== undefined) return found
  const made = `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}` as ChainId
  if (known.size >= KNOWN_LIMIT) known.clear()
  known.set(text, made)
  return made
}

/** Something with layers of which the chainIDs are known, base first. */
interface Layered {
  readonly layers: readonly { readonly chainId: ChainId }[]
}

/** Layers from the base that two images share. ChainIDs that are equal at one depth are equal below it. */
export function sharedDepth(a: Layered, b: Layered): number {
  let depth = a.layers.length
  // Below the base both have none: the search ends there at the latest.
  while (a.layers[depth - 1]?.chainId !== b.layers[depth - 1]?.chainId) depth--
  return depth
}
