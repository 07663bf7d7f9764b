import { type MessagePort, parentPort, receiveMessageOnPort } from 'node:worker_threads'
import type { ScanLimits } from '../../layerfs/limits'
import type { LayerProblem } from '../../oci/failure'
import { workInBackground } from '../background.mjs'
import { indexLayer } from './index-layer'
import { type ByteInput, filePart, type LayerBytes } from './layer-bytes'
import { LayerError } from './layer-error'

/** A job for a worker. A stream's chunks come through `port`; `counter` is raised and notified with each. */
export interface Job {
  readonly limits: ScanLimits
  readonly from:
    | Exclude<LayerBytes, { kind: 'stream' }>
    | { readonly kind: 'port'; readonly port: MessagePort; readonly counter: Int32Array }
}

/** What comes through a job's port: a chunk, or the end. */
export type PortMessage = Uint8Array | 'end'

/** What a worker answers: bytes read as it goes, and one of the others at the end. */
export type Answer =
  | { readonly kind: 'read'; readonly bytes: number }
  /** The list of files as `openPacked` reads it: memory that both threads see. */
  | { readonly kind: 'done'; readonly packed: Uint8Array<SharedArrayBuffer> }
  | { readonly kind: 'failed'; readonly problem: LayerProblem }
  | { readonly kind: 'broken'; readonly message: string }

/** Entry of a worker thread: indexes one layer at a time. */
if (parentPort) workInBackground()
parentPort?.on('message', async (job: Job) => {
  const answer = (message: Answer) => parentPort?.postMessage(message)
  try {
    const { bytes: packed } = await indexLayer(inputOf(job.from), {
      limits: job.limits,
      onRead: (bytes) => answer({ kind: 'read', bytes }),
    })
    answer({ kind: 'done', packed })
  } catch (error) {
    if (error instanceof LayerError) answer({ kind: 'failed', problem: error.problem })
    else answer({ kind: 'broken', message: error instanceof Error ? error.message : String(error) })
  }
})

function inputOf(from: Job['from']): ByteInput {
  return from.kind === 'file'
    ? filePart(from.path, from.offset, from.bytes)
    : portInput(from.port, from.counter)
}

/** How long a thread blocks before it looks again by itself. */
const LOOK_AGAIN_MS = 1000

/** Chunks of a port, waited for either way; who comes to its end once finds it there the other way too. */
function portInput(port: MessagePort, counter: Int32Array): ByteInput {
  /** What came by an event: it is read first, either way. */
  const waiting: PortMessage[] = []
  let ended = false
  return {
    *wait() {
      while (!ended) {
        const seen = Atomics.load(counter, 0)
        const message: PortMessage | undefined = waiting.shift() ?? receiveMessageOnPort(port)?.message
        if (message === 'end') ended = true
        else if (message) yield message
        else Atomics.wait(counter, 0, seen, LOOK_AGAIN_MS)
      }
    },
    async *[Symbol.asyncIterator]() {
      let wake = () => {}
      const listen = (message: PortMessage) => {
        waiting.push(message)
        wake()
      }
      port.on('message', listen)
      try {
        while (!ended) {
          const message = waiting.shift()
          if (message === 'end') ended = true
          else if (message) yield message
          else {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
        }
      } finally {
        port.off('message', listen)
      }
    },
  }
}
