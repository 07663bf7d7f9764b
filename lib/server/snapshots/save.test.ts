// Longer than most: one snapshot is saved in every way that a page can ask for.
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CompareInput, StrategyInput } from '../../analysis/question'
import type { CompareReport } from '../../analysis/report'
import type { ChainId, DiffId } from '../../oci/digest'
import { formatReference } from '../../oci/reference'
import {
  type FakeRegistry,
  putDocument,
  putImage,
  startFakeRegistry,
} from '../../sources/registry/fake-registry.testing'
import { type ImageSource, SourceError } from '../../sources/source'
import { readCompare, readDownloads } from '../compare'
import { localSource, TestRuntime } from '../runtime.testing'
import { saveSnapshot } from './save'

const never = new AbortController().signal

const shared = globalThis as { strataRuntime?: TestRuntime | undefined }
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-save-'))
})
afterEach(async () => {
  shared.strataRuntime = undefined
  // The caches of the runtimes may still write.
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A busy machine may be slow to answer. */
const PATIENT = { STRATA_TIMEOUT_MS: '10000' }

const ASKED: CompareInput = {
  strategies: [],
  basis: 'transfer',
  rule: 'auto',
  cache: 'earlier',
  source: 'auto',
}
const sample = (name: string, more: Partial<StrategyInput> = {}): StrategyInput => ({
  reference: `localhost:5000/${name}`,
  ...more,
})

/** What a table draws. */
const cellsOf = (report: CompareReport) =>
  report.strategies.map(({ name, colour, kind, cells, tags }) => ({
    name,
    colour,
    kind,
    cells,
    tags: tags.map(({ tag, reference, moved, cells: own }) => ({ tag, reference, moved, cells: own })),
  }))

/** The same question, answered by the file on a host that has nothing. */
async function reopened(text: string, input: CompareInput): Promise<CompareReport> {
  shared.strataRuntime = new TestRuntime(folder)
  const source = await shared.strataRuntime.snapshots.upload(chunked(text), 'saved.strata.json')
  return readCompare({ ...input, strategies: [], source: `snapshot:${source.name}` }, never)
}

async function* chunked(text: string) {
  yield Buffer.from(text)
}

describe('a saved comparison', () => {
  it('gives the same cells when it is opened, whatever was asked of the sample', async () => {
    const strategy = fc.constantFrom(
      sample('docker-layer-linked'),
      sample('docker-layer-base', { filter: '*.[12]', colour: 4 }),
      sample('docker-layer-base-linked', { name: 'Küche; 50%', order: 'created', take: -2 }),
      sample('docker-layers'),
      sample('app', { order: 'name' }),
      sample('nowhere'),
      sample('docker-layer-linked', { filter: 'x' }),
    )
    const question = fc.record({
      strategies: fc.array(strategy, { minLength: 1, maxLength: 6 }),
      basis: fc.constantFrom('transfer' as const, 'unpacked' as const),
      rule: fc.constantFrom('auto' as const, 'containerd' as const, 'prefix-only' as const),
      cache: fc.constantFrom('earlier' as const, 'none' as const, 'base' as const, 'daemon' as const),
      source: fc.constant('sample' as const),
    })
    await fc.assert(
      fc.asyncProperty(question, async (input) => {
        shared.strataRuntime = new TestRuntime(folder)
        const { text } = await saveSnapshot({ input }, never)
        const before = await readCompare(input, never)
        const after = await reopened(text, input)
        expect(cellsOf(after)).toEqual(cellsOf(before))
        expect(after).toMatchObject({ source: 'snapshot', engine: before.engine, rule: before.rule })
        expect(after.verdicts).toEqual(before.verdicts)
        expect(after.layers).toEqual(before.layers)
      }),
      { numRuns: 25 },
    )
  }, 30_000)

  it('keeps the date of the facts, what a person wrote, and the page', async () => {
    shared.strataRuntime = new TestRuntime(folder)
    const view = { path: '/downloads', search: 's=localhost%3A5000%2Fapp&keep=2&source=sample' }
    const input = { ...ASKED, strategies: [sample('app')], source: 'sample' } as const
    const saved = await saveSnapshot({ input, title: 'Before <b>', notes: '=1+1', view }, never)
    expect(saved).toMatchObject({ title: 'Before <b>', createdAt: '2026-11-21T01:54:32.000Z' })
    const report = await reopened(saved.text, input)
    expect(report.snapshot).toEqual({
      name: expect.stringMatching(/^saved-[0-9a-f]{12}$/),
      title: 'Before <b>',
      createdAt: '2026-11-21T01:54:32.000Z',
      notes: '=1+1',
    })
    const json = JSON.parse(saved.text)
    expect(json.view).toEqual(view)
    expect(json.images.map(({ reference }: { reference: string }) => reference)).toEqual([
      'localhost:5000/app:after',
      'localhost:5000/app:before',
    ])
  })

  it('has the lists of files when they are asked for, and only then', async () => {
    shared.strataRuntime = new TestRuntime(folder)
    const input = { ...ASKED, strategies: [sample('small/docker-layer-linked')], source: 'sample' } as const
    const count = async (files: boolean) =>
      JSON.parse((await saveSnapshot({ input, files }, never)).text).files?.length
    expect(await count(true)).toBe(5)
    expect(await count(false)).toBeUndefined()
  })

  it('is refused when it would be larger than a snapshot may be', async () => {
    shared.strataRuntime = new TestRuntime(folder, undefined, { STRATA_SNAPSHOT_MAX_BYTES: '2000' })
    const input = { ...ASKED, strategies: [sample('app')], source: 'sample' } as const
    await expect(saveSnapshot({ input }, never)).rejects.toMatchObject({
      failure: { code: 'bad-snapshot', problem: { code: 'too-large', limitBytes: 2000 } },
    })
  })
})

describe('a comparison of live sources', () => {
  let fake: FakeRegistry
  beforeEach(async () => {
    fake = await startFakeRegistry()
  })
  afterEach(() => fake.stop())

  /** A daemon that has some tags of the registry, one of them moved, and images that were not asked for. */
  function host(): ImageSource {
    const repository = `${fake.host}/app`
    const local = localSource({ [repository]: ['1', '2', '9'].map((tag) => ({ tag, inRegistry: true })) })
    const end = (name: string, layer: string) => {
      const diffId = `sha256:${createHash('sha256').update(layer).digest('hex')}` as string as DiffId
      const chainId = diffId as string as ChainId
      return { reference: name, chainId, layers: [{ diffId, chainId }], transferred: true }
    }
    return {
      ...local,
      async image(query, signal) {
        if (query.reference.tag === '9') throw new SourceError({ code: 'timeout', at: 'made up', seconds: 1 })
        return { ...(await local.image(query, signal)), reference: formatReference(query.reference) }
      },
      ends: async () => [end('docker.io/library/near:1', 'base'), end('docker.io/library/secret:1', 'other')],
    }
  }

  it('gives the same cells, reasons and marks, and nothing about other images', async () => {
    for (const tag of ['1', '2', '3', '4']) putImage(fake, 'app', tag, ['base', tag])
    const list = JSON.stringify({ name: 'app', tags: ['1', '2', '3', '4'] })
    putDocument(fake, '/v2/app/tags/list', 'application/json', list)
    fake.documents.delete('/v2/app/manifests/4')
    for (const cache of ['earlier', 'daemon', 'base'] as const) {
      const input: CompareInput = {
        ...ASKED,
        cache,
        strategies: [{ reference: `${fake.host}/app`, name: 'App' }],
      }
      shared.strataRuntime = new TestRuntime(folder, host(), PATIENT)
      const { text } = await saveSnapshot({ input }, never)
      const before = await readCompare(input, never)
      const after = await reopened(text, input)
      expect(
        before.strategies[0]!.tags.map(({ image, moved }) => [image !== undefined, moved !== undefined]),
      ).toEqual([
        [true, true],
        [true, true],
        [true, false],
        [false, false],
        [false, false],
      ])
      expect(cellsOf(after)).toEqual(cellsOf(before))
      expect(after.engine).toEqual(before.engine)
      expect(after.strategies[0]!.tags.at(-1)!.failures).toEqual(before.strategies[0]!.tags.at(-1)!.failures)
      expect(text).toContain('library/near')
      expect(text).not.toContain('secret')
    }
  })

  it('stands beside an earlier one of the same tags, and neither is taken for the other', async () => {
    const put = (layer: string) => {
      for (const tag of ['1', '2']) putImage(fake, 'app', tag, ['base', `${layer} ${tag}`])
      putDocument(
        fake,
        '/v2/app/tags/list',
        'application/json',
        JSON.stringify({ name: 'app', tags: ['1', '2'] }),
      )
    }
    const live: StrategyInput = { reference: `${fake.host}/app` }
    put('before')
    shared.strataRuntime = new TestRuntime(folder, undefined, PATIENT)
    const first = await saveSnapshot({ input: { ...ASKED, strategies: [live] }, title: 'First' }, never)
    const before = await readCompare({ ...ASKED, strategies: [live] }, never)

    put('after')
    shared.strataRuntime = new TestRuntime(folder, undefined, PATIENT)
    const { name } = await shared.strataRuntime.snapshots.upload(chunked(first.text), 'first.strata.json')
    const both: CompareInput = { ...ASKED, strategies: [live, { ...live, name: 'Before', from: name }] }
    const report = await readCompare(both, never)
    const digests = ({ strategies }: CompareReport, at: number) =>
      strategies[at]!.tags.map(({ image }) => image?.manifestDigest)
    expect(report).toMatchObject({ source: 'live', snapshot: undefined })
    expect(report.strategies[1]!.from).toEqual({ name, createdAt: first.createdAt })
    expect(digests(report, 1)).toEqual(digests(before, 0))
    expect(digests(report, 0)).not.toEqual(digests(report, 1))
    expect(report.strategies[1]!.tags[0]!.image?.presentIn).toEqual(['snapshot'])
    expect(cellsOf(report)[1]!.tags).toEqual(cellsOf(before)[0]!.tags)

    // Both are saved in one file, and stay distinct there as well.
    const again = await saveSnapshot({ input: both }, never)
    const opened = await reopened(again.text, both)
    expect(cellsOf(opened)).toEqual(cellsOf(report))
    expect(opened.strategies[1]!.from?.name).toMatch(new RegExp(`^saved-[0-9a-f]{12}/${name}$`))
    const { strategies } = await readDownloads(
      {
        ...both,
        strategies: [],
        source: `snapshot:${opened.snapshot!.name}`,
        keep: 3,
        ahead: 10,
        drop: 1,
      },
      never,
    )
    expect(strategies).toHaveLength(2)
  })

  it('says which snapshot is missing when it is not open here', async () => {
    shared.strataRuntime = new TestRuntime(folder)
    const gone = { reference: `${fake.host}/app`, from: 'gone-0123456789ab' }
    const { strategies } = await readCompare({ ...ASKED, strategies: [gone] }, never)
    expect(strategies[0]).toMatchObject({
      tags: [],
      problems: [{ code: 'no-snapshot', name: 'gone-0123456789ab' }],
    })
    expect(fake.requests).toEqual([])
  })
})
