import type { IndexedLayer } from '../layerfs/entry'
import type { LayerDesk } from './layer-desk'
import { LAYER_WORK } from './layer-work'

/** Works on this thread: for a command that answers nobody else, and for tests. */
export const deskHere: LayerDesk = {
  async ask(name, layers, args, signal) {
    signal.throwIfAborted()
    const work = LAYER_WORK[name] as (layers: readonly IndexedLayer[], args: unknown) => unknown
    return work(layers, args) as never
  },
}
