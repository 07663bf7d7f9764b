import { alikeDepth } from '../../oci/alike'
import type { Basis } from '../../oci/bytes'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import type { NumberCell } from '../cell'
import { Tally } from '../measures/sum'
import { blobKey, ownLayers } from '../pull/plan'

interface HeldLayer {
  /** Images that hold it. */
  images: number
  /** When it was last counted. */
  turn: number
  /** As the first image had it: facts of one layer may differ from image to image. */
  readonly layer: LayerFacts
  readonly image: ImageFacts
}

/** Layers that several images hold, each counted once as long as one of them does. */
export class HeldLayers {
  private readonly held = new Map<string, HeldLayer>()
  /** Counts additions and removals, so that a layer that an image repeats is counted once. */
  private turn = 0
  private readonly tally = new Tally()
  /** Layers of the image that came last. */
  private last: readonly LayerFacts[] = []

  /** @param leaves  whether images may go again: where none does, nobody counts how many hold a layer */
  private constructor(
    private readonly basis: Basis,
    private readonly leaves: boolean,
    private readonly keyOf: (layer: LayerFacts) => string,
    private readonly layersOf: (image: ImageFacts) => readonly LayerFacts[] = ({ layers }) => layers,
  ) {}

  /** A registry, of which no image goes: each blob is stored once, whichever tags hold it. */
  static onRegistry(): HeldLayers {
    return new HeldLayers('transfer', false, blobKey, ({ layers }) => ownLayers(layers))
  }

  /** A content store: as a registry, but with the layers that come from elsewhere. */
  static onContent(leaves = true): HeldLayers {
    return new HeldLayers('transfer', leaves, blobKey)
  }

  /** A host: each chain is unpacked once, so the same content over another parent is stored again. */
  static onHost(leaves = true): HeldLayers {
    return new HeldLayers('unpacked', leaves, ({ chainId }) => chainId)
  }

  /** An image comes: its layers that were not held count from now on. */
  add(image: ImageFacts): void {
    this.turn++
    const layers = this.layersOf(image)
    for (let index = this.leaves ? 0 : alikeDepth(this.last, layers); index < layers.length; index++) {
      const layer = layers[index]!
      const key = this.keyOf(layer)
      const found = this.held.get(key)
      if (!found) {
        this.held.set(key, { images: 1, turn: this.turn, layer, image })
        this.tally.addLayer(layer, this.basis, image)
      } else if (found.turn !== this.turn) {
        found.turn = this.turn
        found.images++
      }
    }
    this.last = layers
  }

  /** An image that was added goes: its layers that no other image holds count no more. */
  remove(image: ImageFacts): void {
    this.turn++
    for (const layer of this.layersOf(image)) {
      const key = this.keyOf(layer)
      const found = this.held.get(key)
      if (!found || found.turn === this.turn) continue
      found.turn = this.turn
      if (--found.images > 0) continue
      this.held.delete(key)
      this.tally.removeLayer(found.layer, this.basis, found.image)
    }
  }

  /** Adds what an image has beyond the layers that others hold. */
  addBeyond(image: ImageFacts, others: HeldLayers): void {
    this.add({ ...image, layers: image.layers.filter((layer) => !others.held.has(this.keyOf(layer))) })
  }

  /** Bytes of all that is held, each layer once. */
  cell(): NumberCell {
    return this.tally.cell()
  }
}
