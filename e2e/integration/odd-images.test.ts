// Longer than most: images that no builder makes, on each of three engines.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareReport } from '@/lib/analysis/compare/report'
import type { IndexedLayer } from '@/lib/layerfs/entry'
import { DEFAULT_LIMITS } from '@/lib/layerfs/limits'
import { makeTar, type TarInput } from '@/lib/layerfs/tar-writer.testing'
import { type TreeNode, unionTree } from '@/lib/layerfs/tree'
import { unionOf } from '@/lib/layerfs/union'
import type { DiffId } from '@/lib/oci/digest'
import type { ImageFacts } from '@/lib/oci/facts'
import { parseInstruction } from '@/lib/oci/instruction'
import { parseReference } from '@/lib/oci/reference'
import { type Engine, refusalsOf } from '@/lib/oci/refusals'
import { readCompare, readImage } from '@/lib/server/compare'
import { readConfig } from '@/lib/server/config'
import { Runtime } from '@/lib/server/runtime'
import { daemonSource } from '@/lib/sources/daemon'
import { WorkerPool } from '@/lib/sources/layers/pool'
import { startFromSource } from '@/lib/sources/layers/worker.testing'
import { registrySource } from '@/lib/sources/registry'
import type { ImageSource } from '@/lib/sources/source'
import { blobBytes } from '../engines/access-log'
import { buildx } from '../engines/buildkit'
import { startContainerdDocker } from '../engines/containerd'
import { type Docker, startDocker } from '../engines/docker'
import { hasNewer, NO_NEWER } from '../engines/newer'
import { BASE, type EngineName, layer, ODD_IMAGES, type OddImage } from '../engines/odd-images'
import { startPodman } from '../engines/podman'
import { capture } from '../engines/process'
import { type LayerInput, pushImage } from '../engines/push'
import { type Registry, startRegistry } from '../engines/registry'
import { buildBusyboxBase } from '../engines/strategies'
import { sum } from './oracle'

const { signal } = new AbortController()
const nameOf = ({ title }: OddImage) => `odd/${title.replace(/\W+/g, '-').toLowerCase()}`

let registry: Registry
let source: ImageSource
let pool: WorkerPool
beforeAll(async () => {
  registry = await startRegistry()
  source = registrySource({ host: registry.host })
  pool = new WorkerPool(DEFAULT_LIMITS, 2, startFromSource)
  for (const one of ODD_IMAGES) await one.push(registry, nameOf(one))
})
afterAll(async () => {
  await Promise.all([registry?.stop(), pool?.close()])
})

const factsOf = (text: string, from = source) => from.image({ reference: parseReference(text)! }, signal)
const referenceOf = (one: OddImage) => `${registry.prefix}/${nameOf(one)}:1`

/** Reads the files of all layers, as a scan does. */
async function readFiles(text: string): Promise<readonly (IndexedLayer | undefined)[]> {
  const reference = parseReference(text)!
  const image = await factsOf(text)
  const found = new Map<DiffId, IndexedLayer>()
  const wanted = new Set(image.layers.map(({ diffId }) => diffId))
  await source.layers!(
    [{ reference, image, wanted }],
    async ({ bytes, found: learn }) => {
      const index = await pool.index(bytes, () => undefined, signal)
      found.set(index.diffId, index)
      learn?.(index.diffId)
    },
    signal,
  )
  return image.layers.map(({ diffId }) => found.get(diffId))
}

const ENGINES = [
  {
    name: 'Docker 20.10',
    is: ['docker-20', 'classic'],
    start: () => startDocker({ name: 'odd' }),
    runs: true,
  },
  { name: 'containerd', is: ['containerd'], start: () => startContainerdDocker(), runs: hasNewer },
  { name: 'Podman', is: ['podman'], start: () => startPodman(), runs: hasNewer },
] as const satisfies readonly {
  name: EngineName
  is: readonly Engine[]
  start: () => Promise<Docker>
  runs: boolean
}[]

it('a layer of no bytes is read to its end, by as many as want to', async () => {
  const reference = `${registry.prefix}/odd/an-empty-blob:1`
  const reads = await Promise.all(Array.from({ length: 8 }, () => readFiles(reference)))
  for (const files of reads) expect(files.map((index) => index?.entries.length)).toEqual([1, 0])
})

it.each(ODD_IMAGES)('$title has the refusals that follow from it', async (one) => {
  await readFiles(referenceOf(one))
  expect(refusalsOf(await factsOf(referenceOf(one))).map(({ code }) => code)).toEqual(one.says)
})

it('sizes that cannot be are those of the registry, and one that may be is until it is read', async () => {
  const fresh = registrySource({ host: registry.host })
  const topOf = async (name: string) =>
    (await factsOf(`${registry.prefix}/odd/${name}:1`, fresh)).layers[1]?.blob
  const held = registry.blobsOnDisk?.()
  for (const name of ['a-size-of-0', 'an-absurd-size']) {
    const { digest = '', transferBytes, declaredBytes } = (await topOf(name)) ?? {}
    if (held) expect(transferBytes).toBe(held.get(digest))
    expect(declaredBytes).toBe(name === 'a-size-of-0' ? 0 : 1e15)
  }
  expect(await topOf('a-size-of-another-length')).not.toHaveProperty('declaredBytes')
})

it('the page of a tag asks how long its blobs are, each once, and other pages know it then', async (context) => {
  if (!registry.requests || !registry.blobsOnDisk) return context.skip('the given registry is not ours')
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-odd-'))
  const env = { HOME: folder, DOCKER_CONFIG: folder, DOCKER_HOST: `unix://${folder}/none` }
  const run = new Runtime(readConfig({ ...env, STRATA_CACHE_DIR: folder }), env)
  const shared = globalThis as { strataRuntime?: Runtime | undefined }
  shared.strataRuntime = run
  const name = 'odd/a-size-of-another-length'
  const reference = `${registry.prefix}/${name}`
  const rest = { basis: 'transfer', rule: 'auto', cache: 'earlier', source: 'auto' } as const
  const compared = async () =>
    (await readCompare({ strategies: [{ reference }], ...rest }, signal)).strategies[0]?.tags[0]
  const { layers } = await registry.manifest(name, '1')
  const held = registry.blobsOnDisk()
  const ofManifest = { kind: 'exact', value: sum(layers.map(({ size }) => size)) }
  const ofRegistry = { kind: 'exact', value: sum(layers.map(({ digest }) => held.get(digest) ?? 0)) }
  expect(ofRegistry).not.toEqual(ofManifest)
  expect(await compared()).toMatchObject({ cells: { registry: ofManifest } })
  const since = await registry.mark()
  const refused = { refusals: [{ code: 'other-size', engines: ['containerd'], layers: [1] }] }
  const known = { cells: { registry: ofRegistry }, image: refused }
  for (let time = 0; time < 2; time++) {
    const { tag } = await readImage({ reference: parseReference(`${reference}:1`)!, source: 'auto' }, signal)
    expect(tag).toMatchObject(known)
  }
  expect(await compared()).toMatchObject(known)
  const asked = (await registry.requests(since)).filter(({ method, path }) =>
    `${method} ${path}`.match(/^HEAD .*\/blobs\//),
  )
  expect(asked).toHaveLength(layers.length)
  shared.strataRuntime = undefined
  await run.facts.flush()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(ENGINES)('$name', ({ name, is, start, runs }) => {
  let engine: Docker
  beforeAll(async () => {
    if (runs) engine = await start()
  })
  afterAll(() => engine?.stop())
  const title = runs ? '' : `, ${NO_NEWER}`

  it.skipIf(!runs).for(ODD_IMAGES)(`pulls or refuses $title as is said${title}`, async (one, context) => {
    if (!engine.owned || !registry.requests) return context.skip('the given engine or registry is not ours')
    const reference = referenceOf(one)
    const image = await factsOf(reference)
    const refused = refusalsOf(image).some(({ engines }) => engines.some((by) => isOneOf(is, by)))
    const since = await registry.mark()
    const pulled = await engine.pull(reference).then(
      () => true,
      () => false,
    )
    expect(pulled).toBe(!refused)
    if (!pulled) return
    const sent = blobBytes(await registry.requests(since))
    const tops = [image.layers.at(-1)?.blob?.digest ?? '', await otherTop(one, image)]
    const [taken = '', left = ''] = one.takesOther?.includes(name) ? tops.toReversed() : tops
    expect([sent.has(taken), sent.has(left)]).toEqual([true, false])
    for (const { blob } of image.layers) {
      if (blob && sent.has(blob.digest)) expect(sent.get(blob.digest)).toBe(blob.transferBytes)
    }
  })

  /** The top layer of what Docker 20.10 and Podman take of an index, where that is another. */
  async function otherTop(one: OddImage, { alternatives }: ImageFacts): Promise<string> {
    const other = alternatives?.find((way) => way.for === 'docker-20')
    expect(other !== undefined).toBe(one.takesOther !== undefined)
    if (!other) return ''
    const { layers } = await registry.manifest(nameOf(one), other.manifestDigest)
    expect(other.transferBytes).toBe(sum(layers.map(({ size }) => size)))
    return layers.at(-1)?.digest ?? ''
  }

  it.skipIf(!runs)(`counts a repeated layer each time, as is said${title}`, async (context) => {
    if (!engine.owned) return context.skip('the given engine holds more than ours')
    const app = layer('app', 9_000)
    const { reference } = await pushImage(registry, 'odd/repeated', '1', { layers: [BASE, app, app, app] })
    await engine.pull(reference)
    const daemon = await factsOf(reference, daemonSource({ endpoint: { url: engine.host, foundBy: 'test' } }))
    const repository = parseReference(reference)!
    const tags = [{ tag: '1', daemon, registry: await factsOf(reference), failures: [] }]
    const { strategies } = compareReport(
      { strategies: [{ reference }], basis: 'unpacked', rule: 'auto', cache: 'earlier', source: 'auto' },
      {
        at: '',
        source: 'live',
        known: [],
        series: [{ input: { reference }, repository, tags, tagsFound: 1, problems: [] }],
      },
    )
    const cells = strategies[0]?.tags[0]?.cells
    const bytes = sum(daemon.history.map(({ unpackedBytes = 0 }) => unpackedBytes))
    expect(bytes).toBeGreaterThan(40_000 + 3 * 9_000 - 1)
    for (const id of ['local', 'uncached:unpacked', 'cached:unpacked'] as const)
      expect(cells?.[id]).toMatchObject({ kind: 'exact', value: bytes })
  })

  it.skipIf(!runs)(`refuses a hard link out of its layer, as is noted${title}`, async () => {
    const link = makeTar([{ name: 'link', type: 'hardlink', linkName: 'base' }])
    const layers = [BASE, { tar: link, compression: 'gzip' } as const]
    const { reference } = await pushImage(registry, 'odd/link', '1', { layers })
    const [, index] = await readFiles(reference)
    expect(index?.notes).toEqual([{ code: 'link-elsewhere', count: 1, example: 'link' }])
    await expect(engine.pull(reference)).rejects.toThrow()
  })

  it.skipIf(!runs)(`sees the paths that are shown${title}`, async (context) => {
    if (!engine.owned) return context.skip('the given engine holds more than ours')
    const text = (path: string): TarInput => ({ name: path, content: Buffer.from(path) })
    const packed = (...entries: TarInput[]): LayerInput => ({ tar: makeTar(entries), compression: 'gzip' })
    const layers = [
      packed(text('a/x'), text('b/file'), { name: 'a/link', type: 'hardlink', linkName: 'b/file' }),
      packed(text('d/x'), text('d/y'), text('e/x'), text('file')),
      // Folders that no entry lists, one in place of a file; the last one comes back without what was in it.
      packed(text('new/deep/.wh.y'), text('other/.wh..wh..opq'), text('file/.wh.y'), text('.wh.d')),
      // A file in place of a folder that the same layer takes away.
      packed(text('d/.wh.x'), text('.wh.e'), text('e')),
    ]
    const { reference } = await pushImage(registry, 'odd/paths', '1', { layers, config: { Cmd: ['/x'] } })
    const tree = unionTree(unionOf((await readFiles(reference)).flatMap((index) => index ?? [])), false)
    await engine.pull(reference)
    const container = (await engine.cli('create', '--network=none', reference)).trim()
    const archive = `${engine.host.slice('unix://'.length)}.tar`
    await engine.cli('export', '--output', archive, container)
    await engine.cli('rm', container)
    const listed = (await capture('tar', ['--list', '--file', archive])).split('\n')
    const own = (path: string) => /^(?:a|b|d|e|new|other|file)(?:\/|$)/.test(path)
    expect(listed.filter(own).sort()).toEqual([...pathsOf(tree)].filter(own).sort())
  })
})

it.skipIf(!hasNewer)(
  `a heredoc that BuildKit ran keeps the ends of its lines${hasNewer ? '' : `, ${NO_NEWER}`}`,
  async () => {
    const engine = await startContainerdDocker({ name: 'heredoc' })
    try {
      const base = `${registry.prefix}/odd/busybox:1`
      await buildBusyboxBase(engine, base, 0)
      const reference = `${registry.prefix}/odd/heredoc:1`
      const dockerfile = `FROM ${base}\nRUN <<EOF\n  echo one > /one\n  echo two > /two\nEOF\n`
      await buildx(engine, reference, { dockerfile, files: {} })
      const steps = (await factsOf(reference)).history.map(
        ({ createdBy }) => parseInstruction(createdBy).text,
      )
      expect(steps.at(-1)).toBe('RUN echo one > /one ¶ echo two > /two')
    } finally {
      await engine.stop()
    }
  },
)

/** The paths below a directory as tar lists them. */
function* pathsOf({ children }: TreeNode): Generator<string> {
  for (const child of children) {
    yield child.directory ? `${child.path}/` : child.path
    yield* pathsOf(child)
  }
}

const isOneOf = (engines: readonly Engine[], by: Engine) => engines.includes(by)
