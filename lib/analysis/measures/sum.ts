import type { Basis } from '../../oci/bytes'
import type { ImageFacts, LayerFacts, SizeAccounting } from '../../oci/facts'
import { isUnsized } from '../../oci/packing'
import { estimate, exact, type NumberCell, type Reason, type ReasonCode, unknown } from '../cell'
import { layerBytes } from '../pull/plan'

/**
 * A sum of bytes, of layers or of cells, that its parts can leave again. It is unknown when a part is, with how many
 * layers lack a figure; an estimate when a part is one, or when two rulers meet in it.
 */
export class Tally {
  private bytes = 0
  /** Layers without a figure, by why. */
  private missing: Counts<ReasonCode> | undefined
  private estimates: Counts<ReasonCode> | undefined
  /** What was said with each reason of an estimate, the first time. */
  private whys: Map<ReasonCode, Reason> | undefined
  /** Figures by what they count. */
  private rulers: Counts<SizeAccounting> | undefined

  /**
   * @param layer  one layer more; the caller has left out repetitions
   * @param image  whose layer it is, for the reason of an unknown
   */
  addLayer(layer: LayerFacts, basis: Basis, image: ImageFacts): void {
    this.changeLayer(layer, basis, image, 1)
  }

  /** Takes out a layer that was added before. */
  removeLayer(layer: LayerFacts, basis: Basis, image: ImageFacts): void {
    this.changeLayer(layer, basis, image, -1)
  }

  /** @param accounting  what an unpacked figure counts; absent where it counts bytes on the network */
  add(cell: NumberCell, accounting?: SizeAccounting): void {
    this.change(cell, accounting, 1)
  }

  /** Takes out what was added before. */
  remove(cell: NumberCell, accounting?: SizeAccounting): void {
    this.change(cell, accounting, -1)
  }

  /** The sum; of several reasons the one that was met first, and all layers that lack a figure. */
  cell(): NumberCell {
    const [code] = this.missing?.keys() ?? []
    if (code !== undefined) {
      const layers = [...(this.missing?.values() ?? [])].reduce((sum, missing) => sum + missing, 0)
      return unknown('bytes', { code, data: { layers } })
    }
    const [estimated] = this.estimates?.keys() ?? []
    if (estimated !== undefined) {
      return estimate(this.bytes, 'bytes', this.whys?.get(estimated) ?? { code: estimated })
    }
    if ((this.rulers?.size ?? 0) > 1) return estimate(this.bytes, 'bytes', MIXED)
    return exact(this.bytes, 'bytes')
  }

  private changeLayer(layer: LayerFacts, basis: Basis, image: ImageFacts, sign: Sign): void {
    const bytes = layerBytes(layer, basis)
    if (bytes === undefined) {
      this.missing = counted(this.missing, missingCode(basis, image), sign)
      return
    }
    this.bytes += sign * bytes
    if (basis !== 'unpacked') return
    this.account(layer.unpacked?.ruler, sign)
    if (layer.unpacked?.exactness === 'estimated') {
      this.estimates = counted(this.estimates, INFERRED.code, sign)
    }
  }

  private change(cell: NumberCell, accounting: SizeAccounting | undefined, sign: Sign): void {
    if (cell.kind === 'unknown') {
      const layers = Number(cell.why.data?.layers ?? 1)
      this.missing = counted(this.missing, cell.why.code, sign * layers)
      return
    }
    this.bytes += sign * cell.value
    this.account(accounting, sign)
    if (cell.kind !== 'estimate' || !cell.why) return
    const { code, data } = cell.why
    this.estimates = counted(this.estimates, code, sign)
    if (!data) return
    this.whys ??= new Map()
    if (!this.whys.has(code)) this.whys.set(code, cell.why)
  }

  private account(accounting: SizeAccounting | undefined, sign: Sign): void {
    if (accounting) this.rulers = counted(this.rulers, accounting, sign)
  }
}

/**
 * Adds up layers in one basis.
 *
 * @param layers  the layers to add; the caller has left out repetitions
 * @param image   whose facts they are, for the reason of an unknown
 * @returns       bytes; an estimate when a part is one or when two accountings meet; unknown when a part is
 */
export function sumLayers(layers: readonly LayerFacts[], basis: Basis, image: ImageFacts): NumberCell {
  const tally = new Tally()
  for (const layer of layers) tally.addLayer(layer, basis, image)
  return tally.cell()
}

/** A figure of which a part was paired with its layer by inference. */
export const INFERRED: Reason = { code: 'inferred' }

/** A figure in which two rulers meet: file content, disk blocks, tar bytes. */
export const MIXED: Reason = { code: 'mixed-rulers' }

/** Why the bytes of a layer are not known. @param image  whose layer it is */
export function missingCode(basis: Basis, image: ImageFacts): ReasonCode {
  if (basis === 'transfer') return image.layers.some(isUnsized) ? 'size-unknown' : 'no-registry'
  if (image.unmeasured) return image.unmeasured
  if (!image.origins.some(({ kind }) => kind === 'daemon') && image.imageId === undefined) return 'not-local'
  if (image.stepsFrom === 'unpaired') return 'unpaired'
  return image.store === 'containerd' ? 'not-unpacked' : 'not-local'
}

type Sign = 1 | -1
type Counts<Key> = Map<Key, number>

function counted<Key>(counts: Counts<Key> = new Map(), key: Key, by: number): Counts<Key> {
  const left = (counts.get(key) ?? 0) + by
  if (left === 0) counts.delete(key)
  else counts.set(key, left)
  return counts
}
