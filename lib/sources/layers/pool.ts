import { availableParallelism } from 'node:os'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { ScanLimits } from '../../layerfs/limits'
import { openPacked, type PackedLayer } from '../../layerfs/packed'
import { onAbort } from '../abort'
import { FairTurns, type Turn } from '../fair-turns'
import type { LayerBytes } from './layer-bytes'
import { isOutOfMemory, LayerError } from './layer-error'
import type { Answer, Job, PortMessage } from './worker'

/** Indexes layers: one call a layer, several at a time. */
export interface LayerIndexer {
  /**
   * @param onRead  takes how many packed bytes were read since the last call
   * @param party   the source that the bytes come from: each has a fair share of the threads
   * @throws LayerError; what the stream throws; the signal's reason
   */
  index(
    bytes: LayerBytes,
    onRead: (bytes: number) => void,
    signal: AbortSignal,
    party?: string,
  ): Promise<PackedLayer>
  /** Layers that wait for a thread. */
  readonly waiting?: number
}

/** Bytes of one stream on their way to a worker: more wait at their source. */
const AHEAD_BYTES = 4 << 20
/** A layer of which less than `PACE_BYTES` is read in this time, and that is not done then, is given up. */
const PACE_MS = 60_000
const PACE_BYTES = 1 << 16
/** A thread that has read a list of more keeps memory that the next one hardly needs: it ends. */
const MANY_ENTRIES = 200_000
/** Threads beside the usual ones, in place of those whose bytes do not come and for sources that have none. */
const BESIDE = 4
/** What a list of files may take while it is made, in MB: a list of two million short paths takes a half. */
const HEAP_MB = 512

/**
 * Indexes layers in worker threads, one layer in each; they are started when first needed and stay. A source that
 * stands still, or trickles, and a layer that no decoder comes to an end of, keep a thread no longer than `paceMs`.
 */
export class WorkerPool implements LayerIndexer {
  private readonly turns: FairTurns
  private readonly idle: Worker[] = []

  constructor(
    private readonly limits: ScanLimits,
    private readonly workers = Math.min(4, availableParallelism()),
    private readonly start = () =>
      new Worker(new URL('./worker.ts', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      }),
    private readonly paceMs = PACE_MS,
  ) {
    this.turns = new FairTurns({ atOnce: workers, beside: BESIDE })
  }

  get waiting(): number {
    return this.turns.length
  }

  async index(
    bytes: LayerBytes,
    onRead: (bytes: number) => void,
    signal: AbortSignal,
    party = '',
  ): Promise<PackedLayer> {
    return await this.turns.run(party, signal, async (turn) => {
      const worker = this.idle.pop() ?? this.start()
      worker.ref()
      try {
        const layer = await work(worker, this.limits, bytes, onRead, signal, this.paceMs, turn)
        // Waiting for work keeps no process alive.
        worker.unref()
        const isSmall = layer.entries.length < MANY_ENTRIES
        if (isSmall && this.idle.length < this.workers) this.idle.push(worker)
        else void worker.terminate()
        return layer
      } catch (error) {
        // It may be in the middle of a layer, or hold what a decoder has not given back.
        await worker.terminate()
        throw error
      }
    })
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.idle.splice(0).map((worker) => worker.terminate()))
  }
}

function work(
  worker: Worker,
  limits: ScanLimits,
  bytes: LayerBytes,
  onRead: (bytes: number) => void,
  signal: AbortSignal,
  paceMs: number,
  turn: Turn,
): Promise<PackedLayer> {
  const feed = bytes.kind === 'stream' ? new Feed(bytes.chunks) : undefined
  let settled = () => {}
  return new Promise<PackedLayer>((resolve, reject) => {
    let paced = 0
    const stalls = () => reject(new LayerError({ code: 'stalled', detail: `${paceMs / 1000} s` }))
    const timer = setTimeout(stalls, paceMs)
    const hear = (answer: Answer) => {
      if (answer.kind === 'read') {
        paced += answer.bytes
        if (paced >= PACE_BYTES) {
          paced = 0
          timer.refresh()
        }
        turn.came(answer.bytes)
        feed?.took(answer.bytes)
        onRead(answer.bytes)
      } else if (answer.kind === 'done') resolve(openPacked(answer.packed)!)
      else if (answer.kind === 'failed') reject(new LayerError(answer.problem))
      else reject(new Error(answer.message))
    }
    const failed = (error: Error) => reject(isOutOfMemory(error) ? TOO_LARGE() : error)
    const ended = (code: number) => reject(new Error(`a worker ended with code ${code}`))
    const stay = onAbort(signal, () => reject(signal.reason))
    settled = () => {
      clearTimeout(timer)
      stay()
      feed?.stop()
      worker.off('message', hear).off('error', failed).off('exit', ended)
    }
    worker.on('message', hear).on('error', failed).on('exit', ended)
    const from = bytes.kind === 'file' ? bytes : feed!.start(reject)
    worker.postMessage({ limits, from } satisfies Job, from.kind === 'port' ? [from.port] : [])
  }).finally(() => settled())
}

const TOO_LARGE = () =>
  new LayerError({ code: 'limit', detail: 'its list of files takes more memory than there is for one' })

/** Sends a stream's chunks to a worker, never far ahead of what it has read. */
class Feed {
  private readonly channel = new MessageChannel()
  private readonly counter = new Int32Array(new SharedArrayBuffer(4))
  private ahead = 0
  private stopped = false
  private wake: () => void = () => undefined

  constructor(private readonly chunks: AsyncIterable<Uint8Array>) {}

  took(bytes: number): void {
    this.ahead -= bytes
    this.wake()
  }

  stop(): void {
    this.stopped = true
    this.channel.port1.close()
    this.wake()
  }

  start(onError: (error: unknown) => void): Extract<Job['from'], { kind: 'port' }> {
    this.pump().catch(onError)
    return { kind: 'port', port: this.channel.port2, counter: this.counter }
  }

  private async pump(): Promise<void> {
    for await (const chunk of this.chunks) {
      if (this.stopped) return
      this.ahead += chunk.length
      this.send(chunk)
      while (this.ahead > AHEAD_BYTES && !this.stopped) {
        await new Promise<void>((resolve) => {
          this.wake = resolve
        })
      }
    }
    this.send('end')
  }

  private send(message: PortMessage): void {
    // A part of a larger buffer would take the whole of it along.
    const own = message === 'end' ? message : new Uint8Array(message)
    this.channel.port1.postMessage(own, own === 'end' ? [] : [own.buffer])
    Atomics.add(this.counter, 0, 1)
    Atomics.notify(this.counter, 0)
  }
}
