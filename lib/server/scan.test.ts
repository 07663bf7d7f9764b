import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ScanEvent } from '../analysis/chain-report'
import { DEFAULT_LIMITS } from '../layerfs/limits'
import { diffIdOf, file } from '../layerfs/read.testing'
import { makeTar } from '../layerfs/tar-writer.testing'
import type { UnpackedBytes } from '../oci/bytes'
import { chainIds } from '../oci/chain'
import { formatReference, parseReference } from '../oci/reference'
import { indexLayer } from '../sources/layers/index-layer'
import { LayerError } from '../sources/layers/layer-error'
import type { LayerIndexer } from '../sources/layers/pool'
import { type ImageSource, SourceError } from '../sources/source'
import { readChain } from './chain'
import { localSource, TestRuntime } from './runtime.testing'
import { lastProblems, scan } from './scan'
import { imageIn, readTag } from './tag'

const never = new AbortController().signal

type Layers = NonNullable<ImageSource['layers']>

const tars = ['a', 'b', 'c'].map((name) => makeTar([file(name, 100)]))
const [A, B, C] = tars as [Buffer, Buffer, Buffer]
/** Layers of the made-up tags of `local/app`. */
const TAGS: Readonly<Record<string, readonly Buffer[]>> = { one: [A, B], two: [A, C] }
const QUESTION = { source: 'auto' } as const
const referenceTo = (tag: string) => parseReference(`localhost:1/app:${tag}`)!

/** Indexes on this thread: workers start from a build alone. */
const indexer: LayerIndexer = {
  async index(bytes, onRead, signal) {
    signal.throwIfAborted()
    if (bytes.kind === 'file') throw new Error('no file is read here')
    return indexLayer(bytes.chunks, { limits: DEFAULT_LIMITS, onRead })
  },
}

async function* chunksOf(tar: Buffer) {
  yield tar
}
const stream = (tar: Buffer) => ({ bytes: { kind: 'stream', chunks: chunksOf(tar) } }) as const

const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
let folder: string
let layers: Layers
beforeEach(() => {
  folder = mkdtempSync(`${tmpdir()}/strata-scan-`)
  const tags = Object.keys(TAGS).map((tag) => ({ tag }))
  const plain = localSource({ 'localhost:1/app': tags })
  const source: ImageSource = {
    ...plain,
    async image(query, signal) {
      const facts = await plain.image(query, signal)
      const diffIds = TAGS[query.reference.tag!]!.map(diffIdOf)
      const chain = chainIds(diffIds)
      const unpacked = { bytes: 100 as UnpackedBytes, exactness: 'measured', ruler: 'file content' } as const
      const own = diffIds.map((diffId, at) => ({ diffId, chainId: chain[at]!, unpacked }))
      return { ...facts, reference: formatReference(query.reference), layers: own }
    },
    layers: (...given) => layers(...given),
  }
  const run = new TestRuntime(folder, source)
  shared.strataRuntime = Object.assign(run, { indexer })
})
afterEach(() => {
  shared.strataRuntime = undefined
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
})

async function events(tags: readonly string[], signal = new AbortController().signal) {
  const found: ScanEvent[] = []
  for await (const event of scan(tags.map(referenceTo), QUESTION, signal)) found.push(event)
  return found
}
const problemsOf = async (tag: string) =>
  lastProblems(imageIn(await readTag({ reference: referenceTo(tag), ...QUESTION }, never)))
const done = (...problems: unknown[]) => ({ kind: 'done', problems })

/** A source whose layers come when they are let. */
function held() {
  let release = () => {}
  let asked = 0
  const signals: AbortSignal[] = []
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  layers = async (_, take, signal) => {
    asked++
    signals.push(signal)
    const left = new Promise<void>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
    await take(stream(A))
    await Promise.race([gate, left])
    await take(stream(B))
  }
  return { release: () => release(), asked: () => asked, signals }
}

describe('scan', () => {
  it('reads what has not been read yet, once, and reports that it is done', async () => {
    const wanted: string[][] = []
    layers = async (queries, take) => {
      wanted.push(queries.flatMap((query) => [...query.wanted]))
      for (const tar of [A, B, C]) await take(stream(tar))
    }
    expect((await events(['one'])).at(-1)).toEqual(done())
    expect((await events(['two'])).at(-1)).toEqual(done())
    // The engine gave the other image's layer along: nothing was missing.
    expect(wanted).toEqual([[diffIdOf(A), diffIdOf(B)]])
  })

  it('leaves a chain to see whose files say more than can be worked out, and why', async () => {
    layers = async (_, take) => {
      for (const tar of [A, B]) await take(stream(tar))
    }
    await events(['one'])
    const chain = () => readChain({ reference: referenceTo('one'), ...QUESTION }, never)
    expect(await chain()).toMatchObject({
      problems: [],
      layers: [{ storedBytes: 100 }, { storedBytes: 100 }],
    })
    const problem = { code: 'limit', detail: 'too much' } as const
    const ask = () => Promise.reject(new LayerError(problem))
    Object.assign(shared.strataRuntime!, { desk: { ask } })
    const { layers: known, waste, problems } = await chain()
    expect([known.map(({ entries }) => entries), waste]).toEqual([[1, 1], undefined])
    expect(problems).toEqual([{ of: 'layer', problem }])
  })

  it('gives the reason alone when a source breaks off, and calls no layer wrong', async () => {
    const failure = { code: 'interrupted', at: 'made up' } as const
    layers = async (_, take) => {
      await take(stream(A))
      throw new SourceError(failure)
    }
    const problem = { of: 'source', failure }
    expect((await events(['one'])).at(-1)).toEqual(done(problem))
    expect(await problemsOf('one')).toEqual([problem])
  })

  it('reports a layer that did not come although all was given, and forgets it once it is read', async () => {
    layers = async (_, take) => {
      for (const tar of [A, C]) await take(stream(tar))
    }
    const problem = {
      of: 'layer',
      diffId: diffIdOf(B),
      problem: { code: 'wrong-digest', detail: expect.any(String) },
    }
    expect((await events(['one'])).at(-1)).toEqual(done(problem))
    expect(await problemsOf('one')).toEqual([problem])
    layers = (_, take) => take(stream(B))
    expect((await events(['one'])).at(-1)).toEqual(done())
    expect(await problemsOf('one')).toEqual([])
  })

  it('reports damage, and reads the other layers', async () => {
    layers = async (_, take) => {
      await take({ diffId: diffIdOf(A), ...stream(A.subarray(0, 550)) })
      await take({ diffId: diffIdOf(B), ...stream(B) })
    }
    const problem = { code: 'truncated', detail: expect.any(String) }
    expect((await events(['one'])).at(-1)).toEqual(done({ of: 'layer', diffId: diffIdOf(A), problem }))
    expect(await shared.strataRuntime!.files.has(diffIdOf(B))).toBe(true)
  })

  it('keeps the problems of two tags apart', async () => {
    layers = async (_, take) => {
      await take({ diffId: diffIdOf(A), ...stream(A) })
      await take({ diffId: diffIdOf(B), ...stream(C) })
      await take({ diffId: diffIdOf(C), ...stream(A) })
    }
    const [last] = (await events(['one', 'two'])).slice(-1)
    expect(last).toMatchObject({ problems: [{ diffId: diffIdOf(B) }, { diffId: diffIdOf(C) }] })
    expect(await problemsOf('one')).toMatchObject([{ diffId: diffIdOf(B) }])
    expect(await problemsOf('two')).toMatchObject([{ diffId: diffIdOf(C) }])
  })

  it('fails with the reason for a tag that no source gives', async () => {
    await expect(events(['absent'])).rejects.toThrow('unreachable at localhost:1')
  })

  it('throws what no source ought to throw', async () => {
    layers = () => Promise.reject(new Error('a bug'))
    await expect(events(['one'])).rejects.toThrow('a bug')
  })
})

describe('two viewers of one scan', () => {
  const begun = async (asked: () => number, times: number) => expect.poll(asked).toBe(times)

  it('share one reading, which goes on for the one who stays', async () => {
    const { release, asked, signals } = held()
    const leaves = new AbortController()
    const [leaving, staying] = [events(['one'], leaves.signal), events(['one'])]
    await begun(asked, 1)
    leaves.abort(new Error('left'))
    await expect(leaving).rejects.toThrow('left')
    release()
    const reported = await staying
    expect(reported.at(-1)).toEqual(done())
    expect(reported.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true)
    expect([asked(), signals[0]?.aborted]).toEqual([1, false])
  })

  it('end it when both have left; a later viewer starts a new reading, with its own progress', async () => {
    const first = held()
    const leaves = new AbortController()
    const viewers = [events(['one'], leaves.signal), events(['one'], leaves.signal)]
    await begun(first.asked, 1)
    leaves.abort(new Error('left'))
    const second = held()
    const after = events(['one'])
    for (const viewer of viewers) await expect(viewer).rejects.toThrow('left')
    expect(first.signals[0]?.aborted).toBe(true)
    await begun(second.asked, 1)
    await new Promise((resolve) => setTimeout(resolve, 300))
    second.release()
    const reported = await after
    expect(reported.at(-1)).toEqual(done())
    expect(reported.some(({ kind }) => kind === 'progress')).toBe(true)
    expect(await problemsOf('one')).toEqual([])
  })
})
