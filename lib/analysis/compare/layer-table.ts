import type { ImageFacts, LayerFacts } from '../../oci/facts'
import type { LayerReport } from '../report'

type Draft = { -readonly [K in keyof LayerReport]: LayerReport[K] }

/**
 * Collects the distinct layers (by chainID) of all that is compared, and counts the tags that hold each. A layer that
 * live sources and a snapshot, or two tags, describe differently has a row for each description.
 */
export class LayerTable {
  private readonly drafts: Draft[] = []
  /** By chainID. */
  private readonly first = new Map<string, number>()
  /** By side and chainID: two maps, since a key of both would have to be made for each layer of each tag. */
  private readonly sides = new Map<string, Map<string, number[]>>()

  /** Adds an image's layers. @param side  where it was read @returns their positions in the table, base first */
  add(image: ImageFacts, side: string): readonly number[] {
    const own = this.sides.get(side) ?? new Map<string, number[]>()
    this.sides.set(side, own)
    let createdBy: ReadonlyMap<number, string> | undefined
    return image.layers.map((layer, index) => {
      const { blob, unpacked } = layer
      const position = this.positionOf(layer, own, index + 1)
      const draft = this.drafts[position]!
      draft.sharedBy++
      draft.blobDigest ??= blob?.digest
      draft.mediaType ??= blob?.mediaType
      draft.transferBytes ??= blob?.transferBytes
      draft.declaredBytes ??= blob?.declaredBytes
      draft.foreign ??= blob?.foreign
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

  private positionOf(layer: LayerFacts, own: Map<string, number[]>, depth: number): number {
    const { chainId, diffId, blob, unpacked } = layer
    const positions = own.get(chainId)
    for (const position of positions ?? []) if (agrees(this.drafts[position]!, layer)) return position
    const other = this.first.get(chainId)
    const draft = other === undefined ? undefined : this.drafts[other]
    const isSame =
      draft?.blobDigest === blob?.digest &&
      draft?.transferBytes === blob?.transferBytes &&
      draft?.unpackedBytes === unpacked?.bytes
    const position =
      other !== undefined && isSame ? other : this.drafts.push({ chainId, diffId, depth, sharedBy: 0 }) - 1
    own.set(chainId, [...(positions ?? []), position])
    if (other === undefined) this.first.set(chainId, position)
    return position
  }
}

/** Whether a row can stand for a layer: what both know is the same, such as how the registry packed it. */
function agrees(draft: Draft, { blob, unpacked }: LayerFacts): boolean {
  return (
    mayBeEqual(draft.blobDigest, blob?.digest) &&
    mayBeEqual(draft.transferBytes, blob?.transferBytes) &&
    mayBeEqual(draft.unpackedBytes, unpacked?.bytes)
  )
}

// Not within `agrees`, which is called for each layer of each tag.
function mayBeEqual<T>(known: T | undefined, own: T | undefined): boolean {
  return known === undefined || own === undefined || known === own
}

/** Instruction of each layer, by the layer's position. */
function stepTexts(image: ImageFacts): Map<number, string> {
  const texts = new Map<number, string>()
  for (const { layer, createdBy } of image.history) {
    if (typeof layer === 'number') texts.set(layer, createdBy)
  }
  return texts
}
