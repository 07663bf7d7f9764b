import type { LayerReport } from '../api/compare'
import type { ImageFacts, LayerFacts } from '../oci/facts'

type Draft = { -readonly [K in keyof LayerReport]: LayerReport[K] }

/**
 * Collects the distinct layers (by chainID) of all that is compared, and counts the tags that hold each. A layer of
 * which live sources and a snapshot tell different things stands in the table once for each.
 */
export class LayerTable {
  private readonly drafts: Draft[] = []
  private readonly positions = new Map<string, number>()

  /** Adds an image's layers. @param side  where it was read @returns their positions in the table, base first */
  add(image: ImageFacts, side: string): readonly number[] {
    let createdBy: ReadonlyMap<number, string> | undefined
    return image.layers.map((layer, index) => {
      const { blob, unpacked } = layer
      const position = this.positionOf(layer, side, () => ({
        chainId: layer.chainId,
        diffId: layer.diffId,
        depth: index + 1,
        sharedBy: 0,
      }))
      const draft = this.drafts[position]!
      draft.sharedBy++
      draft.blobDigest ??= blob?.digest
      draft.mediaType ??= blob?.mediaType
      draft.transferBytes ??= blob?.transferBytes
      draft.unpackedBytes ??= unpacked?.bytes
      draft.unpackedExactness ??= unpacked?.exactness
      if (draft.createdBy === undefined) {
        createdBy ??= stepTexts(image)
        draft.createdBy = createdBy.get(index)
      }
      return position
    })
  }

  get layers(): readonly LayerReport[] {
    return this.drafts
  }

  private positionOf({ chainId, blob, unpacked }: LayerFacts, side: string, make: () => Draft): number {
    // Digests have no spaces: a side's name is never taken for a part of one.
    const key = `${chainId} ${side}`
    const found = this.positions.get(key) ?? this.positions.get(chainId)
    if (found !== undefined) {
      const { blobDigest, transferBytes, unpackedBytes } = this.drafts[found]!
      const isSame =
        blobDigest === blob?.digest &&
        transferBytes === blob?.transferBytes &&
        unpackedBytes === unpacked?.bytes
      if (isSame || this.positions.has(key)) {
        this.positions.set(key, found)
        return found
      }
    }
    const made = this.drafts.push(make()) - 1
    this.positions.set(key, made)
    if (found === undefined) this.positions.set(chainId, made)
    return made
  }
}

/** Instruction of each layer, by the layer's position. */
function stepTexts(image: ImageFacts): Map<number, string> {
  const texts = new Map<number, string>()
  for (const { layer, createdBy } of image.history) {
    if (typeof layer === 'number') texts.set(layer, createdBy)
  }
  return texts
}
