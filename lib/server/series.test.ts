// Longer than most: what sources may answer for one series, case by case.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CompareInput, StrategyInput } from '../analysis/question'
import {
  type FakeRegistry,
  putDocument,
  putImage,
  putManifest,
  sha256,
  startFakeRegistry,
} from '../sources/registry/fake-registry.testing'
import { type ImageSource, SourceError } from '../sources/source'
import { FactsBudget } from './facts-budget'
import { asTyped } from './hub-names'
import { localSource, TestRuntime } from './runtime.testing'
import { readSeries } from './series'

const QUESTION: CompareInput = {
  strategies: [],
  basis: 'transfer',
  rule: 'auto',
  cache: 'earlier',
  source: 'auto',
}
let folder: string
let fake: FakeRegistry

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'strata-series-'))
  fake = await startFakeRegistry()
})
afterEach(async () => {
  await fake.stop()
  await rm(folder, { recursive: true, force: true })
})

function put(...tags: readonly string[]) {
  for (const tag of tags) putImage(fake, 'app', tag, ['base', tag])
  putDocument(fake, '/v2/app/tags/list', 'application/json', JSON.stringify({ name: 'app', tags }))
}
const over = (local?: ImageSource, env?: Record<string, string>) => new TestRuntime(folder, local, env)
const read = async (run: TestRuntime, input: Partial<StrategyInput> = {}, budget?: FactsBudget) => {
  const { signal } = new AbortController()
  const place = { run, daemon: await run.daemon(signal), offline: undefined, budget }
  return readSeries(place, { reference: `${fake.host}/app`, ...input }, QUESTION, signal)
}
/** A runtime whose registries are not asked, and which were to be. */
function recording(run: TestRuntime) {
  const asked: string[] = []
  run.registry = async (host) => {
    asked.push(host)
    throw new SourceError({ code: 'not-found', at: host, what: 'redis' })
  }
  return { run, asked }
}
const asked = (part: string) => fake.requests.filter(({ path: target }) => target.includes(part)).length

describe('a series', () => {
  it('has its tags in the order of their versions, each with what the registry tells', async () => {
    put('1.10', '1.9', '1.0')
    const series = await read(over())
    expect(series.tags.map(({ tag }) => tag)).toEqual(['1.0', '1.9', '1.10'])
    expect(series.tags.map(({ registry }) => registry?.layers.length)).toEqual([2, 2, 2])
    expect(series).toMatchObject({ tagsFound: 3, problems: [] })
  })

  it('reads only the images that filter and take leave', async () => {
    put('1.0', '1.1', '1.2', '2.0')
    const series = await read(over(), { filter: '1.*', take: -1 })
    expect(series.tags.map(({ tag }) => tag)).toEqual(['1.2'])
    expect(series.tagsFound).toBe(4)
    expect(asked('/manifests/')).toBe(1)
  })

  it('leaves out the oldest images where all of them say more than one answer holds', async () => {
    const fat = (of: string) => Array.from({ length: 50 }, (_, at) => `${of} ${at}`)
    for (const tag of ['1', '2', '3', '4', '5', '6']) putImage(fake, 'app', tag, fat(tag))
    const tags = ['1', '2', '3', '4', '5', '6']
    putDocument(fake, '/v2/app/tags/list', 'application/json', JSON.stringify({ name: 'app', tags }))
    const run = over(undefined, { STRATA_CONCURRENCY: '1', STRATA_TIMEOUT_MS: '9000' })
    const series = await read(run, {}, new FactsBudget(1_000_000))
    const count = series.tags.findIndex(({ registry }) => registry !== undefined)
    expect(count).toBeGreaterThan(0)
    const failure = { code: 'left-out', at: fake.host, limitBytes: 1_000_000 }
    expect(series.tags.map(({ failures }) => failures)).toEqual(
      tags.map((_, at) => (at < count ? [failure] : [])),
    )
  })

  it('of a list that was cut says so, and has a tag that is named though it was not looked at', async () => {
    put('1', '2')
    putImage(fake, 'app', '3', ['base', '3'])
    const run = over()
    const registry = run.registry.bind(run)
    run.registry = async (host, signal) => {
      const source = await registry(host, signal)
      const cut = async (...query: Parameters<ImageSource['tags']>) =>
        Object.assign([...(await source.tags(...query))], { cutAt: 2 })
      return { ...source, tags: cut }
    }
    const failure = { code: 'too-many', at: fake.host, what: 'tags', limit: 2 }
    const problem = { code: 'source', source: 'registry', failure }
    expect(await read(run)).toMatchObject({ tagsFound: 2, problems: [problem] })
    const named = await read(run, { reference: `${fake.host}/app:3` })
    expect(named.tags.map(({ tag, registry: found }) => [tag, found?.layers.length])).toEqual([['3', 2]])
    const gone = await read(run, { reference: `${fake.host}/app:4` })
    expect(gone.tags[0]?.failures).toMatchObject([{ code: 'not-found' }])
  })

  it('is one tag when the reference names one, whatever its characters', async () => {
    put('1.0', '1x0')
    const series = await read(over(), { reference: `${fake.host}/app:1.0` })
    expect(series.tags.map(({ tag }) => tag)).toEqual(['1.0'])
  })

  it('takes the last by time of creation, which only the images tell', async () => {
    const at = (tag: string, created: string) => ({ tag, created, inRegistry: true })
    const tags = [
      at('a', '2026-03-01T00:00:00Z'),
      at('b', '2026-01-01T00:00:00Z'),
      at('c', '2026-02-01T00:00:00Z'),
    ]
    const series = await read(over(localSource({ [`${fake.host}/app`]: tags })), {
      order: 'created',
      take: -2,
    })
    expect(series.tags.map(({ tag }) => tag)).toEqual(['c', 'a'])
  })

  it('shows the last tags of many, and says so', async () => {
    put('1', '2', '3', '4')
    const series = await read(over(undefined, { STRATA_MAX_TAGS: '3' }))
    expect(series.tags.map(({ tag }) => tag)).toEqual(['2', '3', '4'])
    expect(series.problems).toEqual([{ code: 'too-many-tags', found: 4, shown: 3 }])
  })

  it('is empty for a text that is no reference, and for a filter that cannot be read or that takes too long', async () => {
    put('a'.repeat(60))
    expect((await read(over(), { reference: 'A B' })).problems).toMatchObject([{ code: 'bad-reference' }])
    expect((await read(over(), { filter: '/(/' })).problems).toMatchObject([{ code: 'bad-filter' }])
    expect((await read(over(), { filter: '/^((\\w+))+!$/' })).problems).toMatchObject([
      { code: 'bad-filter' },
    ])
    expect((await read(over(), { filter: 'b*' })).problems).toEqual([{ code: 'nothing-matches', found: 1 }])
  })
})

describe('a repository as people have it', () => {
  const rowsOf = async (run: TestRuntime, input: Partial<StrategyInput> = {}) =>
    (await read(run, input)).tags.map(({ tag, aliases = [] }) => [tag, ...aliases].join(' '))
  /** More names of images that are there. */
  const alias = (names: Readonly<Record<string, string>>) => {
    const { body } = fake.documents.get('/v2/app/tags/list')!
    const tags = [...(JSON.parse(body) as { tags: string[] }).tags, ...Object.keys(names)]
    putDocument(fake, '/v2/app/tags/list', 'application/json', JSON.stringify({ name: 'app', tags }))
    for (const [name, of] of Object.entries(names))
      fake.documents.set(`/v2/app/manifests/${name}`, fake.documents.get(`/v2/app/manifests/${of}`)!)
  }

  it('has one row an image under its most precise name, unless a person opens the fold', async () => {
    put('1.26.0', '1.26.1', '1.27.0')
    alias({ 1: '1.27.0', '1.27': '1.27.0', latest: '1.27.0', stable: '1.26.1', edge: '1.26.0' })
    const run = over()
    expect(await rowsOf(run)).toEqual(['1.26.0 edge', '1.26.1 stable', '1.27.0 1.27 1 latest'])
    expect(await rowsOf(run, { take: -1 })).toEqual(['1.27.0 1.27 1 latest'])
    expect(await rowsOf(run, { fold: false })).toEqual(['1.26.0', '1.26.1', '1.27.0', '1.27', '1'])
    expect(asked('/blobs/')).toBe(3)
  })

  it('fills the rows of two names of one image that only reading them shows', async () => {
    put('1.0', '1.1', '1.2', '1.3')
    alias({ '1.3-r1': '1.3' })
    expect(await rowsOf(over(), { take: -3 })).toEqual(['1.1', '1.2', '1.3 1.3-r1'])
  })

  it('shows the plain variant, and any other that is asked for', async () => {
    put('1.0.0', '1.1.0', '1.0.0-alpine', '1.1.0-alpine', '1.2.0-rc.1')
    const run = over()
    const { reading, tags } = await read(run)
    expect(tags.map(({ tag }) => tag)).toEqual(['1.0.0', '1.1.0'])
    expect(reading).toMatchObject({
      scheme: 'semver',
      variant: '',
      variants: [
        { name: '', tags: 3 },
        { name: 'alpine', tags: 2 },
      ],
      preReleases: { tags: 1, shown: false },
    })
    expect(await rowsOf(run, { variant: 'alpine' })).toEqual(['1.0.0-alpine', '1.1.0-alpine'])
    expect(await rowsOf(run, { preReleases: true })).toEqual(['1.0.0', '1.1.0', '1.2.0-rc.1'])
  })

  it('names what is no image, with its bytes, and keeps it out of the rows', async () => {
    put('1.0.0', '1.1.0', 'chart-1.0.0', 'latest')
    const chart = JSON.stringify({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: sha256('{}'), size: 2 },
      layers: [
        {
          mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip',
          digest: sha256('chart'),
          size: 12_000,
        },
      ],
    })
    putManifest(fake, 'app', 'chart-1.0.0', chart)
    const { reading, tags } = await read(over())
    expect(tags.map(({ tag }) => tag)).toEqual(['1.0.0', '1.1.0'])
    expect(reading?.variants).toEqual([{ name: '', tags: 3 }])
    expect(reading?.channels).toEqual(['latest'])
    expect(reading?.other).toMatchObject([
      { kind: 'helm-chart', tags: 1, examples: ['chart-1.0.0'], bytes: { kind: 'exact', value: 12_000 } },
    ])
    const [named] = (await read(over(), { reference: `${fake.host}/app:chart-1.0.0` })).tags
    expect(named?.failures).toMatchObject([{ code: 'unsupported', artifact: { kind: 'helm-chart' } }])
  })

  it('shows channels by their time where there is nothing else', async () => {
    const at = (tag: string, created: string) => ({ tag, created, inRegistry: true })
    const tags = [at('stable', '2026-01-01T00:00:00Z'), at('edge', '2026-02-01T00:00:00Z')]
    const local = localSource({ [`${fake.host}/app`]: tags })
    expect(await rowsOf(over(local))).toEqual(['stable', 'edge'])
  })
})

describe('a source that fails', () => {
  it('costs a tag that vanished its own figures only', async () => {
    put('1', '2', '3')
    fake.documents.delete('/v2/app/manifests/2')
    const { tags, problems } = await read(over())
    expect(
      tags.map(({ registry, failures }) => [registry !== undefined, failures.map(({ code }) => code)]),
    ).toEqual([
      [true, []],
      [false, ['not-found']],
      [true, []],
    ])
    expect(problems).toEqual([])
  })

  it('leaves the daemon’s facts when the registry is down, and is named', async () => {
    const run = over(localSource({ 'localhost:1/app': [{ tag: '1', inRegistry: true }] }))
    const series = await read(run, { reference: 'localhost:1/app' })
    expect(series.tags[0]?.daemon?.layers).toHaveLength(1)
    expect(series.problems).toMatchObject([
      { code: 'source', source: 'registry', failure: { code: 'unreachable' } },
    ])
  })

  it('is no problem when the other knows what this one never had', async () => {
    put('1')
    const { tags, problems } = await read(over(localSource({})))
    expect(tags).toMatchObject([{ tag: '1', failures: [] }])
    expect(problems).toEqual([])
  })

  it('hangs no longer than one timeout after its list, however many tags there are', async () => {
    put(...Array.from({ length: 60 }, (_, index) => `1.${index}`))
    fake.before = ({ url = '' }) => url.includes('/manifests/')
    const started = performance.now()
    const { tags } = await read(over(undefined, { STRATA_TIMEOUT_MS: '400' }))
    expect(performance.now() - started).toBeLessThan(2000)
    expect(tags).toHaveLength(60)
    expect(new Set(tags.flatMap(({ failures }) => failures.map(({ code }) => code)))).toEqual(
      new Set(['timeout']),
    )
  })
})

describe('what is asked of whom', () => {
  it('joins what both hold under a tag', async () => {
    put('1', '2')
    const local = localSource({ [`${fake.host}/app`]: [{ tag: '2', inRegistry: true }, { tag: '3' }] })
    const { tags } = await read(over(local))
    expect(
      tags.map(({ tag, daemon, registry }) => [tag, daemon !== undefined, registry !== undefined]),
    ).toEqual([
      ['1', false, true],
      ['2', true, true],
      ['3', true, false],
    ])
  })

  it('never asks Docker Hub for a name that was only built here', async () => {
    const run = over(localSource({ 'docker.io/library/secret-project': [{ tag: '1', inRegistry: false }] }))
    const { tags, problems } = await read(run, { reference: 'secret-project' })
    expect(tags).toHaveLength(1)
    expect(problems).toEqual([])
    expect(run.contacted).toEqual([])
  })

  it.each([
    ['is dead', () => over(undefined, { STRATA_DAEMON: 'auto', DOCKER_HOST: `unix://${folder}/gone.sock` })],
    [
      'hangs',
      () => {
        const tags = async () => {
          throw new SourceError({ code: 'timeout', at: 'made up', seconds: 10 })
        }
        return over({ ...localSource({}), tags })
      },
    ],
  ])('never asks Docker Hub for a name that may be of this host, while its daemon %s', async (_, runtime) => {
    const run = runtime()
    const { problems } = await read(run, { reference: 'shop/chained' })
    expect(problems.at(-1)).toMatchObject({ failure: { code: 'not-asked', what: 'shop/chained' } })
    expect(run.contacted).toEqual([])
    put('1')
    expect((await read(run)).tags).toHaveLength(1)
  })

  it('never asks Docker Hub for a name of this host of which the engine does not say where it is from', async () => {
    const run = over(localSource({ 'docker.io/library/shop': [{ tag: '1' }] }))
    const { tags, problems } = await read(run, { reference: 'shop' })
    expect(tags).toHaveLength(1)
    expect(problems).toMatchObject([{ failure: { code: 'not-asked', what: 'shop', why: 'held' } }])
    expect(run.contacted).toEqual([])
  })

  it('never asks Docker Hub for a name that this host had, once its daemon is gone for good', async () => {
    const before = over(localSource({ 'docker.io/library/shop': [{ tag: '1' }] }))
    await before.namedHosts(new AbortController().signal)
    await before.facts.flush()
    const { run, asked } = recording(over())
    expect((await read(run, { reference: 'shop' })).problems).toMatchObject([
      { failure: { code: 'not-asked', what: 'shop', why: 'silent' } },
    ])
    await read(run, { reference: 'redis' })
    expect(asked).toEqual(['docker.io'])
  })

  it.each([
    [
      'that was built here',
      () => over(localSource({ 'docker.io/library/shop': [{ tag: '1', inRegistry: false }] })),
    ],
    ['that may be of this host', () => over(localSource({ 'docker.io/library/shop': [{ tag: '1' }] }))],
    [
      'whose daemon is dead',
      () => over(undefined, { STRATA_DAEMON: 'auto', DOCKER_HOST: 'unix:///gone.sock' }),
    ],
  ])('asks Docker Hub for a name %s where the link names Docker Hub', async (_, runtime) => {
    const { run, asked } = recording(runtime())
    const shop = { host: 'docker.io', repository: 'library/shop', tag: '1' }
    expect(asTyped(run, shop)).toBe('shop:1')
    await read(run, { reference: 'docker.io/library/shop' })
    // So that the pages of its tags, whose links have all names in full, find them there too.
    expect(asTyped(run, shop)).toBe('docker.io/library/shop:1')
    await read(run, { reference: ' Docker.io/shop' })
    expect(asked).toEqual(['docker.io', 'docker.io'])
  })

  it('asks Docker Hub where no daemon is, and where one says that it has no such name', async () => {
    const pulled = localSource({ 'docker.io/library/redis': [{ tag: '6', inRegistry: true }, { tag: '7' }] })
    for (const given of [over(), over(localSource({})), over(pulled)]) {
      const { run, asked } = recording(given)
      await read(run, { reference: 'redis' })
      expect(asked).toEqual(['docker.io'])
    }
  })

  it('asks no registry for what Podman built under localhost', async () => {
    const run = over(localSource({ 'localhost/app': [{ tag: '1', inRegistry: true }] }))
    const daemon = await run.daemon(new AbortController().signal)
    if (!daemon.ok) return expect.unreachable()
    const podman = { ...daemon, description: { ...daemon.description, store: 'containers-storage' as const } }
    const place = { run, daemon: podman, offline: undefined }
    const series = await readSeries(
      place,
      { reference: 'localhost/app' },
      QUESTION,
      new AbortController().signal,
    )
    expect(series).toMatchObject({ problems: [], tags: [{ tag: '1' }] })
    expect(run.contacted).toEqual([])
  })

  it('never contacts a registry that no one on this machine has named', async () => {
    const run = over()
    const { problems } = await read(run, { reference: 'registry.example/app' })
    expect(problems).toMatchObject([
      { code: 'source', failure: { code: 'not-allowed', at: 'registry.example' } },
    ])
    expect(run.contacted).toEqual([])
  })

  it('asks again for what a tag points to only after some seconds, or a change', async () => {
    put('1')
    const run = over()
    await read(run)
    const first = fake.requests.length
    await read(run)
    expect(fake.requests).toHaveLength(first)
    run.forgetTags()
    await read(run)
    expect(fake.requests.length).toBeGreaterThan(first)
    expect(asked('/blobs/')).toBe(1)
  })
})
