import type { CompareReport, LayerReport } from '../../analysis/report'

/**
 * How a layer is marked in a view, as one number: 0 is neutral, and each other one is a colour with a pattern that no
 * second layer of the view has. See `markOf`.
 */
export type Slot = number

/** No colour: what is drawn so may be any layer, and is said to be shared with none. */
export const NEUTRAL: Slot = 0

/** Hues that are told apart with each common deficiency of colour vision too (`lib/render/svg/theme.test.ts`). */
export const HUES = 7
/** Ways to draw over a hue: plain, lined and dotted. */
export const FACES = 3

/** A slot as the theme's colour and the pattern over it; `hue` 0 is the neutral one. */
export function markOf(slot: Slot): { readonly hue: number; readonly face: number } {
  if (!Number.isInteger(slot) || slot <= NEUTRAL || slot > HUES * FACES) return { hue: 0, face: 0 }
  return { hue: 1 + ((slot - 1) % HUES), face: Math.floor((slot - 1) / HUES) }
}

interface MarkOptions {
  /** Tags that have to hold a layer before it gets a colour. */
  readonly least: number
  /** Share of the largest tag's bytes below which no pattern would be seen: such a layer gets a plain hue or none. */
  readonly patterned: number
}

/** Where bars are a few hundred pixels high, a pattern takes 3 % of them to be seen. */
const SHARED: MarkOptions = { least: 2, patterned: 0.03 }
/** Within one image each layer has a mark, as far as there are marks. */
const ALONE: MarkOptions = { least: 1, patterned: 0 }

/** The layers of a view, by name and by mark. */
export interface LayerMarks {
  /** Two layers of the view with one name are one layer. */
  idOf(layer: LayerReport): string
  slotOf(layer: LayerReport): Slot
  /** Slots by name; layers without one are neutral. */
  readonly slots: ReadonlyMap<string, Slot>
}

/**
 * Marks for the layers of the tags in view: what looks the same is the same layer. A layer is known by its chainID, in
 * each card and under each store rule: equal content over other layers is another layer. One that registries hold
 * packed in several ways is as many, since each is downloaded and stored by itself. Layers that one tag alone holds stay
 * neutral, and so do those for which no mark is left.
 *
 * The layers with most bytes in most tags choose first. Each begins at a hue of its own, taken from its chainID: one
 * layer that comes or goes leaves most others as they are, and another page mostly gives a layer the same colour.
 *
 * @param tags  layers of each tag in view, in any order
 */
export function layerMarks(
  tags: readonly (readonly LayerReport[])[],
  { least, patterned }: MarkOptions = SHARED,
): LayerMarks {
  const idOf = namesOf(tags)
  const found = new Map<string, { id: string; bytes: number; tags: number; last: number }>()
  let largest = 0
  for (const [tag, layers] of tags.entries()) {
    let whole = 0
    for (const layer of layers) {
      const [id, bytes] = [idOf(layer), weightOf(layer)]
      whole += bytes
      const one = found.get(id)
      if (!one) found.set(id, { id, bytes, tags: 1, last: tag })
      else {
        one.bytes = Math.max(one.bytes, bytes)
        if (one.last !== tag) one.tags++
        one.last = tag
      }
    }
    largest = Math.max(largest, whole)
  }
  const slots = new Map<string, Slot>()
  const taken = new Set<Slot>()
  const candidates = [...found.values()].filter((one) => one.tags >= least)
  // Equal ones by their names, so that the order of the tags plays no part.
  candidates.sort((a, b) => b.bytes * b.tags - a.bytes * a.tags || (a.id < b.id ? -1 : 1))
  for (const { id, bytes } of candidates) {
    const faces = bytes >= largest * patterned ? FACES : 1
    const slot = freeSlot(hashOf(id), faces, taken)
    if (slot !== undefined) {
      taken.add(slot)
      slots.set(id, slot)
    }
    if (taken.size === HUES * FACES) break
  }
  return { idOf, slots, slotOf: (layer) => slots.get(idOf(layer)) ?? NEUTRAL }
}

/** By chainID, and by the blob too where there are several of one chainID. */
function namesOf(tags: readonly (readonly LayerReport[])[]): (layer: LayerReport) => string {
  const blobs = new Map<string, string>()
  const several = new Set<string>()
  for (const { chainId, blobDigest } of tags.flat()) {
    if (blobDigest === undefined) continue
    if ((blobs.get(chainId) ?? blobDigest) !== blobDigest) several.add(chainId)
    blobs.set(chainId, blobDigest)
  }
  return ({ chainId, blobDigest = '' }) => (several.has(chainId) ? `${chainId} ${blobDigest}` : chainId)
}

/** The marks of a comparison: all its tags are in view. */
export function marksOfReport({ strategies, layers }: CompareReport): LayerMarks {
  return layerMarks(
    strategies.flatMap(({ tags }) =>
      tags.map(({ image }) => (image?.layers ?? []).flatMap((position) => layers[position] ?? [])),
    ),
  )
}

/** The marks of the layers of one image, which stand for themselves: nothing is said of other tags. */
export function marksOfImage(layers: readonly LayerReport[]): LayerMarks {
  return layerMarks([layers], ALONE)
}

/** The same in each basis, so that colours stay when it is switched. */
const weightOf = ({ transferBytes = 0, unpackedBytes = 0 }: LayerReport) =>
  Math.max(transferBytes, unpackedBytes)

function freeSlot(hash: number, faces: number, taken: ReadonlySet<Slot>): Slot | undefined {
  for (let face = 0; face < faces; face++) {
    for (let step = 0; step < HUES; step++) {
      const slot = 1 + face * HUES + ((hash + step) % HUES)
      if (!taken.has(slot)) return slot
    }
  }
  return undefined
}

/** FNV-1a, 32 bit. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
