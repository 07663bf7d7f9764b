import type { MessagePort } from 'node:worker_threads'
import type { IndexColumns } from '../../layerfs/index-codec'
import type { ScanLimits } from '../../layerfs/limits'
import type { LayerProblem } from '../../oci/failure'
import type { LayerBytes } from './layer-bytes'

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
  | { readonly kind: 'done'; readonly columns: IndexColumns }
  | { readonly kind: 'failed'; readonly problem: LayerProblem }
  | { readonly kind: 'broken'; readonly message: string }
