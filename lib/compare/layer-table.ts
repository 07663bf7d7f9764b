import type { LayerReport } from '../api/compare'
import type { ImageFacts } from '../oci/facts'

type Draft = { -readonly [K in keyof LayerReport]: LayerReport[K] }

/** Collects the distinct layers (by chainID) of all that is compared, and counts the tags that hold each. */
export class LayerTable {
  private readonly drafts: Draft[] = []
  private readonly positions = new Map<string, number>()

  /** Adds an image's layers. @returns their positions in the table, base first */
  add(image: ImageFacts): readonly number[] {
    let createdBy: ReadonlyMap<number, string> | undefined
    return image.layers.map((layer, index) => {
      const { blob, unpacked } = layer
      const position = this.positionOf(layer.chainId, () => ({
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

  private positionOf(chainId: string, make: () => Draft): number {
    const found = this.positions.get(chainId)
    if (found !== undefined) return found
    this.positions.set(chainId, this.drafts.length)
    return this.drafts.push(make()) - 1
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
