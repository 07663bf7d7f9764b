import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CacheSetId } from '@/lib/analysis/cache-set'
import type { CompareReport, StrategyReport, TagCellId } from '@/lib/analysis/report'
import { formatBytes } from '@/lib/i18n/format'
import { type App, startApp } from '../engines/app'
import { type Docker, startDocker } from '../engines/docker'
import { type Registry, startRegistry } from '../engines/registry'
import { buildStrategies, type Strategies, TAGS } from '../engines/strategies'
import { type EngineImage, engineImage, fetchedBy, type RegistryImage, registryImage, sum } from './oracle'

/** Strategies in the order asked. */
const NAMES = ['chained', 'fixed', 'custom'] as const
type Name = (typeof NAMES)[number]
const CACHES: readonly CacheSetId[] = ['none', 'previous', 'earlier', 'base']
const LOG_IS_CLOSED = 'the given registry keeps its log and its disk to itself'

let registry: Registry
let builder: Docker
let puller: Docker
let app: App
let names: Strategies
const reports = new Map<CacheSetId, CompareReport>()
const onEngine = new Map<string, EngineImage>()
const inRegistry = new Map<string, RegistryImage>()
let engineVersion: string
let engineLayers: string

beforeAll(async () => {
  registry = await startRegistry()
  ;[builder, puller] = await Promise.all([startDocker({ name: 'builder' }), startDocker({ name: 'puller' })])
  names = await buildStrategies(builder, registry.prefix)
  for (const reference of [`${names.base}:latest`, ...NAMES.flatMap(references)]) {
    onEngine.set(reference, await engineImage(builder, reference))
    inRegistry.set(reference, await registryImage(registry, reference))
  }
  engineVersion = (await builder.cli('version', '--format={{.Server.Version}}')).trim()
  engineLayers = (await builder.cli('system', 'df', '--format={{.Size}}')).split('\n')[0] ?? ''

  app = await startApp({ dockerHost: builder.host, registries: [registry.host] })
  const strategies = NAMES.map((name) => `s=${encodeURIComponent(names[name])}`).join('&')
  for (const cache of CACHES) reports.set(cache, await app.get(`/api/compare?${strategies}&cache=${cache}`))
  // A given engine serves as the clean one too.
  if (!builder.owned) await builder.forget(registry.prefix)
})
afterAll(async () => {
  await Promise.all([app?.stop(), builder?.stop(), puller?.stop(), registry?.stop()])
})

describe('the report', () => {
  it('names the engine, its store and the rule that follows from it', () => {
    expect(report()).toMatchObject({
      source: 'live',
      // Without the distribution's own suffix (`20.10.24+dfsg1`).
      engine: { version: engineVersion.split('+')[0], store: 'classic' },
      rule: 'classic',
      ruleFrom: 'daemon',
    })
  })

  it('finds each strategy to be what it was built as', () => {
    expect(report().strategies.map(({ kind, problems }) => ({ kind: kind.kind, problems }))).toEqual([
      { kind: 'chained', problems: [] },
      { kind: 'fixed-base', problems: [] },
      { kind: 'custom-base', problems: [] },
    ])
  })

  it('has a line for each tag, without a failure', () => {
    expect(report().rows.map(({ label }) => label)).toEqual(TAGS)
    for (const { tags } of report().strategies)
      expect(tags.map(({ failures }) => failures)).toEqual([[], [], [], []])
  })
})

describe.each(NAMES)('%s', (name) => {
  it.each(TAGS)('%s has the identity that engine and registry give it', (tag) => {
    const { image, moved } = tagOf(name, tag)
    const [engine, stored] = bothOf(name, tag)
    expect(moved).toBeUndefined()
    expect(image).toMatchObject({
      presentIn: ['daemon', 'registry'],
      imageId: engine.id,
      configDigest: stored.configDigest,
      manifestDigest: stored.manifestDigest,
      stepsFrom: 'config',
    })
    expect(engine.repoDigests).toContain(`${names[name]}@${stored.manifestDigest}`)
    expect(layersOf(name, tag).map(({ diffId }) => diffId)).toEqual(engine.diffIds)
    expect(layersOf(name, tag).map(({ blobDigest }) => blobDigest)).toEqual(
      stored.layers.map(({ digest }) => digest),
    )
  })

  it.each(TAGS)('%s has the layers and the local size of `docker images` and `docker history`', (tag) => {
    const [engine, stored] = bothOf(name, tag)
    expect(figure(name, tag, 'layers')).toBe(engine.diffIds.length)
    expect(figure(name, tag, 'local')).toBe(engine.bytes)
    expect(formatBytes(figure(name, tag, 'local'), 'unpacked')).toBe(engine.printed)
    expect(layersOf(name, tag).map(({ unpackedBytes }) => unpackedBytes)).toEqual(layerBytes(engine, stored))
    expect(figure(name, tag, 'uncached:unpacked')).toBe(engine.bytes)
  })

  it.each(TAGS)(
    '%s has the registry size of its manifest, and each layer that of its blob on the disk',
    (tag) => {
      const [, stored] = bothOf(name, tag)
      const sizes = new Map(stored.layers.map(({ digest, size }) => [digest, size]))
      expect(figure(name, tag, 'registry')).toBe(sum(sizes.values()))
      expect(figure(name, tag, 'uncached:transfer')).toBe(sum(sizes.values()))
      const disk = registry.blobsOnDisk?.()
      for (const { blobDigest = '', transferBytes } of layersOf(name, tag)) {
        expect(transferBytes).toBe(sizes.get(blobDigest))
        if (disk) expect(transferBytes).toBe(disk.get(blobDigest))
      }
    },
  )

  it('takes on the registry’s disk what its distinct blobs take there', (context) => {
    const disk = registry.blobsOnDisk?.()
    if (!disk) return context.skip(LOG_IS_CLOSED)
    const digests = new Set(TAGS.flatMap((tag) => bothOf(name, tag)[1].layers.map(({ digest }) => digest)))
    expect(strategy(name).cells['registry-disk']).toEqual({
      kind: 'exact',
      unit: 'bytes',
      value: sum([...digests].map((digest) => disk.get(digest) ?? Number.NaN)),
    })
  })

  it('takes on the host’s disk what its tags add to each other', () => {
    const [first, ...later] = TAGS.map((tag) => bothOf(name, tag)[0].bytes)
    const base = onEngine.get(`${names.base}:latest`)?.bytes ?? Number.NaN
    const expected = {
      chained: later.at(-1),
      fixed: sum([first ?? 0, ...later.map((bytes) => bytes - base)]),
      custom: sum([first ?? 0, ...later.map((bytes) => bytes - (first ?? 0))]),
    }
    expect(strategy(name).cells['host-disk']).toEqual({ kind: 'exact', unit: 'bytes', value: expected[name] })
  })
})

describe.each(NAMES)('a second, clean engine that pulls %s', (name) => {
  it.for(CACHES)('fetches, with the cache set `%s`, what the report says', async (cache, context) => {
    if (!registry.requests) return context.skip(LOG_IS_CLOSED)
    await puller.forget(registry.prefix)
    for (const [index, tag] of TAGS.entries()) {
      if (cache !== 'earlier') await puller.forget(registry.prefix)
      if (cache === 'previous' && index > 0) await puller.pull(`${names[name]}:${TAGS[index - 1]}`)
      if (cache === 'base') await puller.pull(`${names.base}:latest`)

      const [engine, stored] = bothOf(name, tag)
      const fetched = await fetchedBy(puller, registry, `${names[name]}:${tag}`, stored)
      const unpacked = layerBytes(engine, stored).filter((_, at) =>
        fetched.has(stored.layers[at]?.digest ?? ''),
      )
      expect([tag, figure(name, tag, 'cached:transfer', cache)]).toEqual([tag, sum(fetched.values())])
      expect([tag, figure(name, tag, 'cached:unpacked', cache)]).toEqual([tag, sum(unpacked)])
      expect(tagOf(name, tag, cache).image?.reused).toEqual(
        stored.layers.map(({ digest }) => !fetched.has(digest)),
      )
    }
    await puller.forget(registry.prefix)
  })
})

describe('over all strategies', () => {
  it('the registry’s disk holds the blobs of the report, their configs and manifests, and no other', (context) => {
    const disk = registry.blobsOnDisk?.()
    if (!disk) return context.skip(LOG_IS_CLOSED)
    const documents = [...inRegistry.values()].flatMap((image) => [image.manifestDigest, image.configDigest])
    const layers = report().layers.map(({ blobDigest = '' }) => blobDigest)
    expect(new Set([...documents, ...layers])).toEqual(new Set(disk.keys()))
  })

  it('the layers of the report are those that `docker system df` adds up', (context) => {
    if (!builder.owned) return context.skip('the given engine holds other images too')
    const megabytes = sum(report().layers.map(({ unpackedBytes }) => unpackedBytes ?? Number.NaN)) / 1e6
    // It prints four significant digits where `docker images` prints three.
    expect(`${Number(megabytes.toPrecision(4))}MB`).toBe(engineLayers)
  })

  it('cached images read as in the articles', () => {
    const notation = (name: Name) =>
      TAGS.map((tag) => {
        const cell = tagOf(name, tag).cells['cached-images']
        if (cell?.kind !== 'images' || cell.images === 'none') return '-'
        if (cell.images === 'base') return cell.name
        return cell.first === cell.last ? cell.first : `${cell.first} ~ ${cell.last}`
      })
    expect(notation('chained')).toEqual(['-', '0.0.1', '0.0.1 ~ 0.0.2', '0.0.1 ~ 0.0.3'])
    expect(notation('fixed')).toEqual(['-', 'centos', 'centos', 'centos'])
    expect(notation('custom')).toEqual(['-', '0.0.1', '0.0.1', '0.0.1'])
  })
})

function references(name: Name): string[] {
  return TAGS.map((tag) => `${names[name]}:${tag}`)
}

function report(cache: CacheSetId = 'earlier'): CompareReport {
  const found = reports.get(cache)
  if (!found) throw new Error(`no report for the cache set ${cache}`)
  return found
}

function strategy(name: Name, cache?: CacheSetId): StrategyReport {
  const found = report(cache).strategies[NAMES.indexOf(name)]
  if (!found) throw new Error(`the report has no strategy ${name}`)
  return found
}

function tagOf(name: Name, tag: string, cache?: CacheSetId) {
  const found = strategy(name, cache).tags.find((one) => one.tag === tag)
  if (!found) throw new Error(`the report has no ${name} ${tag}`)
  return found
}

/** An exact figure; anything else fails the test with the cell. */
function figure(name: Name, tag: string, id: TagCellId, cache?: CacheSetId): number {
  const cell = tagOf(name, tag, cache).cells[id]
  if (cell?.kind !== 'exact') throw new Error(`${name} ${tag} ${id}: ${JSON.stringify(cell)}`)
  return cell.value
}

function layersOf(name: Name, tag: string) {
  return (tagOf(name, tag).image?.layers ?? []).flatMap((position) => report().layers[position] ?? [])
}

function bothOf(name: Name, tag: string): [EngineImage, RegistryImage] {
  const engine = onEngine.get(`${names[name]}:${tag}`)
  const stored = inRegistry.get(`${names[name]}:${tag}`)
  if (!engine || !stored) throw new Error(`${name} ${tag} was not looked at`)
  return [engine, stored]
}

/** Sizes of `docker history`, of the steps that made a layer according to the config. */
function layerBytes(engine: EngineImage, stored: RegistryImage): number[] {
  return engine.stepBytes.filter((_, index) => stored.madeLayer[index])
}
