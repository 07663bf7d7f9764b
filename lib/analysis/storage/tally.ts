import type { Ruler } from '../../oci/facts'
import { estimate, exact, type NumberCell, type Reason, unknown } from '../cell'

/**
 * A sum of byte cells that cells can leave again: what `sumLayers` answers for all of them at once, without
 * adding all of them up again.
 */
export class Tally {
  private bytes = 0
  /** Layers without a figure, by why. */
  private readonly missing = new Map<Reason['code'], number>()
  private readonly estimates = new Map<Reason['code'], number>()
  private readonly rulers = new Map<Ruler, number>()

  /** @param ruler  what an unpacked figure counts; two of them in one sum make it an estimate */
  add(cell: NumberCell, ruler?: Ruler): void {
    this.change(cell, ruler, 1)
  }

  /** Takes out what was added before. */
  remove(cell: NumberCell, ruler?: Ruler): void {
    this.change(cell, ruler, -1)
  }

  private change(cell: NumberCell, ruler: Ruler | undefined, sign: 1 | -1): void {
    if (ruler !== undefined) count(this.rulers, ruler, sign)
    if (cell.kind === 'unknown') {
      const layers = Number(cell.why.data?.layers ?? 1)
      count(this.missing, cell.why.code, sign * layers)
      return
    }
    this.bytes += sign * cell.value
    if (cell.kind === 'estimate' && cell.why) count(this.estimates, cell.why.code, sign)
  }

  /** The sum; unknown with the first reason and all layers that lack a figure, when one does. */
  cell(): NumberCell {
    const [code] = this.missing.keys()
    if (code !== undefined) {
      const layers = [...this.missing.values()].reduce((sum, missing) => sum + missing, 0)
      return unknown('bytes', { code, data: { layers } })
    }
    const [estimated] = this.estimates.keys()
    if (estimated !== undefined) return estimate(this.bytes, 'bytes', { code: estimated })
    if (this.rulers.size > 1) return estimate(this.bytes, 'bytes', { code: 'mixed-rulers' })
    return exact(this.bytes, 'bytes')
  }
}

function count<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  const left = (counts.get(key) ?? 0) + by
  if (left === 0) counts.delete(key)
  else counts.set(key, left)
}
