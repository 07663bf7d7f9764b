import { alikeDepth } from '../../oci/alike'
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
  /** By side what was added last. */
  private readonly last = new Map<string, { layers: ImageFacts['layers']; positions: readonly number[] }>()

  /** Adds an image's layers. @param side  where it was read @returns their positions in the table, base first */
  add(image: ImageFacts, side: string): readonly number[] {
    const own = this.sides.get(side) ?? new Map<string, number[]>()
    this.sides.set(side, own)
    // Most images add a layer on top of those that are known: of their steps only the last one is looked at.
    const top = image.history.findLast(({ layer }) => typeof layer === 'number')
    let createdBy: ReadonlyMap<number, string> | undefined
    const before = this.last.get(side)
    const alike = before ? alikeDepth(before.layers, image.layers) : 0
    const positions = image.layers.map((layer, index) => {
      // The row that took one description takes it again, and has all that it says.
      const position = index < alike ? before!.positions[index]! : this.positionOf(layer, own, index + 1)
      const draft = this.drafts[position]!
      draft.sharedBy++
      if (index >= alike) complete(draft, layer)
      if (draft.createdBy === undefined) {
        if (top?.layer !== index) createdBy ??= stepTexts(image)
        draft.createdBy = top?.layer === index ? top.createdBy : createdBy?.get(index)
      }
      return position
    })
    this.last.set(side, { layers: image.layers, positions })
    return positions
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
    if (positions) positions.push(position)
    else own.set(chainId, [position])
    if (other === undefined) this.first.set(chainId, position)
    return position
  }
}

function complete(draft: Draft, { blob, unpacked }: LayerFacts): void {
  draft.blobDigest ??= blob?.digest
  draft.mediaType ??= blob?.mediaType
  draft.transferBytes ??= blob?.transferBytes
  draft.declaredBytes ??= blob?.declaredBytes
  draft.foreign ??= blob?.foreign
  draft.unpackedBytes ??= unpacked?.bytes
  draft.unpackedExactness ??= unpacked?.exactness
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
