import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeTar, type TarInput } from '@/lib/layerfs/tar-writer.testing'
import { findProgram } from '../../scripts/programs.mjs'
import { buildArticle4, buildArticle5, CACHE_BYTES } from '../engines/articles'
import { type Docker, startDocker } from '../engines/docker'
import { capture } from '../engines/process'
import { type LayerInput, type PushedImage, pushImage } from '../engines/push'
import { type Registry, startRegistry } from '../engines/registry'
import { engineImage, sum } from './oracle'

const BASE = makeTar([
  { name: 'etc/', type: 'directory' },
  { name: 'etc/kept', content: Buffer.from('kept') },
  { name: 'etc/gone', content: Buffer.from('gone') },
])
const CHANGE = makeTar([{ name: 'etc/.wh.gone' }, { name: 'etc/new', content: Buffer.from('new') }])
const layersOf = (compression: LayerInput['compression']) =>
  [BASE, CHANGE].map((tar): LayerInput => ({ tar, compression }))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'strata-fixtures-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('makeTar', () => {
  const deep = `${'deep/'.repeat(30)}file`
  const long = `long/${'x'.repeat(300)}`
  const entries: readonly (readonly [TarInput, listed: string])[] = [
    [{ name: 'a/', type: 'directory' }, 'drwxr-xr-x 0/0 0 a/'],
    [{ name: 'a/f', mode: 0o4750, uid: 7, gid: 3_000_000 }, '-rwsr-x--- 7/3000000 0 a/f'],
    [{ name: 'a/s', type: 'symlink', linkName: '../b' }, 'lrwxrwxrwx 0/0 0 a/s -> ../b'],
    [{ name: 'a/h', type: 'hardlink', linkName: 'a/f' }, 'hrw-r--r-- 0/0 0 a/h link to a/f'],
    [{ name: 'null', type: 'character', device: [1, 3] }, 'crw-r--r-- 0/0 1,3 null'],
    [{ name: 'disk', type: 'block', device: [8, 1] }, 'brw-r--r-- 0/0 8,1 disk'],
    [{ name: 'pipe', type: 'fifo' }, 'prw-r--r-- 0/0 0 pipe'],
    [{ name: 'a/.wh.gone' }, '-rw-r--r-- 0/0 0 a/.wh.gone'],
    [{ name: deep, content: Buffer.alloc(512) }, `-rw-r--r-- 0/0 512 ${deep}`],
    [{ name: long, longNames: 'pax', content: Buffer.alloc(513) }, `-rw-r--r-- 0/0 513 ${long}`],
    [{ name: long, longNames: 'gnu', content: Buffer.alloc(1) }, `-rw-r--r-- 0/0 1 ${long}`],
    [{ name: 'p', type: 'symlink', linkName: long, longNames: 'pax' }, `lrwxrwxrwx 0/0 0 p -> ${long}`],
    [{ name: 'g', type: 'symlink', linkName: long, longNames: 'gnu' }, `lrwxrwxrwx 0/0 0 g -> ${long}`],
    [{ name: 'big', sizeAs: 'base256', content: Buffer.alloc(9) }, '-rw-r--r-- 0/0 9 big'],
    [
      { name: 'pax', sizeAs: 'pax', content: Buffer.alloc(10), xattrs: { 'user.a': 'b' } },
      '-rw-r--r-- 0/0 10 pax',
    ],
    [{ name: Buffer.from([0x72, 0xff]) }, '-rw-r--r-- 0/0 0 r\\377'],
  ]

  it('writes what tar lists', async () => {
    const file = path.join(folder, 'all.tar')
    const global: TarInput = { name: 'global', type: 'pax-global', pax: { comment: 'for all that follow' } }
    writeFileSync(file, makeTar([global, ...entries.map(([entry]) => entry)]))
    const args = ['--list', '--verbose', '--numeric-owner', '--quoting-style=escape', '--file', file]
    const listed = await capture('tar', args, { env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } })
    const lines = listed.trim().split('\n')
    const plain = lines.map((line) => line.replace(' 2020-09-13 12:26', '').replace(/ +/g, ' '))
    expect(plain).toEqual(entries.map(([, expected]) => expected))
  })

  it('refuses a name that would be cut', () => {
    expect(() => makeTar([{ name: 'x'.repeat(101) }])).toThrow(RangeError)
  })
})

describe('images', () => {
  let registry: Registry
  let docker: Docker
  beforeAll(async () => {
    registry = await startRegistry()
    docker = await startDocker({ name: 'fixtures' })
  })
  afterAll(async () => {
    // Only a given engine stays; ours goes with all that is on it.
    if (docker && !docker.owned) await docker.forget(registry.prefix)
    await Promise.all([docker?.stop(), registry?.stop()])
  })

  it('of article 4 share a chain of parents up to the COPY that is new', async () => {
    const { base, first, again, changed } = await buildArticle4(docker, registry.prefix)
    const one = await chainOf(docker, first)
    const three = await chainOf(docker, changed)
    expect(await chainOf(docker, again)).toEqual(one)
    expect([one.length, three.length]).toEqual([5, 6])
    // The base, RUN and the first COPY are the same images; all after the new COPY are others.
    expect(one.filter((id) => three.includes(id))).toEqual(one.slice(0, 3))
    expect(one[0]).toBe((await engineImage(docker, base)).id)

    const image = await engineImage(docker, first)
    expect(image.diffIds).toHaveLength(3)
    expect(image.stepBytes.slice(-4)).toEqual([0, 7, 6, 0])
    expect((await engineImage(docker, changed)).diffIds).toHaveLength(4)
  })

  it('of article 5 have one diffID four times, and a cache that the next step does not take away', async () => {
    const names = await buildArticle5(docker, registry.prefix)
    const { diffIds } = await engineImage(docker, names.first)
    expect(diffIds).toHaveLength(7)
    expect(new Set([2, 3, 4, 6].map((index) => diffIds[index])).size).toBe(1)
    expect(new Set(diffIds).size).toBe(4)

    const changed = await engineImage(docker, names.changed)
    expect(changed.diffIds).toHaveLength(8)
    expect(changed.diffIds.slice(0, 5)).toEqual(diffIds.slice(0, 5))
    expect(changed.diffIds[7]).toBe(diffIds[2])
    expect(diffIds).not.toContain(changed.diffIds[5])

    const before = await engineImage(docker, names.before)
    const after = await engineImage(docker, names.after)
    expect(before.diffIds).toHaveLength(after.diffIds.length + 1)
    expect(sum(before.stepBytes) - sum(after.stepBytes)).toBe(CACHE_BYTES)
  })

  it('pushed with gzip and without can be pulled', async () => {
    const layers = [...layersOf('gzip').slice(0, 1), ...layersOf('none').slice(1)]
    const history = [{ created_by: 'ADD' }, { created_by: 'ENV', empty_layer: true }, { created_by: 'COPY' }]
    const image = { layers, history, config: { Cmd: ['/none'] } }
    const pushed = await pushImage(registry, 'hand/gzip', '1', image)
    await expectPulled(docker, pushed)
    expect((await registry.manifest(pushed.name, '1')).digest).toBe(pushed.digest)
    const container = (await docker.cli('create', '--network=none', pushed.reference)).trim()
    const archive = path.join(folder, 'container.tar')
    await docker.cli('export', '--output', archive, container)
    await docker.cli('rm', container)
    const files = (await capture('tar', ['--list', '--file', archive])).split('\n')
    expect(files).toEqual(expect.arrayContaining(['etc/kept', 'etc/new']))
    expect(files).not.toContain('etc/gone')
  })

  it('pushed with zstd are read by skopeo', async (context) => {
    const skopeo = findProgram('skopeo')
    if (!skopeo) return context.skip('no skopeo here')
    const pushed = await pushImage(registry, 'hand/zstd', '1', { layers: layersOf('zstd') })
    const from = `docker://${pushed.reference}`
    const inspected: unknown = JSON.parse(await capture(skopeo, ['inspect', '--tls-verify=false', from]))
    const digests = pushed.layers.map(({ digest }) => digest)
    expect(inspected).toMatchObject({ Digest: pushed.digest, Architecture: 'amd64', Layers: digests })

    const to = path.join(folder, 'unpacked')
    const args = ['--insecure-policy', 'copy', '--src-tls-verify=false', '--dest-decompress']
    await capture(skopeo, [...args, from, `dir:${to}`])
    const diffIds = pushed.layers.map(({ diffId }) => diffId.slice('sha256:'.length))
    expect(readdirSync(to)).toEqual(expect.arrayContaining(diffIds))
  })

  it('pushed with an attestation are an index, of which a pull takes the image', async () => {
    const given = { layers: layersOf('gzip'), attestation: true }
    const pushed = await pushImage(registry, 'hand/attested', '1', given)
    const image = { digest: pushed.manifestDigest, platform: { architecture: 'amd64', os: 'linux' } }
    const attestation = {
      digest: pushed.attestationDigest,
      platform: { architecture: 'unknown', os: 'unknown' },
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
    }
    expect(await document(registry, pushed, 'index')).toMatchObject({ manifests: [image, attestation] })
    await expectPulled(docker, pushed)
  })

  it('pushed with a foreign layer lack its blob', async () => {
    const given = { layers: layersOf('zstd'), foreignLayer: 0 }
    const pushed = await pushImage(registry, 'hand/foreign', '1', given)
    const manifest = await document(registry, pushed, 'manifest')
    const foreign = { mediaType: expect.stringContaining('nondistributable'), urls: [expect.any(String)] }
    expect(manifest).toMatchObject({ layers: [foreign, { digest: pushed.layers[1]?.digest }] })
    const blobs = `http://${registry.host}/v2/${pushed.name}/blobs`
    const asked = pushed.layers.map(({ digest }) => fetch(`${blobs}/${digest}`, { method: 'HEAD' }))
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 200])
  })
})

/** Ids of the images of an image's steps, base first, each proved to be the parent of the next. */
async function chainOf(docker: Docker, reference: string): Promise<readonly string[]> {
  const history = await docker.cli('history', '--no-trunc', '--quiet', reference)
  const ids = history.split('\n').filter((id) => id.startsWith('sha256:'))
  const inspected = await docker.cli('image', 'inspect', '--format', '{{.Parent}}', ...ids)
  const parents = inspected.split('\n').slice(0, ids.length)
  expect(parents).toEqual([...ids.slice(1), ''])
  return ids.reverse()
}

async function expectPulled(docker: Docker, pushed: PushedImage): Promise<void> {
  await docker.pull(pushed.reference)
  const { id, diffIds } = await engineImage(docker, pushed.reference)
  expect(id).toBe(pushed.configDigest)
  expect(diffIds).toEqual(pushed.layers.map(({ diffId }) => diffId))
}

/** What the registry gives for the tag, `registry.manifest` being for images only. */
async function document(registry: Registry, { name }: PushedImage, kind: 'index' | 'manifest') {
  const headers = { accept: `application/vnd.oci.image.${kind}.v1+json` }
  const answer = await fetch(`http://${registry.host}/v2/${name}/manifests/1`, { headers })
  return answer.json() as Promise<unknown>
}
