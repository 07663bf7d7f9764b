import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CompareReport, TagCellId } from '@/lib/analysis/report'
import { loadPage } from '@/lib/link/pages'
import { toCompareInput } from '@/lib/link/view-state'
import { readCompare } from '@/lib/server/compare'
import { readConfig } from '@/lib/server/config'
import { Runtime } from '@/lib/server/runtime'
import { inRegistry } from '@/lib/sources/daemon/list'
import { imageListSchema } from '@/lib/sources/daemon/schemas'
import { BUILDKIT_SERIES, BUILDKIT_TAGS, buildSeries, commit } from '../engines/buildkit'
import { startContainerdDocker } from '../engines/containerd'
import type { Docker } from '../engines/docker'
import { askEngine } from '../engines/engine-api'
import { hasNewer, NO_NEWER } from '../engines/newer'
import { type Registry, startRegistry } from '../engines/registry'
import { fetchedBy, stepBytes, sum, type ToolsImage, toolsImage } from './oracle'

let registry: Registry
let builder: Docker
let puller: Docker
let folder: string

describe.skipIf(!hasNewer)(`what BuildKit has built${hasNewer ? '' : `, ${NO_NEWER}`}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'strata-buildkit-'))
    ;[registry, builder, puller] = await Promise.all([
      startRegistry({ inMemory: true }),
      startContainerdDocker({ name: 'builder' }),
      startContainerdDocker({ name: 'puller' }),
    ])
    await buildSeries(builder, registry.prefix)
  })
  afterAll(async () => {
    await Promise.all([builder?.stop(), puller?.stop(), registry?.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  it.each(BUILDKIT_SERIES)(
    '%s: identity, layers and sizes are those of engine and registry',
    async (series) => {
      const report = await asBuilt(series)
      const ids = await builder.cli(
        'images',
        '--no-trunc',
        '--format={{.Tag}} {{.ID}}',
        `${registry.prefix}/${series}`,
      )
      for (const tag of BUILDKIT_TAGS) {
        const [steps, stored] = [await stepBytes(builder, nameOf(series, tag)), await storedAs(series, tag)]
        const { image, cells, failures } = tagOf(report, tag)
        expect([tag, failures]).toEqual([tag, []])
        expect(image).toMatchObject({
          presentIn: ['daemon', 'registry'],
          imageId: stored.digest,
          manifestDigest: stored.manifestDigest,
          configDigest: stored.configDigest,
          stepsFrom: 'config',
          ruler: 'disk blocks',
        })
        expect(ids.split('\n')).toContain(`${tag} ${stored.digest}`)
        const layers = (image?.layers ?? []).map((at) => report.layers[at])
        expect(layers.map((layer) => [layer?.diffId, layer?.blobDigest])).toEqual(
          stored.layers.map(({ digest }, at) => [stored.diffIds[at], digest]),
        )
        expect(layers.map((layer) => layer?.transferBytes)).toEqual(stored.layers.map(({ size }) => size))
        expect(layers.map((layer) => layer?.unpackedBytes)).toEqual(
          steps.filter((_, at) => stored.madeLayer[at]),
        )
        expect(cells.layers).toMatchObject({ value: stored.layers.length })
        expect(cells.local).toEqual(exactly(sum(steps)))
        expect(cells.registry).toEqual(exactly(sum(distinct(stored).values())))
      }
    },
  )

  it.each(BUILDKIT_SERIES)(
    '%s: a pull fetches what is predicted, of all and after earlier tags',
    async (series) => {
      const [of, after] = [await compare(builder, series, '&cache=none'), await asBuilt(series)]
      await puller.forget(registry.prefix)
      for (const tag of BUILDKIT_TAGS) await isPredicted(after, series, tag)
      await puller.forget(registry.prefix)
      await isPredicted(of, series, '3')
    },
  )

  it('the other platform of an index is read from the registry, and fetched as predicted', async () => {
    const platform = 'linux/arm64'
    const report = await compare(builder, 'platforms', '&platform=linux/arm64&cache=none')
    for (const tag of BUILDKIT_TAGS) {
      await puller.forget(registry.prefix)
      const stored = await toolsImage(builder, registry, nameOf('platforms', tag), 'arm64')
      expect(tagOf(report, tag).image).toMatchObject({ manifestDigest: stored.manifestDigest })
      expect(tagOf(report, tag).cells.registry).toEqual(exactly(sum(distinct(stored).values())))
      const fetched = await fetchedBy(puller, registry, nameOf('platforms', tag), stored, platform)
      expect(figure(report, tag, 'cached:transfer')).toBe(sum(fetched.values()))
    }
  })

  it('an index shows whether it was built here or pulled', async () => {
    await puller.pull(nameOf('attested', '1'))
    const shown = async ({ host }: Docker) => {
      const list = await askEngine(host, 'GET', '/images/json?manifests=1')
      // As if it were of Docker Hub, for whose names it matters.
      const images = imageListSchema.parse(JSON.parse(list.replaceAll(registry.prefix, 'docker.io/team')))
      const image = images.find(({ RepoTags }) => RepoTags.includes('docker.io/team/attested:1'))
      return image && inRegistry(image, { host: 'docker.io', repository: 'team/attested' }, 'containerd')
    }
    expect(await Promise.all([shown(builder), shown(puller)])).toEqual([false, true])
  })

  it.each(Object.keys(HELD))('a host that holds %s fetches what is predicted', async (held) => {
    await empty(puller)
    await HELD[held]?.()
    await isPredicted(await compare(puller, 'linked', '&cache=daemon'), 'linked', '2')
  })
})

/** Leaves nothing on an engine: no image, and nothing that was built. */
async function empty(docker: Docker): Promise<void> {
  await docker.cli('image', 'prune', '--all', '--force')
  await docker.cli('builder', 'prune', '--all', '--force')
}

/** What is done on a host before it pulls the second release of `linked`. */
const HELD: Readonly<Record<string, () => Promise<unknown>>> = {
  nothing: async () => {},
  'the first, from an archive': async () => {
    const archive = path.join(folder, 'saved.tar')
    await builder.cli('save', '--output', archive, nameOf('linked', '1'))
    await puller.cli('load', '--quiet', '--input', archive)
  },
  'the first, under another name': () => puller.pull(nameOf('retagged', '1')),
  'the first, tagged again and under its own name no more': async () => {
    await puller.pull(nameOf('linked', '1'))
    await puller.tag(nameOf('linked', '1'), 'mine:1')
    await puller.cli('rmi', nameOf('linked', '1'))
  },
  'the first, by its digest': async () => {
    const { digest } = await storedAs('linked', '1')
    await puller.pull(`${registry.prefix}/linked@${digest}`)
  },
  'an image committed on the first': async () => {
    await puller.pull(nameOf('linked', '1'))
    await commit(puller, 'mine:2', nameOf('linked', '1'))
    await puller.cli('rmi', nameOf('linked', '1'))
  },
  'its base': () => puller.pull(nameOf('base', '1')),
}

const nameOf = (series: string, tag: string) => `${registry.prefix}/${series}:${tag}`
const exactly = (value: number) => ({ kind: 'exact', unit: 'bytes', value })
const distinct = ({ layers }: ToolsImage) => new Map(layers.map(({ digest, size }) => [digest, size]))

const seen = new Map<string, Promise<ToolsImage>>()
/** What the registry has, which stays as it is. */
function storedAs(series: string, tag: string): Promise<ToolsImage> {
  const name = nameOf(series, tag)
  const image = seen.get(name) ?? toolsImage(builder, registry, name)
  seen.set(name, image)
  return image
}

/** Pulls onto the host as it is. */
async function isPredicted(report: CompareReport, series: string, tag: string): Promise<void> {
  const stored = await storedAs(series, tag)
  const fetched = await fetchedBy(puller, registry, nameOf(series, tag), stored)
  expect([tag, figure(report, tag, 'cached:transfer')]).toEqual([tag, sum(fetched.values())])
}

/** The answer of `/api/compare` to this question, of an app that has this engine and no cache of before. */
function compare(docker: Docker, series: string, more = ''): Promise<CompareReport> {
  const home = mkdtempSync(path.join(folder, 'home-'))
  const env = { HOME: home, DOCKER_CONFIG: home, STRATA_CACHE_DIR: home, DOCKER_HOST: docker.host }
  const shared = globalThis as { strataRuntime?: Runtime }
  shared.strataRuntime = new Runtime(readConfig(env), env)
  const state = loadPage('compare', `s=${registry.prefix}/${series}${more}`)
  return readCompare(toCompareInput(state), new AbortController().signal)
}

const reports = new Map<string, Promise<CompareReport>>()
/** Of the engine that built the series, which stays as it is. */
function asBuilt(series: string): Promise<CompareReport> {
  const report = reports.get(series) ?? compare(builder, series)
  reports.set(series, report)
  return report
}

function tagOf({ strategies }: CompareReport, tag: string) {
  const found = strategies[0]?.tags.find((one) => one.tag === tag || one.aliases?.includes(tag))
  if (!found) throw new Error(`the report has no ${tag}`)
  return found
}

/** An exact figure; anything else fails the test with the cell. */
function figure(report: CompareReport, tag: string, id: TagCellId): number {
  const cell = tagOf(report, tag).cells[id]
  if (cell?.kind !== 'exact') throw new Error(`${tag} ${id}: ${JSON.stringify(cell)}`)
  return cell.value as number
}
