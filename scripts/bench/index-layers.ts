/** Indexes layers by the worker threads and prints what that takes: `index-layers.ts TASK`, both in JSON. */
import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { DEFAULT_LIMITS } from '../../lib/layerfs/limits'
import { WorkerPool } from '../../lib/sources/layers/pool'

export interface IndexTask {
  /** The worker's program. */
  readonly worker: string
  readonly files: readonly string[]
  /** The pool's own choice when absent. */
  readonly workers?: number
}

export interface Indexed {
  readonly ms: number
  readonly peakBytes: number
}

const { worker, files, workers } = JSON.parse(process.argv[2] ?? '') as IndexTask
let peakBytes = 0
const look = setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
}, 5)
const start = performance.now()
const pool = new WorkerPool(DEFAULT_LIMITS, workers, () => new Worker(worker, { execArgv: [] }))
const { signal } = new AbortController()
await Promise.all(
  files.map((file) =>
    pool.index({ kind: 'file', path: file, offset: 0, bytes: statSync(file).size }, () => {}, signal),
  ),
)
const ms = performance.now() - start
clearInterval(look)
await pool.close()
process.stdout.write(JSON.stringify({ ms, peakBytes } satisfies Indexed))
