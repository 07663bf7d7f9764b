import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../layerfs/limits'
import { diffIdOf } from '../../layerfs/read.testing'
import { makeTar } from '../../layerfs/tar-writer.testing'
import { WorkerPool } from './pool'
import { startFromSource } from './worker.testing'

const zstd = (input: Buffer) =>
  spawnSync('zstd', ['--quiet', '--stdout'], { input, maxBuffer: 1 << 30 }).stdout
const hasZstd = zstd(Buffer.from('x')) !== null
const tarOf = (name: string, content: Buffer) => makeTar([{ name, content }])
const TAR = tarOf('text', randomBytes(3 << 20))

let started = 0
const ended = new Set<number>()
let pool: WorkerPool
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'strata-pool-'))
  pool = new WorkerPool(DEFAULT_LIMITS, 2, () => {
    const id = started++
    return startFromSource().on('exit', () => ended.add(id))
  })
})
afterAll(async () => {
  await pool.close()
  rmSync(folder, { recursive: true })
})

async function* inPieces(bytes: Buffer, size = 100_000) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const never = new AbortController().signal
const silent = () => undefined

function index(chunks: AsyncIterable<Uint8Array>, signal = never, onRead: (bytes: number) => void = silent) {
  return pool.index({ kind: 'stream', chunks }, onRead, signal)
}

const packings: readonly (readonly [string, Buffer])[] = [
  ['tar', TAR],
  ['gzip', gzipSync(TAR)],
  ...(hasZstd ? [['zstd', zstd(TAR)] as const] : []),
]

describe.each(packings)('a pool that reads %s', (name, packed) => {
  it('answers alike for a stream and a part of a file, and tells all bytes that it reads', async () => {
    const file = path.join(folder, name)
    writeFileSync(file, Buffer.concat([Buffer.alloc(700), packed, Buffer.alloc(700, 'x')]))
    let read = 0
    const onRead = (bytes: number) => {
      read += bytes
    }
    const streamed = await index(inPieces(packed), never, onRead)
    expect(read).toBe(packed.length)
    expect(streamed).toMatchObject({ diffId: diffIdOf(TAR), tarBytes: TAR.length })
    const part = { kind: 'file', path: file, offset: 700, bytes: packed.length } as const
    expect(await pool.index(part, onRead, never)).toEqual(streamed)
    expect(read).toBe(2 * packed.length)
  })

  it('stops in the middle when it is aborted, and ends the thread', async () => {
    const stop = new AbortController()
    let closed = false
    async function* stalls() {
      try {
        yield packed.subarray(0, 1 << 20)
        await new Promise((resolve) => stop.signal.addEventListener('abort', resolve))
        yield packed.subarray(1 << 20)
      } finally {
        closed = true
      }
    }
    const before = ended.size
    const reading = index(stalls(), stop.signal, () => stop.abort(new Error('enough')))
    await expect(reading).rejects.toThrow('enough')
    await expect.poll(() => [closed, ended.size]).toEqual([true, before + 1])
  })

  it('tells that it is cut', async () => {
    const code = await index(inPieces(packed.subarray(0, packed.length / 2))).catch(
      (error) => error.problem.code,
    )
    expect(code).toBe('truncated')
  })

  it('hands on an error of the source', async () => {
    const gone = new Error('gone')
    async function* breaks() {
      yield packed.subarray(0, 1 << 20)
      throw gone
    }
    await expect(index(breaks())).rejects.toBe(gone)
  })

  it('never lets the source run more than a few MB ahead', async () => {
    const large = { tar: tarOf('a', randomBytes(40 << 20)) }
    const bytes = {
      tar: large.tar,
      gzip: gzipSync(large.tar, { level: 0 }),
      zstd: hasZstd ? zstd(large.tar) : large.tar,
    }[name as 'tar']
    let [given, read, most] = [0, 0, 0]
    async function* source() {
      for await (const chunk of inPieces(bytes)) {
        given += chunk.length
        most = Math.max(most, given - read)
        yield chunk
      }
    }
    await index(source(), never, (some) => {
      read += some
    })
    expect(read).toBe(bytes.length)
    expect(most).toBeLessThan(5 << 20)
  })
})

describe('a pool', () => {
  it.each([
    ['of nothing', [], undefined],
    ['of an empty chunk', [''], undefined],
    ['of three bytes', ['ab', 'c'], 'truncated'],
  ])('comes to the end of a stream %s', async (_, chunks, code) => {
    async function* short() {
      for (const chunk of chunks) yield Buffer.from(chunk)
    }
    const found = await index(short(), AbortSignal.timeout(10_000)).catch((error) => error)
    if (code) expect(found.problem).toMatchObject({ code })
    else expect(found).toMatchObject({ diffId: diffIdOf(Buffer.alloc(0)), tarBytes: 0 })
  })

  it.each([
    ['that ends', [TAR.subarray(0, 1000)], 'setInterval(() => {}, 1e9)'],
    ['that stands still', [TAR.subarray(0, 1000), 1e6], undefined],
    [
      'that trickles',
      Array.from({ length: 100 }, (_, at) => [TAR.subarray(at, at + 1), 20]).flat(),
      undefined,
    ],
  ])('gives up an input %s when nothing comes of it', async (_, steps, worker) => {
    const start = worker ? () => new Worker(worker, { eval: true }) : startFromSource
    const own = new WorkerPool(DEFAULT_LIMITS, 1, start, 1500)
    async function* chunks() {
      for (const step of steps) {
        if (typeof step === 'number') await new Promise((resolve) => setTimeout(resolve, step).unref())
        else yield step
      }
    }
    const reading = own.index({ kind: 'stream', chunks: chunks() }, silent, AbortSignal.timeout(10_000))
    await expect(reading).rejects.toMatchObject({ problem: { code: 'stalled', detail: '1.5 s' } })
    await own.close()
  })

  it.runIf(hasZstd)('does not hang on a zstd that is corrupt', async () => {
    const packed = zstd(TAR)
    const broken = Buffer.concat([
      packed.subarray(0, 100_000),
      randomBytes(100_000),
      packed.subarray(200_000),
    ])
    const problem = await index(inPieces(broken)).catch((error) => error.problem)
    // Bytes that zstd could not shrink are in it as they are: then it is the archive that is of another content.
    expect(problem?.code ?? 'read').toMatch(/corrupt|read/)
    const garbage = Buffer.concat([packed.subarray(0, 4), randomBytes(1 << 20)])
    expect(await index(inPieces(garbage)).catch((error) => error.problem.code)).toBe('corrupt')
  })

  it('ends bombs, by their ratio and by their bytes', async () => {
    const zeros = gzipSync(tarOf('zeros', Buffer.alloc(80 << 20)))
    const reading = async (limits: Partial<typeof DEFAULT_LIMITS>) => {
      const own = new WorkerPool({ ...DEFAULT_LIMITS, ...limits }, 1, startFromSource)
      try {
        return await own.index({ kind: 'stream', chunks: inPieces(zeros) }, silent, never)
      } finally {
        await own.close()
      }
    }
    await expect(reading({ ratio: 100 })).rejects.toMatchObject({ problem: { code: 'limit' } })
    await expect(reading({ tarBytes: 1 << 20 })).rejects.toMatchObject({ problem: { code: 'limit' } })
  })

  it('closes the source of a layer that it cannot read', async () => {
    let closed = false
    async function* endless() {
      try {
        for (;;) yield Buffer.alloc(1 << 16, 'x')
      } finally {
        closed = true
      }
    }
    await expect(index(endless())).rejects.toMatchObject({ problem: { code: 'corrupt' } })
    await expect.poll(() => closed).toBe(true)
  })

  it('reads several at a time, no more than it has threads, and the rest after', async () => {
    let [open, most] = [0, 0]
    async function* counted() {
      most = Math.max(most, ++open)
      yield* inPieces(TAR)
      open--
    }
    const all = await Promise.all(Array.from({ length: 6 }, () => index(counted())))
    expect([most, new Set(all.map(({ diffId }) => diffId)).size]).toEqual([2, 1])
    const before = started
    await index(inPieces(TAR))
    expect(started).toBe(before)
  })

  it('does not begin what was given up while it waited', async () => {
    const stop = new AbortController()
    let begun = false
    async function* late() {
      begun = true
      yield TAR
    }
    const busy = [index(inPieces(TAR)), index(inPieces(TAR))]
    const waiting = index(late(), stop.signal)
    stop.abort(new Error('left'))
    await expect(waiting).rejects.toThrow('left')
    await Promise.all(busy)
    expect(begun).toBe(false)
  })

  it('tells that a list of files is too large where its thread runs out of memory, and goes on', async () => {
    const eats = `require('node:worker_threads').parentPort.on('message', () => {
      for (const kept = []; ; ) kept.push(Array.from({ length: 1000 }, () => ({})))
    })`
    const resourceLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 }
    const starts = [() => new Worker(eats, { eval: true, resourceLimits }), startFromSource]
    const own = new WorkerPool(DEFAULT_LIMITS, 1, () => starts.shift()!())
    const reading = () => own.index({ kind: 'stream', chunks: inPieces(TAR) }, silent, never)
    await expect(reading()).rejects.toMatchObject({ problem: { code: 'limit' } })
    expect(await reading()).toMatchObject({ diffId: diffIdOf(TAR) })
    await own.close()
  })

  it('is not held by uploads that stand still: another source’s layer is read meanwhile', async () => {
    const stop = new AbortController()
    async function* stands() {
      yield TAR.subarray(0, 1000)
      await new Promise((resolve) => stop.signal.addEventListener('abort', resolve))
    }
    const stalled = () =>
      pool
        .index({ kind: 'stream', chunks: stands() }, silent, stop.signal, 'uploads')
        .catch((error: Error) => error.message)
    const all = [stalled(), stalled(), stalled(), stalled()]
    const read = await pool.index({ kind: 'stream', chunks: inPieces(TAR) }, silent, never, 'registry')
    expect(read).toMatchObject({ diffId: diffIdOf(TAR) })
    stop.abort(new Error('over'))
    expect(await Promise.all(all)).toEqual(Array(4).fill('over'))
  })

  it('tells of a file that is shorter than was said, and of one that is gone', async () => {
    const file = path.join(folder, 'short')
    writeFileSync(file, TAR.subarray(0, 1000))
    const part = { kind: 'file', path: file, offset: 0, bytes: TAR.length } as const
    await expect(pool.index(part, silent, never)).rejects.toMatchObject({ problem: { code: 'truncated' } })
    await expect(pool.index({ ...part, path: `${file}-gone` }, silent, never)).rejects.toThrow('ENOENT')
  })
})
