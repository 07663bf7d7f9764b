import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DiffFilesReport, DiffReport } from '@/lib/analysis/diff-report'
import { type App, startApp } from '../engines/app'
import { type Article4, type Article5, buildArticle4, buildArticle5, CACHE_BYTES } from '../engines/articles'
import { type Docker, startDocker } from '../engines/docker'
import { type Registry, startRegistry } from '../engines/registry'
import { buildStrategies, type Strategies, TAGS } from '../engines/strategies'
import {
  chainOf,
  expectLayersAsInRegistry,
  expectUnionAsInContainer,
  filesOf,
  parentIds,
  scan,
  scanAll,
} from './layer-oracle'
import { engineImage, fetchedBy, registryImage, sum } from './oracle'

let registry: Registry
let builder: Docker
let puller: Docker
let app: App
let names: Strategies
let article4: Article4
let article5: Article5
let last: string

beforeAll(async () => {
  registry = await startRegistry()
  ;[builder, puller] = await Promise.all([startDocker({ name: 'builder' }), startDocker({ name: 'puller' })])
  names = await buildStrategies(builder, registry.prefix)
  last = `${names.chained}:0.0.4`
  article4 = await buildArticle4(builder, registry.prefix)
  article5 = await buildArticle5(builder, registry.prefix)
  const { first, changed } = article4
  for (const reference of [first, changed, article5.first, article5.changed, article5.before, article5.after])
    await builder.push(reference)
  app = await startApp({ dockerHost: builder.host, registries: [registry.host] })
})
afterAll(async () => {
  if (builder && !builder.owned) await builder.forget(registry.prefix)
  await Promise.all([app?.stop(), builder?.stop(), puller?.stop(), registry?.stop()])
})

describe('the articles’ chained series', () => {
  /** The three releases of test.txt: one, two and four times the text. */
  const TEXT = 44_241
  const SIZES = [TEXT, 2 * TEXT, 4 * TEXT]

  it('knows nothing of files before they are read, and reads each layer once', async () => {
    const before = await chainOf(app, last)
    expect(before.files).toMatchObject({ known: 0, layers: 5, readable: true, small: true })
    expect([before.waste, before.problems, before.layers[4]?.entries]).toEqual([undefined, [], undefined])
    const since = await registry.mark()
    const events = await scan(app, [last])
    expect(events.at(-1)).toEqual({ kind: 'done', problems: [] })
    expect((await chainOf(app, last)).files).toMatchObject({ known: 5, layers: 5 })
    await scanAll(app, [last])
    const blobs = (await registry.requests?.(since))?.filter(({ path }) => path.includes('/blobs/')) ?? []
    expect(new Set(blobs.map(({ path }) => path)).size).toBe(blobs.length)
  })

  it('shows in its last layer the deletion of test.txt and what that hides', async () => {
    const { rows, total } = await filesOf(app, last, { view: 'layer', layer: 4 })
    expect(total).toBe(1)
    expect(rows).toMatchObject([
      {
        path: 'test.txt',
        change: 'deleted',
        bytes: 0,
        shadows: SIZES.map((bytes, at) => ({
          layer: at + 1,
          bytes,
          by: at + 2,
          how: at === 2 ? 'deleted' : 'overwritten',
        })),
      },
    ])
  })

  it('hides the sum of the three versions, and its layers’ contributions add up to the rest', async () => {
    const { layers, waste } = await chainOf(app, last)
    expect(waste?.hiddenBytes).toBe(sum(SIZES))
    expect(layers.map(({ hiddenBytes }) => hiddenBytes)).toEqual([0, ...SIZES, 0])
    const union = await filesOf(app, last, { view: 'union', layer: 4, flat: true })
    const contributions = layers.map(({ contributionBytes = Number.NaN }) => contributionBytes)
    expect(sum(contributions)).toBe(union.bytes)
    expect(contributions.slice(2)).toEqual([TEXT, 2 * TEXT, -4 * TEXT])
    expect(waste).toMatchObject({ visibleBytes: union.bytes, storedBytes: union.bytes + sum(SIZES) })
  })

  it.each(TAGS)('stores in each layer of %s what `docker history` says', async (tag) => {
    const reference = `${names.chained}:${tag}`
    await scanAll(app, [reference])
    const { madeLayer } = await registryImage(registry, reference)
    const { stepBytes } = await engineImage(builder, reference)
    const { layers } = await chainOf(app, reference)
    const stored = layers.map(({ storedBytes = Number.NaN }) => storedBytes)
    const { rows } = await filesOf(app, reference, { view: 'layer', layer: 0, flat: true })
    // The engine counts the text of a symlink too: those of the base, there are no others.
    const links = sum(rows.map(({ kind, target }) => (kind === 'symlink' ? (target ?? '').length : 0)))
    const expected = stepBytes.filter((_, at) => madeLayer[at])
    expect([(stored[0] ?? 0) + links, ...stored.slice(1)]).toEqual(expected)
  })
})

describe('files', () => {
  it('of each layer are those in the registry’s blobs', async () => {
    const { first, changed, before, after } = article5
    const others = [`${names.fixed}:0.0.3`, `${names.custom}:0.0.4`, article4.changed]
    for (const reference of [last, ...others, first, changed, before, after]) {
      await scanAll(app, [reference])
      await expectLayersAsInRegistry(app, registry, reference)
    }
  })

  it('of the union are those in a container', async () => {
    const others = [`${names.custom}:0.0.3`, article4.changed, article5.first, article5.before]
    for (const reference of [last, ...others]) {
      await scanAll(app, [reference])
      await expectUnionAsInContainer(app, builder, reference)
    }
  })
})

describe('the folders of layers on the host', () => {
  it('are those of inspect, and hold what the layer adds', async () => {
    for (const reference of [last, article5.first]) {
      const { layers, noFolders } = await chainOf(app, reference)
      const format = '--format={{.GraphDriver.Data.UpperDir}}:{{.GraphDriver.Data.LowerDir}}'
      const inspected = await builder.cli('image', 'inspect', format, reference)
      expect(layers.map(({ folder }) => folder).reverse()).toEqual(inspected.trim().split(':'))
      expect(noFolders).toBeUndefined()
    }
    const { layers } = await chainOf(app, last)
    if (builder.owned) expect(readdirSync(layers.at(-2)?.folder ?? '')).toEqual(['test.txt'])
  })
})

describe('the parents that the classic builder left', () => {
  it('are those that inspect reports one after the other', async () => {
    for (const reference of [last, article4.changed, article5.first]) {
      const { parents } = await chainOf(app, reference)
      const ids = await parentIds(builder, reference)
      expect(parents.map(({ id }) => id)).toEqual(ids)
      expect(parents.map(({ parent }) => parent)).toEqual([...ids.slice(1), undefined])
      for (const { id, layers, tags } of parents) {
        const format = '--format={{json .RootFS.Layers}} {{json .RepoTags}}'
        const inspected = await builder.cli('image', 'inspect', format, id)
        const [diffIds = '', repoTags = ''] = inspected.trim().split(' ')
        expect([layers, tags]).toEqual([JSON.parse(diffIds).length, JSON.parse(repoTags)])
      }
      const history = await builder.cli('history', '--no-trunc', '--quiet', reference)
      expect(history.split('\n').slice(0, ids.length)).toEqual(ids)
    }
  })
})

describe('article 4’s 0.0.1 and 0.0.3', () => {
  const diff = (a: string, b: string): Promise<DiffReport> =>
    app.get(`/api/diff?${new URLSearchParams({ a, b })}`)

  it('part at the COPY that is new; the ADD above it has the same content for nothing', async () => {
    const { first, changed } = article4
    await scanAll(app, [first, changed])
    const {
      pairs,
      divergence = -1,
      commonLayers,
      aToB,
      bToA,
      reparented,
      rule,
      files,
    } = await diff(first, changed)
    expect(rule).toBe('classic')
    expect(commonLayers).toBe(2)
    expect(pairs[divergence]).toMatchObject({ change: 'added', b: { unpackedBytes: 11, layer: 2 } })
    expect(pairs[divergence]?.b?.original).toBe(await stepOf(changed, 2))
    const add = pairs.find(({ change }) => change === 'same-content')
    expect(add).toMatchObject({ a: { layer: 2 }, b: { layer: 3 } })
    expect([add?.a?.text, add?.a?.original]).toEqual([expect.stringMatching(/^ADD /), await stepOf(first, 1)])
    expect([aToB.redundantLayers, aToB.layers, bToA.redundantLayers, bToA.layers]).toEqual([1, 2, 1, 1])
    expect(reparented).toMatchObject({ a: 2, b: 3, layers: 1, transfer: { kind: 'exact' } })
    expect(files).toEqual({
      added: 1,
      addedBytes: 11,
      removed: 0,
      removedBytes: 0,
      changed: 0,
      changedBytes: 0,
      unchangedBytes: expect.any(Number),
      unchangedDownloadedBytes: 6,
    })
    const search = new URLSearchParams({ a: first, b: changed })
    const { rows } = await app.get<DiffFilesReport>(`/api/diff/files?${search}`)
    expect(rows).toMatchObject([{ path: 'new_second.txt', change: 'added', kind: 'file', bBytes: 11 }])
  })

  it('cost a second engine that goes from one to the other what the report says', async (context) => {
    if (!registry.requests) return context.skip('the given registry keeps its log to itself')
    const ways = [
      [article4.first, article4.changed],
      [article4.changed, article4.first],
      [`${names.chained}:0.0.2`, last],
      [article5.first, article5.changed],
    ] as const
    if (!builder.owned) return context.skip('one engine cannot both hold and pull')
    for (const [a, b] of ways) {
      await puller.forget(registry.prefix)
      await puller.pull(a)
      const fetched = await fetchedBy(puller, registry, b, await registryImage(registry, b))
      const { aToB } = await diff(a, b)
      expect([b, aToB.transfer]).toMatchObject([b, { kind: 'exact', value: sum(fetched.values()) }])
    }
  })

  /** `docker history` of one step, counted from the newest. */
  async function stepOf(reference: string, back: number): Promise<string> {
    const steps = await builder.cli('history', '--no-trunc', '--format={{.CreatedBy}}', reference)
    return steps.split('\n')[back] ?? ''
  }
})

describe('article 5', () => {
  it('repeats one layer four times, of seven and of eight', async () => {
    const { layers } = await chainOf(app, article5.first)
    const changed = await chainOf(app, article5.changed)
    expect(layers.map(({ repeats }) => repeats)).toEqual([
      [],
      [],
      [3, 4, 6],
      [2, 4, 6],
      [2, 3, 6],
      [],
      [2, 3, 4],
    ])
    expect(changed.layers).toHaveLength(8)
    expect(changed.layers[7]).toMatchObject({ diffId: layers[2]?.diffId, repeats: [2, 3, 4] })
    expect(changed.files).toMatchObject({ known: 5, layers: 5 })
  })

  it('advises to delete the cache in the step that makes it, and nothing once that is done', async () => {
    const { waste } = await chainOf(app, article5.before)
    const [make = -1, remove = -1] = waste?.advice[0]?.layers ?? []
    expect(remove).toBe(make + 1)
    expect(waste?.advice).toEqual([
      {
        code: 'delete-where-created',
        savedBytes: CACHE_BYTES,
        layers: [make, remove],
        files: 1,
        example: '.cache',
      },
    ])
    expect((await chainOf(app, article5.after)).waste).toMatchObject({ hiddenBytes: 0, advice: [] })
  })

  it('advises nothing for the repeated steps, whose file is tiny', async () => {
    expect((await chainOf(app, article5.first)).waste?.advice).toEqual([])
  })
})
