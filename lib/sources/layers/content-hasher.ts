import { createHash } from 'node:crypto'
import { isMainThread, Worker } from 'node:worker_threads'
import xxhash from 'xxhash-wasm'
import type { ContentHasher } from '../../layerfs/layer-reader'

let loading: Promise<ContentHasher> | undefined

/** The xxh64 of file content, as dive takes it: about four times as fast as SHA-256 and good enough to find copies. */
export function contentHasher(): Promise<ContentHasher> {
  loading ??= xxhash().then(({ h64Raw, create64 }) => ({
    whole: (content) => hex(h64Raw(content)),
    start() {
      const hash = create64()
      return { update: (chunk) => void hash.update(chunk), digest: () => hex(hash.digest()) }
    },
  }))
  return loading
}

function hex(hash: bigint): string {
  return hash.toString(16).padStart(16, '0')
}

/** The SHA-256 of a tar on its way. */
export interface TarHasher {
  update(chunk: Uint8Array): void
  digest(): string
  /** To be called at the end, whatever happened. */
  close(): void
}

const idle: SideHasher[] = []

/** Works it out on this thread: right where another one unpacks, as for gzip. */
export function tarHasher(): TarHasher {
  const hash = createHash('sha256')
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex'), close: () => {} }
}

/**
 * SHA-256 takes as long as all else that is done with a plain tar: a worker has a thread beside it do that. The main
 * thread must not stand still for another one.
 */
export function sideHasher(): TarHasher {
  return isMainThread ? tarHasher() : (idle.pop() ?? new SideHasher())
}

const SLOTS = 8
const SLOT_BYTES = 256 << 10
const HASH_BYTES = 32
/** Positions in `turns`. */
const [WRITTEN, READ] = [0, 1]
/** In place of a slot's length. */
const [END, DROP] = [0, -1]
const STANDS_STILL_MS = 60_000

/** Takes the slots one after the other for as long as its parent lives. Plain text, so that no bundler need know it. */
const SIDE = `
const { createHash } = require('node:crypto')
const { turns, lengths, slots, result } = require('node:worker_threads').workerData
let hash = createHash('sha256')
for (let turn = 0; ; turn++) {
  // A notice may come late, for a slot that was seen without it: what counts is the number.
  while (Atomics.load(turns, ${WRITTEN}) <= turn) Atomics.wait(turns, ${WRITTEN}, turn)
  const length = lengths[turn % ${SLOTS}]
  if (length > 0) hash.update(slots[turn % ${SLOTS}].subarray(0, length))
  else {
    if (length === ${END}) result.set(hash.digest())
    hash = createHash('sha256')
  }
  Atomics.store(turns, ${READ}, turn + 1)
  Atomics.notify(turns, ${READ})
}`

/** Hands bytes to a thread through a ring of shared memory, and stands still when that thread is behind. */
class SideHasher implements TarHasher {
  private readonly turns = new Int32Array(new SharedArrayBuffer(2 * 4))
  private readonly lengths = new Int32Array(new SharedArrayBuffer(4 * SLOTS))
  private readonly slots = Array.from({ length: SLOTS }, () => shared(SLOT_BYTES))
  private readonly result = shared(HASH_BYTES)
  private written = 0
  private open = false
  private stuck = false

  constructor() {
    const { turns, lengths, slots, result } = this
    new Worker(SIDE, { eval: true, execArgv: [], workerData: { turns, lengths, slots, result } }).unref()
  }

  update(chunk: Uint8Array): void {
    this.open = true
    for (let at = 0; at < chunk.length; at += SLOT_BYTES) this.hand(chunk.subarray(at, at + SLOT_BYTES))
  }

  digest(): string {
    this.hand(END)
    this.open = false
    this.waitUntilBehind(0)
    return Buffer.from(this.result).toString('hex')
  }

  close(): void {
    if (this.stuck) return
    if (this.open) this.hand(DROP)
    this.open = false
    idle.push(this)
  }

  private hand(part: Uint8Array | typeof END | typeof DROP): void {
    this.waitUntilBehind(SLOTS - 1)
    const slot = this.written % SLOTS
    if (typeof part === 'number') this.lengths[slot] = part
    else {
      this.slots[slot]!.set(part)
      this.lengths[slot] = part.length
    }
    this.written++
    Atomics.store(this.turns, WRITTEN, this.written)
    Atomics.notify(this.turns, WRITTEN)
  }

  private waitUntilBehind(most: number): void {
    for (;;) {
      const read = Atomics.load(this.turns, READ)
      if (this.written - read <= most) return
      if (Atomics.wait(this.turns, READ, read, STANDS_STILL_MS) === 'timed-out') {
        this.stuck = true
        throw new Error('the thread that computes digests stands still')
      }
    }
  }
}

function shared(bytes: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(bytes))
}
