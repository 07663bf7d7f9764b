// Longer than most: what engines hold that no tag names, on each of three, and what is said of it.
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numberCell } from '@/lib/analysis/cell'
import type { CompareInput } from '@/lib/analysis/question'
import type { TagReport } from '@/lib/analysis/report'
import { makeTar } from '@/lib/layerfs/tar-writer.testing'
import { readCompare } from '@/lib/server/compare'
import { readConfig } from '@/lib/server/config'
import { Runtime } from '@/lib/server/runtime'
import { blobBytes } from '../engines/access-log'
import { buildByApi } from '../engines/buildkit'
import { startContainerdDocker } from '../engines/containerd'
import { type Docker, startDocker } from '../engines/docker'
import { hasNewer, NO_NEWER } from '../engines/newer'
import { startPodman } from '../engines/podman'
import { capture } from '../engines/process'
import { type LayerInput, type PushedImage, pushImage, pushIndex } from '../engines/push'
import { type Registry, startRegistry } from '../engines/registry'
import { noise } from '../engines/strategies'
import { sum } from './oracle'

const ENGINES = [
  { store: 'classic', start: () => startDocker({ name: 'holder' }), runs: true },
  { store: 'containerd', start: () => startContainerdDocker({ name: 'holder' }), runs: hasNewer },
  { store: 'containers-storage', start: () => startPodman({ name: 'holder' }), runs: hasNewer },
] as const

const shared = globalThis as { strataRuntime?: Runtime | undefined }
let registry: Registry
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'strata-holds-'))
  registry = await startRegistry()
})
afterAll(async () => {
  shared.strataRuntime = undefined
  await registry?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const layer = (name: string, bytes: number): LayerInput => {
  return { tar: makeTar([{ name, content: noise(bytes, name) }]), compression: 'gzip' }
}

const titleOf = ({ store, runs }: (typeof ENGINES)[number]) =>
  `what a ${store} engine holds${runs ? '' : `, ${NO_NEWER}`}`

for (const one of ENGINES)
  describe.skipIf(!one.runs)(titleOf(one), () => {
    const { store, start } = one
    let engine: Docker

    beforeAll(async () => {
      engine = await start()
    })
    afterAll(() => engine?.stop())

    /** A tag as Strata has it now, for a host that holds what this engine does. */
    async function tagOf(
      repository: string,
      tag: string,
      more: Partial<CompareInput> = {},
    ): Promise<TagReport> {
      const env = {
        HOME: folder,
        DOCKER_CONFIG: folder,
        DOCKER_HOST: engine.host,
        STRATA_CACHE_DIR: `${folder}/cache`,
      }
      shared.strataRuntime = new Runtime(readConfig(env), env)
      const strategies = [{ reference: `${registry.prefix}/${repository}` }]
      const question = {
        strategies,
        basis: 'transfer',
        rule: 'auto',
        cache: 'daemon',
        source: 'auto',
      } as const
      const report = await readCompare({ ...question, ...more }, new AbortController().signal)
      expect(report.engine?.store).toBe(store)
      return report.strategies[0]!.tags.find((one) => one.tag === tag)!
    }

    /** Bytes of layers that a pull of the image fetches. */
    async function pulled({ reference, configDigest }: Pick<PushedImage, 'reference' | 'configDigest'>) {
      const since = await registry.mark()
      await engine.pull(reference)
      const sent = [...blobBytes(await registry.requests!(since))]
      return sum(sent.flatMap(([digest, bytes]) => (digest === configDigest ? [] : bytes)))
    }

    /** The predicted cell is what is fetched; the most that is fetched where the engine leaves something unsaid. */
    async function expectFetched(image: PushedImage, why?: string) {
      const [repository = '', tag = ''] = image.reference.slice(registry.prefix.length + 1).split(':')
      const cell = numberCell((await tagOf(repository, tag)).cells['cached:transfer'])
      const real = await pulled(image)
      if (why === undefined) expect(cell).toEqual({ kind: 'exact', value: real, unit: 'bytes' })
      else {
        expect(cell).toMatchObject({ kind: 'estimate', why: { code: why } })
        expect(cell?.kind !== 'unknown' && cell!.value >= real).toBe(true)
      }
      return real
    }

    const forgetBuilds = () => engine.cli('builder', 'prune', '--all', '--force')

    /** An image that is held, and one above it that is not. */
    async function pushPair(name: string) {
      const [base, library, app] = [`${name} base`, `${name} library`, `${name} app`].map((one) =>
        layer(one, 60_000),
      )
      const below = await pushImage(registry, name, '1', { layers: [base!, library!] })
      return { below, above: await pushImage(registry, name, '2', { layers: [base!, library!, app!] }) }
    }

    const unsaid = store === 'containers-storage' ? 'held-blobs-unsaid' : undefined

    it('counts where the tag has gone to another image', async (context) => {
      if (!registry.requests) return context.skip('the given registry keeps its log to itself')
      const { below, above } = await pushPair('untagged')
      const other = await pushImage(registry, 'untagged-other', '1', { layers: [layer('other', 20_000)] })
      await engine.pull(below.reference)
      await engine.pull(other.reference)
      await engine.tag(other.reference, below.reference)
      expect(await expectFetched(above, unsaid)).toBe(above.layers.at(-1)!.size)
    })

    it('counts where the image was pulled by its digest', async (context) => {
      if (!registry.requests) return context.skip('the given registry keeps its log to itself')
      const { below, above } = await pushPair('digest')
      await engine.pull(below.reference.replace(/:1$/, `@${below.digest}`))
      expect(await expectFetched(above, unsaid)).toBe(above.layers.at(-1)!.size)
    })

    it('counts under its tags, and what is all there is nothing', async (context) => {
      if (!registry.requests) return context.skip('the given registry keeps its log to itself')
      const { below, above } = await pushPair('tagged')
      await engine.pull(below.reference)
      expect(await expectFetched(above)).toBe(above.layers.at(-1)!.size)
      expect(await expectFetched(above)).toBe(0)
    })

    if (store === 'containers-storage') return

    it('has one platform of an index, which is no moved tag for another', async () => {
      const platform = { architecture: 'arm64', os: 'linux' }
      const [amd, arm] = await Promise.all([
        pushImage(registry, 'index', 'amd', { layers: [layer('amd', 30_000)] }),
        pushImage(registry, 'index', 'arm', { layers: [layer('arm', 30_000)], platform }),
      ])
      const entryOf = (image: PushedImage, architecture: string) => {
        const { manifestDigest: digest, manifestBytes: size } = image
        return {
          mediaType: 'application/vnd.oci.image.manifest.v1+json',
          digest,
          size,
          platform: { os: 'linux', architecture },
        }
      }
      await pushIndex(registry, 'index', '1', [entryOf(amd, 'amd64'), entryOf(arm, 'arm64')])
      await engine.pull(`${registry.prefix}/index:1`, 'linux/arm64')
      const tag = await tagOf('index', '1')
      expect(tag.moved).toBeUndefined()
      expect(tag).toMatchObject({
        otherEntry: { os: 'linux', architecture: 'arm64' },
        image: { presentIn: ['registry'] },
      })
      expect(tag.cells.registry).toMatchObject({ kind: 'exact', value: amd.layers[0]!.size })
      expect(tag.cells.local?.kind).toBe('unknown')
      const own = await tagOf('index', '1', { platform: 'linux/arm64' })
      expect(own).toMatchObject({ image: { presentIn: ['daemon', 'registry'] } })
      expect(own.otherEntry).toBeUndefined()
    })

    it('may be in BuildKit’s cache, which names no layer: the figure is the most', async (context) => {
      if (!registry.requests) return context.skip('the given registry keeps its log to itself')
      const reference = `${registry.prefix}/cached:1`
      const Dockerfile = Buffer.from('FROM scratch\nCOPY file /\n')
      await buildByApi(engine, reference, { Dockerfile, file: noise(70_000, 'cached') })
      await engine.push(reference)
      const { config, layers } = await registry.manifest('cached', '1')
      await engine.cli('rmi', reference)
      const cell = (await tagOf('cached', '1')).cells['cached:transfer']
      const why = { code: 'held-build-cache' }
      expect(cell).toMatchObject({ kind: 'estimate', value: layers[0]!.size, why })
      expect(await pulled({ reference, configDigest: config.digest })).toBe(0)
      expect((await tagOf('cached', '1')).cells['cached:transfer']).toMatchObject({ kind: 'exact', value: 0 })
      await forgetBuilds()
    })

    if (store === 'classic') {
      it('may be known by blobs that its images do not name', async (context) => {
        if (!registry.requests) return context.skip('the given registry keeps its log to itself')
        // BuildKit pulls a base for itself, which is no image then.
        const pulledBase = await pushPair('base')
        const Dockerfile = Buffer.from(`FROM ${pulledBase.below.reference}\nCOPY file /\n`)
        await buildByApi(engine, 'built-on:1', { Dockerfile, file: noise(1000, 'on it') })
        await forgetBuilds()
        const { above } = pulledBase
        expect(await expectFetched(above, 'held-blobs-unsaid')).toBe(above.layers.at(-1)!.size)
        // An image is removed, and another one keeps its layers.
        const removed = await pushPair('removed')
        await engine.pull(removed.below.reference)
        await engine.build('kept:1', folder, `FROM ${removed.below.reference}\nLABEL kept=true\n`)
        await engine.cli('rmi', removed.below.reference)
        const top = removed.above.layers.at(-1)!.size
        expect(await expectFetched(removed.above, 'held-blobs-unsaid')).toBe(top)
      })
    }

    if (store !== 'containerd') return

    it('is more than is said of an image whose blob another image spared: the figure is the most', async (context) => {
      if (!registry.requests) return context.skip('the given registry keeps its log to itself')
      const [library, app, more] = ['library', 'app', 'more'].map((one) => layer(`spared ${one}`, 40_000))
      const plain = await pushImage(registry, 'spared', '1', {
        layers: [{ ...library!, compression: 'none' }],
      })
      const spared = await pushImage(registry, 'spared', '2', { layers: [library!, app!] })
      const above = await pushImage(registry, 'spared', '3', { layers: [library!, app!, more!] })
      await engine.pull(plain.reference)
      expect(await pulled(spared)).toBe(spared.layers[1]!.size)
      const tag = await tagOf('spared', '2')
      expect(tag.moved).toBeUndefined()
      expect(tag).toMatchObject({
        image: { presentIn: ['daemon', 'registry'] },
        cells: { local: { kind: 'exact' } },
      })
      await engine.cli('tag', plain.reference, spared.reference)
      expect(await expectFetched(above, 'held-left-out')).toBe(above.layers[2]!.size)
    })

    it('is not measured of layers that have no snapshot', async () => {
      const [base, library, app] = ['part base', 'part library', 'part app'].map((one) => layer(one, 300_000))
      await pushImage(registry, 'part', '1', { layers: [base!, library!] })
      const whole = await pushImage(registry, 'part', '2', { layers: [base!, library!, app!] })
      await engine.pull(`${registry.prefix}/part:1`)
      await inside(
        'ctr',
        '--address=/var/run/docker/containerd/containerd.sock',
        '--namespace=moby',
        'content',
        'fetch',
        '--plain-http',
        whole.reference,
      )
      const cell = (await tagOf('part', '2')).cells.local
      expect(cell).toEqual({
        kind: 'unknown',
        unit: 'bytes',
        why: { code: 'not-unpacked', data: { layers: 1 } },
      })
      await engine.cli('rmi', whole.reference)
      await engine.pull(whole.reference)
      expect((await tagOf('part', '2')).cells.local).toMatchObject({ kind: 'exact' })
    })

    it('grows its disk by what is said of a host so far: blobs and snapshots', async () => {
      const before = await onDisk()
      const layers = [1, 2, 3].map((at) => layer(`grown ${at}`, 2_500_000))
      for (const tag of [1, 2, 3]) {
        await pushImage(registry, 'grown', `${tag}`, { layers: layers.slice(0, tag) })
        await engine.pull(`${registry.prefix}/grown:${tag}`)
      }
      const grown = (await onDisk()) - before
      const { cells } = await tagOf('grown', '3')
      const cell = numberCell(cells['host-so-far'])
      expect(cell?.kind).toBe('exact')
      // Configs and manifests are left out, and of a snapshot the folders around it.
      const share = cell?.kind === 'exact' ? cell.value / grown : 0
      expect([share > 0.99, share <= 1]).toEqual([true, true])
      const snapshots = (await tagOf('grown', '3', { rule: 'prefix-only' })).cells['host-so-far']
      expect(snapshots).toEqual(cells.local)
    })

    /** Bytes of the content store and of the snapshots, in blocks. */
    async function onDisk(): Promise<number> {
      const root = `/proc/${engineProcess()}/root/var/lib/docker/containerd/daemon`
      const stores = [
        'io.containerd.content.v1.content/blobs',
        'io.containerd.snapshotter.v1.overlayfs/snapshots',
      ]
      const found = stores.flatMap((store) =>
        readdirSync(`${root}/${store}`, { recursive: true }).map((name) => `${root}/${store}/${name}`),
      )
      return 512 * sum(found.map((file) => lstatSync(file).blocks))
    }

    /** Runs a program where the engine runs. */
    function inside(...command: string[]): Promise<string> {
      const target = `--target=${engineProcess()}`
      return capture('nsenter', [target, '--mount', '--root', '--wd=/', ...command])
    }

    function engineProcess(): string | undefined {
      return readdirSync('/proc').find((name) => {
        if (!/^\d+$/.test(name)) return false
        try {
          return readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0').includes(`--host=${engine.host}`)
        } catch {
          return false
        }
      })
    }
  })
