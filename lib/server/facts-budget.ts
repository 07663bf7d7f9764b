import { LRUCache } from 'lru-cache'
import { areAlike } from '../oci/alike'
import type { ImageFacts, LayerFacts } from '../oci/facts'
import { heldBytes } from '../sources/held-bytes'

/** What the facts of one question and its answer may take in memory, about. */
const MOST_BYTES = 64 << 20
/** What a layer takes beside its facts: its row in the report, in the answer and in the answer's text. */
const ROW_BYTES = 4000
/** What a layer takes for each image that holds it: a place in a list, in facts, report and answer. */
const PLACE_BYTES = 24
/** Layers that images read later may share. */
const KEPT_LAYERS = 50_000

/**
 * Counts what the images of one question make the server hold, so that a registry of fat images costs their figures and
 * not the process. What images share counts once.
 */
export class FactsBudget {
  private readonly seen = new Set<unknown>()
  private readonly stop = new AbortController()
  private left: number

  constructor(readonly maxBytes = MOST_BYTES) {
    this.left = maxBytes
  }

  /** Aborts once nothing more fits. */
  get spent(): AbortSignal {
    return this.stop.signal
  }

  get takenBytes(): number {
    return this.maxBytes - this.left
  }

  /** Whether an image still fits; one that does not is to be dropped, and so is each after it. */
  takes({ layers, history, ...rest }: ImageFacts): boolean {
    if (this.spent.aborted) return false
    this.left -= heldBytes(rest)
    if (this.isNew(history)) this.left -= historyBytes(history)
    for (const layer of layers) {
      this.left -= this.isNew(layer) ? heldBytes(layer) + ROW_BYTES : PLACE_BYTES
    }
    if (this.left <= 0) this.stop.abort()
    return this.left > 0
  }

  private isNew(part: unknown): boolean {
    return this.seen.size < this.seen.add(part).size
  }
}

/** Layers that were read lately, by chainID. */
const known = new LRUCache<string, LayerFacts>({ max: KEPT_LAYERS })

const histories = new WeakMap<ImageFacts['history'], number>()

/** Counted once for those who ask again and again. */
function historyBytes(history: ImageFacts['history']): number {
  const bytes = histories.get(history) ?? heldBytes(history)
  histories.set(history, bytes)
  return bytes
}

/** Layers whose bytes an image that is kept stands for. */
const counted = new WeakSet<LayerFacts>()

/** Bytes of an image that is kept beside others: of layers that they share each counts once. */
export function imageBytes({ layers, history, ...rest }: ImageFacts): number {
  let bytes = heldBytes(rest) + historyBytes(history)
  for (const layer of layers) {
    bytes += PLACE_BYTES + (counted.has(layer) ? 0 : heldBytes(layer))
    counted.add(layer)
  }
  return bytes
}

/** The same image, with the layers that it shares with others as the same objects: each tag of a series repeats most of them. */
export function withSharedLayers(image: ImageFacts): ImageFacts {
  const layers = image.layers.map((layer) => {
    const shared = known.get(layer.chainId)
    if (shared && areAlike(shared, layer)) return shared
    known.set(layer.chainId, layer)
    return layer
  })
  return { ...image, layers }
}
