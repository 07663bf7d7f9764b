import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FilesProblem } from '@/lib/analysis/chain-report'
import type { DiffReport } from '@/lib/analysis/diff-report'
import type { ImageReport } from '@/lib/analysis/report'
import { makeTar, type TarInput } from '@/lib/layerfs/tar-writer.testing'
import { type App, startApp } from '../engines/app'
import { type ImageInput, type LayerInput, type PushedImage, pushImage } from '../engines/push'
import { type Registry, startRegistry } from '../engines/registry'
import { noise } from '../engines/strategies'
import { chainOf, expectLayersAsInRegistry, filesOf, scan, scanAll } from './layer-oracle'

let registry: Registry
/** Without a daemon. */
let app: App
beforeAll(async () => {
  registry = await startRegistry()
  app = await startApp({ registries: [registry.host] })
})
afterAll(async () => {
  await Promise.all([app?.stop(), registry?.stop()])
})

const file = (name: string, text: string): TarInput => ({ name, content: Buffer.from(text) })
const packed = (compression: LayerInput['compression'], ...entries: TarInput[]): LayerInput => ({
  tar: makeTar(entries),
  compression,
})
const push = (name: string, image: ImageInput) => pushImage(registry, `hand/${name}`, '1', image)

describe('without a daemon', () => {
  const base = [
    { name: 'etc/', type: 'directory' },
    file('etc/kept', 'kept'),
    file('etc/gone', 'gone'),
    { name: 'etc/link', type: 'symlink', linkName: 'kept' },
    { name: 'etc/hard', type: 'hardlink', linkName: 'etc/kept' },
    { name: 'opaque/', type: 'directory' },
    file('opaque/below', 'below'),
    { name: `${'deep/'.repeat(40)}${'x'.repeat(150)}`, longNames: 'pax', content: Buffer.from('deep') },
    file('이름', 'name'),
    { name: 'null', type: 'character', device: [1, 3] },
    { name: 'pipe', type: 'fifo' },
  ] as const satisfies TarInput[]
  const change = [file('etc/.wh.gone', ''), file('opaque/.wh..wh..opq', ''), file('opaque/new', 'new')]

  it.each([
    ['attested', 'gzip', { attestation: true }],
    ['zstd', 'zstd', {}],
    ['tar', 'none', {}],
  ] as const)('an image with %s is read, and its packing is reported', async (name, compression, more) => {
    const layers = [packed(compression, ...base), packed(compression, ...change)]
    const image = await push(name, { layers, ...more })
    const { reference, layers: pushed } = image
    await scanAll(app, [reference])
    const { files, parents, problems, layers: chain } = await chainOf(app, reference)
    expect(chain.map(({ packing }) => packing)).toEqual(
      layers.map(() => (compression === 'none' ? 'tar' : compression)),
    )
    expect(chain.map(({ diffId }) => diffId)).toEqual(pushed.map(({ diffId }) => diffId))
    expect(chain.map(({ tarBytes, entries }) => [tarBytes, entries])).toEqual([
      [layers[0]?.tar.length, base.length],
      [layers[1]?.tar.length, change.length],
    ])
    expect([files.known, files.layers, parents, problems]).toEqual([2, 2, [], []])
    await expectLayersAsInRegistry(app, registry, reference, image.manifestDigest)
    const union = await filesOf(app, reference, { view: 'union', layer: 1, flat: true, sort: 'name' })
    const paths = union.rows.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['etc/kept', 'opaque/new', '이름']))
    expect(paths.filter((path) => path === 'etc/gone' || path === 'opaque/below')).toEqual([])
  })

  it('what two tags have in common for nothing is reported: other times, another parent', async () => {
    const layers = (mtime: number) => [
      packed('gzip', file('a', 'a')),
      packed('gzip', { ...file('b', 'b'), mtime }),
    ]
    const [first, touched, lifted] = await Promise.all([
      push('first', { layers: layers(1) }),
      push('touched', { layers: layers(2) }),
      push('lifted', { layers: [packed('gzip'), ...layers(1)] }),
    ])
    const diff = (b: PushedImage) =>
      app.get<DiffReport>(`/api/diff?${new URLSearchParams({ a: first.reference, b: b.reference })}`)
    const size = (image: PushedImage, layer: number) => image.layers[layer]?.size ?? 0
    const transfer = (value: number) => ({ transfer: { kind: 'exact', unit: 'bytes', value } })
    expect((await diff(touched)).sameFiles).toBeUndefined()
    await scanAll(app, [first.reference, touched.reference])
    const rebuilt = await diff(touched)
    expect(rebuilt.sameFiles).toEqual({ layers: 1, differ: 'times', ...transfer(size(touched, 1)) })
    expect(rebuilt.pairs.map(({ sameFiles }) => sameFiles)).toEqual([undefined, 'times'])
    expect(rebuilt.reparented).toBeUndefined()
    const { reparented } = await diff(lifted)
    const again = size(lifted, 1) + size(lifted, 2)
    expect(reparented).toEqual({ a: 0, b: 1, layers: 2, ...transfer(again) })
  })

  it('a history that names another number of layers is reported with that number', async () => {
    const history = ['a', 'b', 'c'].map((created_by) => ({ created_by }))
    const { reference } = await push('named', { layers: [packed('gzip', file('a', 'a'))], history })
    const { tag } = await app.get<ImageReport>(`/api/image?${new URLSearchParams({ reference })}`)
    expect(tag.image).toMatchObject({ stepsFrom: 'unpaired', historyLayers: 3 })
  })

  it('a layer that the registry does not have is reported, and the other one read', async () => {
    const layers = [packed('zstd', ...base), packed('zstd', file('foreign', 'foreign'))]
    const pushed = await push('foreign', { layers, foreignLayer: 1 })
    const problem = {
      of: 'source',
      diffId: pushed.layers[1]?.diffId,
      failure: {
        code: 'unsupported',
        at: registry.host,
        mediaType: expect.stringContaining('nondistributable'),
      },
    }
    await expectProblem(pushed, 1, problem)
  })
})

describe('a layer that is damaged', () => {
  const good = packed('gzip', file('good', 'good'))
  const text = noise(200_000, 'damaged')
  const tar = makeTar([{ name: 'text', content: text }])
  const whole = gzipSync(tar)
  // Pushed as they are: the first bytes say how a layer is packed, not its media type.
  const cases: readonly (readonly [string, LayerInput, string])[] = [
    ['that is another than its diffID says', { tar: whole, compression: 'none' }, 'wrong-digest'],
    ['whose gzip is cut', { tar: whole.subarray(0, 100_000), compression: 'none' }, 'truncated'],
    ['whose gzip is broken', { tar: broken(whole), compression: 'none' }, 'corrupt'],
    ['that is no archive', { tar: text, compression: 'gzip' }, 'corrupt'],
    ['whose tar is cut', { tar: tar.subarray(0, 100_000), compression: 'gzip' }, 'truncated'],
    ['whose tar is cut, in zstd', { tar: tar.subarray(0, 100_001), compression: 'zstd' }, 'truncated'],
  ]

  it.each(cases)('%s is reported, and the others are read', async (name, bad, code) => {
    const layers = [good, bad, packed('gzip', file('above', name))]
    const pushed = await push(`bad-${cases.findIndex(([one]) => one === name)}`, { layers })
    const { diffId } = pushed.layers[1]!
    await expectProblem(pushed, 1, { of: 'layer', diffId, problem: { code, detail: expect.any(String) } })
  })

  it('because it has gone from the registry is reported, and read once it is there again', async () => {
    const layers = [good, packed('gzip', file('goes', 'goes'))]
    const pushed = await push('vanished', { layers })
    const { digest, diffId } = pushed.layers[1]!
    const blob = `http://${registry.host}/v2/${pushed.name}/blobs/${digest}`
    expect((await fetch(blob, { method: 'DELETE' })).status).toBe(202)
    const failure = { code: 'not-found', at: registry.host, what: expect.stringContaining(digest) }
    await expectProblem(pushed, 1, { of: 'source', diffId, failure })
    await push('vanished', { layers })
    await scanAll(app, [pushed.reference])
    expect((await chainOf(app, pushed.reference)).problems).toEqual([])
  })
})

function broken(gzip: Buffer): Buffer {
  return Buffer.concat([gzip.subarray(0, 60_000), Buffer.alloc(60_000, 0xff), gzip.subarray(120_000)])
}

/** Reads an image one layer of which cannot be read: the rest is known, and the app answers on. */
async function expectProblem(
  { reference, layers }: PushedImage,
  bad: number,
  problem: unknown,
): Promise<void> {
  const done = (await scan(app, [reference])).at(-1) as { kind: string; problems: readonly FilesProblem[] }
  expect(done).toEqual({ kind: 'done', problems: [problem] })
  const { files, layers: chain, problems, waste } = await chainOf(app, reference)
  expect(problems).toEqual([problem])
  expect(files).toMatchObject({ known: layers.length - 1, layers: layers.length, readable: true })
  expect(chain.map(({ entries }) => entries !== undefined)).toEqual(layers.map((_, at) => at !== bad))
  expect(waste).toBeUndefined()
  const below = await filesOf(app, reference, { view: 'layer', layer: bad - 1, flat: true })
  expect(below.total).toBeGreaterThan(0)
  const layer = `/api/files?reference=${reference}&view=layer&layer=${bad}`
  expect((await fetch(app.url + layer)).status).toBe(400)
}

describe('a step that writes again what is there', () => {
  it.each([
    [1023, []],
    [1024, [{ code: 'drop-repeated', savedBytes: 1024, layers: [1], files: 1, example: 'test.txt' }]],
  ])('is to be dropped when it stores enough: %i bytes', async (bytes, advice) => {
    const layer = packed('gzip', file('test.txt', 'x'.repeat(bytes)))
    const { reference } = await push(`repeated-${bytes}`, { layers: [layer, layer] })
    await scanAll(app, [reference])
    expect((await chainOf(app, reference)).waste?.advice).toEqual(advice)
  })
})

describe('an image of', () => {
  it('100,000 files is read, and its first page comes at once', async () => {
    const entries = Array.from({ length: 100_000 }, (_, at) => file(`d${at % 100}/f${at}`, String(at)))
    const { reference } = await push('many', { layers: [packed('gzip', ...entries)] })
    await scanAll(app, [reference])
    const started = performance.now()
    const first = await filesOf(app, reference, { view: 'layer', layer: 0, flat: true, limit: 200 })
    const far = await filesOf(app, reference, {
      view: 'union',
      layer: 0,
      flat: true,
      limit: 5,
      offset: 99_998,
    })
    expect([first.rows.length, first.total, first.files, far.rows.length]).toEqual([200, 100_000, 100_000, 2])
    expect((await filesOf(app, reference, { view: 'union', layer: 0 })).total).toBe(100)
    expect((await filesOf(app, reference, { view: 'layer', layer: 0, query: 'd7/f1*7' })).total).toBe(111)
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('127 layers is read', async () => {
    const layers = Array.from({ length: 127 }, (_, at) => packed('gzip', file('same', 'x'.repeat(at + 1))))
    const { reference } = await push('tall', { layers })
    await scanAll(app, [reference])
    const { layers: chain, waste } = await chainOf(app, reference)
    expect(chain.map(({ storedBytes }) => storedBytes)).toEqual(layers.map((_, at) => at + 1))
    expect(waste).toMatchObject({ visibleBytes: 127, hiddenBytes: (126 * 127) / 2 })
    const [row] = (await filesOf(app, reference, { view: 'union', layer: 126 })).rows
    expect(row?.shadows).toHaveLength(126)
  })

  it('no layers has no files', async () => {
    const { reference } = await push('nothing', { layers: [] })
    await scanAll(app, [reference])
    const { layers, files, waste, problems } = await chainOf(app, reference)
    expect([layers, problems, files.known, files.layers]).toEqual([[], [], 0, 0])
    expect(waste).toMatchObject({ visibleBytes: 0, storedBytes: 0, hiddenBytes: 0, hidden: [], advice: [] })
    expect((await fetch(`${app.url}/api/files?reference=${reference}&layer=0`)).status).toBe(400)
  })
})
