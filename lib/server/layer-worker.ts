import { parentPort } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'
import { openPacked, type PackedLayer } from '../layerfs/packed'
import type { LayerProblem } from '../oci/failure'
import { workInBackground } from '../sources/background.mjs'
import { LayerError } from '../sources/layers/layer-error'
import { LAYER_WORK } from './layer-work'
import { nameLayer } from './unions'

/** What a thread is asked to work out. */
export interface LayerJob {
  readonly name: keyof typeof LAYER_WORK
  readonly layers: readonly { readonly name: string; readonly bytes: Uint8Array<SharedArrayBuffer> }[]
  readonly args: unknown
}

export type LayerAnswer =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly problem: LayerProblem }
  | { readonly kind: 'broken'; readonly message: string }

/** Layers that were asked about last: what is computed of one is kept by its name. */
const opened = new LRUCache<string, PackedLayer>({ max: 1000, maxSize: 256 << 20 })

if (parentPort) workInBackground()

parentPort?.on('message', ({ name, layers, args }: LayerJob) => {
  const answer = (message: LayerAnswer) => parentPort?.postMessage(message)
  try {
    const work = LAYER_WORK[name] as (layers: readonly PackedLayer[], args: unknown) => unknown
    answer({ kind: 'done', result: work(layers.map(layerOf), args) })
  } catch (error) {
    if (error instanceof LayerError) answer({ kind: 'failed', problem: error.problem })
    else
      answer({
        kind: 'broken',
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      })
  }
})

function layerOf({ name, bytes }: LayerJob['layers'][number]): PackedLayer {
  const known = opened.get(name)
  if (known) return known
  const layer = openPacked(bytes)
  if (!layer) throw new Error('a list of files does not agree with itself')
  nameLayer(layer, name)
  opened.set(name, layer, { size: 1 + bytes.length })
  return layer
}
