import 'server-only'
import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import type { IndexedLayer } from '../layerfs/entry'
import { packLayer } from '../layerfs/packed'
import { onAbort } from '../sources/abort'
import { isOutOfMemory, LayerError } from '../sources/layers/layer-error'
import { Shared } from '../sources/shared'
import type { LAYER_WORK } from './layer-work'
import type { LayerAnswer, LayerJob } from './layer-worker'
import { entriesOf, nameOfLayer } from './unions'

type Work = typeof LAYER_WORK
type Args<Name extends keyof Work> = Parameters<Work[Name]> extends [unknown, infer A] ? A : undefined

/** Works out what the files of layers say, away from the thread that answers everybody. */
export interface LayerDesk {
  /**
   * @param layers  base first
   * @throws LayerError `limit` where it takes more memory or time than there is for one question; the signal's reason
   */
  ask<Name extends keyof Work>(
    name: Name,
    layers: readonly IndexedLayer[],
    args: Args<Name>,
    signal: AbortSignal,
  ): Promise<ReturnType<Work[Name]>>
}

/** Questions about more entries have a thread of their own: the others do not wait for them. */
const MANY_ENTRIES = 100_000
/** What a thread may take beside the columns of numbers, in MB. */
const HEAP_MB = 384
/** A question that takes longer is given up. */
const MOST_MS = 60_000
/** So long a thread keeps what it has worked out after the last question. */
const IDLE_MS = 60_000
/** A question that nobody waits for any more is soon over, or its thread is ended. */
const GRACE_MS = 2000

/** Two threads, started when they are first needed, for questions of few and of many entries. */
export class WorkerDesk implements LayerDesk {
  private readonly shared = new Shared<unknown>()
  private readonly few: Lane
  private readonly many: Lane

  constructor(
    start = () =>
      new Worker(new URL('./layer-worker.ts', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      }),
    mostMs = MOST_MS,
  ) {
    this.few = new Lane(start, mostMs)
    this.many = new Lane(start, mostMs)
  }

  ask<Name extends keyof Work>(
    name: Name,
    layers: readonly IndexedLayer[],
    args: Args<Name>,
    signal: AbortSignal,
  ): Promise<ReturnType<Work[Name]>> {
    const job: LayerJob = {
      name,
      layers: layers.map((layer) => ({ name: nameOfLayer(layer), bytes: packLayer(layer).bytes })),
      args,
    }
    const lane = entriesOf(layers) > MANY_ENTRIES ? this.many : this.few
    const asked = JSON.stringify(args, (_, value) => (value instanceof Set ? [...value] : value))
    const key = `${name} ${job.layers.map((layer) => layer.name).join(' ')} ${asked}`
    return this.shared.get(key, signal, (own) => lane.ask(job, own)) as Promise<ReturnType<Work[Name]>>
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all([this.few.end(), this.many.end()])
  }
}

/** One question at a time to one thread. */
class Lane {
  private readonly limit = pLimit(1)
  private thread: Worker | undefined
  private idle: NodeJS.Timeout | undefined

  constructor(
    private readonly start: () => Worker,
    private readonly mostMs: number,
  ) {}

  ask(job: LayerJob, signal: AbortSignal): Promise<unknown> {
    return this.limit(() => {
      signal.throwIfAborted()
      return this.work(job, signal)
    })
  }

  async end(): Promise<void> {
    clearTimeout(this.idle)
    const { thread } = this
    this.thread = undefined
    await thread?.terminate()
  }

  private work(job: LayerJob, signal: AbortSignal): Promise<unknown> {
    clearTimeout(this.idle)
    this.thread ??= this.start()
    const worker = this.thread
    worker.ref()
    let settled = () => {}
    return new Promise<unknown>((resolve, reject) => {
      const broken = (error: unknown) => {
        reject(error)
        void this.end()
      }
      const failed = (error: Error) => broken(isOutOfMemory(error) ? tooMany('memory') : error)
      const hear = (answer: LayerAnswer) => {
        if (answer.kind === 'done') resolve(answer.result)
        else if (answer.kind === 'failed') reject(new LayerError(answer.problem))
        else reject(new Error(answer.message))
      }
      const ended = (code: number) => broken(new Error(`the thread that reads files ended with code ${code}`))
      const late = setTimeout(() => broken(tooMany('time')), this.mostMs)
      let leaving: NodeJS.Timeout | undefined
      const stay = onAbort(signal, () => {
        leaving = setTimeout(() => broken(signal.reason), GRACE_MS)
      })
      settled = () => {
        for (const timer of [late, leaving]) clearTimeout(timer)
        stay()
        worker.off('message', hear).off('error', failed).off('exit', ended)
      }
      worker.on('message', hear).on('error', failed).on('exit', ended)
      worker.postMessage(job)
    }).finally(() => {
      settled()
      worker.unref()
      this.idle = setTimeout(() => void this.end(), IDLE_MS).unref()
    })
  }
}

function tooMany(what: 'memory' | 'time'): LayerError {
  const detail = `what its files say takes more ${what} than there is for one question`
  return new LayerError({ code: 'limit', detail })
}
