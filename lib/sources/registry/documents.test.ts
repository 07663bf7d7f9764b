import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseReference } from '../../oci/reference'
import { SourceError } from '../source'
import {
  type FakeRegistry,
  putDocument,
  putImage,
  putManifest,
  sha256,
  startFakeRegistry,
} from './fake-registry.testing'
import { type RegistryOptions, registrySource } from './source'

const never = new AbortController().signal
const CONFIG = 'application/vnd.oci.image.config.v1+json'
const INDEX = 'application/vnd.oci.image.index.v1+json'
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
let fake: FakeRegistry

beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

const source = (options: Partial<RegistryOptions> = {}) =>
  registrySource({ host: fake.host, timeoutMs: 1500, ...options })
const image = (name = 'app:1', options: Partial<RegistryOptions> = {}) =>
  source(options).image({ reference: parseReference(`${fake.host}/${name}`)! }, never)
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) => (error instanceof SourceError ? error.failure : error),
  )
const putConfig = (config: string) => {
  putDocument(fake, `/v2/app/blobs/${sha256(config)}`, 'application/json', config)
  return { mediaType: CONFIG, digest: sha256(config), size: config.length }
}
const store = () => {
  const kept = new Map<string, string>()
  const get = async (key: string) => JSON.parse(kept.get(key) ?? 'null') ?? undefined
  return { kept, get, set: (key: string, value: unknown) => void kept.set(key, JSON.stringify(value)) }
}

describe('documents', () => {
  it('that tags share are fetched once', async () => {
    const manifest = putImage(fake, 'app', '1', ['base'])
    const { type, body } = fake.documents.get(`/v2/app/manifests/${manifest}`)!
    putDocument(fake, '/v2/app/manifests/2', type, body)
    const one = source()
    for (const tag of ['1', '2', '1']) {
      await one.image({ reference: parseReference(`${fake.host}/app:${tag}`)! }, never)
    }
    expect(fake.requests.filter(({ path }) => path.includes('/blobs/'))).toHaveLength(1)
  })

  it('written by Go, with null for nothing, are read', async () => {
    const config = putConfig(
      '{"rootfs":{"diff_ids":null},"history":null,"created":null,"os":"","architecture":""}',
    )
    putManifest(
      fake,
      'app',
      '1',
      JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers: null }),
    )
    expect(await image()).toMatchObject({ layers: [], history: [], platform: undefined, created: undefined })
  })

  it('with a time that is none are read without it', async () => {
    const config = putConfig('{"rootfs":{"diff_ids":[]},"created":"yesterday"}')
    putManifest(fake, 'app', '1', JSON.stringify({ schemaVersion: 2, config, layers: [] }))
    expect((await image()).created).toBeUndefined()
  })

  it('are verified by sha512 as well', async () => {
    putImage(fake, 'app', '1', ['base'])
    const { type, body } = fake.documents.get('/v2/app/manifests/1')!
    const digest = `sha512:${createHash('sha512').update(body).digest('hex')}`
    putDocument(fake, `/v2/app/manifests/${digest}`, type, body)
    expect(await image(`app@${digest}`)).toMatchObject({ manifestDigest: digest })
    putDocument(fake, `/v2/app/manifests/${digest}`, type, `${body} `)
    expect(await failure(image(`app@${digest}`))).toMatchObject({ code: 'digest-mismatch', expected: digest })
  })

  it('that are not what Docker-Content-Digest says are refused', async () => {
    putImage(fake, 'app', '1', ['base'])
    fake.before = (request, response) => {
      if (!request.url!.endsWith('/manifests/1')) return false
      response.setHeader('docker-content-digest', sha256('other'))
      response.end(fake.documents.get(request.url!)!.body)
      return true
    }
    expect(await failure(image())).toMatchObject({ code: 'digest-mismatch', expected: sha256('other') })
  })

  it('of more layers than are looked at are refused before these are looked at', async () => {
    const digest = sha256('config')
    const manifest = {
      schemaVersion: 2,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 6 },
      layers: Array.from({ length: 1001 }, () => ({})),
    }
    putManifest(fake, 'app', '1', JSON.stringify(manifest))
    const expected = { code: 'too-many', at: fake.host, what: 'layers', limit: 1000 }
    expect(await failure(image())).toEqual(expected)
  })

  it('too large for their kind are refused', async () => {
    putDocument(fake, '/v2/app/manifests/1', MANIFEST, ' '.repeat((4 << 20) + 1))
    expect(await failure(image())).toMatchObject({ code: 'too-large', limitBytes: 4 << 20 })
  })

  it.each([
    ['{"schemaVersion":2,"manifests":[],"layers":[]}', 'malformed'],
    [`{"schemaVersion":2,"mediaType":"${INDEX}","manifests":null}`, 'no-platform'],
    [`{"schemaVersion":2,"mediaType":"${MANIFEST}"}`, 'malformed'],
    ['{"schemaVersion":2,"mediaType":"application/vnd.other+json"}', 'unsupported'],
    ['[]', 'malformed'],
    ['null', 'malformed'],
  ])('%s is %s', async (manifest, code) => {
    putDocument(fake, '/v2/app/manifests/1', 'application/json', manifest)
    expect(await failure(image())).toMatchObject({ code })
  })

  it('of schema 1 and of artifacts tell their media type', async () => {
    const signed = 'application/vnd.docker.distribution.manifest.v1+prettyjws'
    putDocument(fake, '/v2/app/manifests/1', signed, '{"schemaVersion":1,"fsLayers":[]}')
    expect(await failure(image())).toMatchObject({ code: 'unsupported', mediaType: signed })
    const config = { mediaType: 'application/vnd.oci.empty.v1+json', digest: sha256('{}'), size: 2 }
    const artifact = { schemaVersion: 2, artifactType: 'application/vnd.example', config, layers: [] }
    putManifest(fake, 'app', '2', JSON.stringify(artifact))
    expect(await failure(image('app:2'))).toMatchObject({ mediaType: 'application/vnd.example' })
    const none = putConfig('{"architecture":"amd64"}')
    putManifest(fake, 'app', '3', JSON.stringify({ schemaVersion: 2, config: none, layers: [] }))
    expect(await failure(image('app:3'))).toMatchObject({ code: 'unsupported', mediaType: CONFIG })
  })

  it('that are signatures, caches and charts are named for what they are, with what they hang on', async () => {
    const simple = 'application/vnd.dev.cosign.simplesigning.v1+json'
    const config = putConfig('{"rootfs":{"diff_ids":[]}}')
    const layer = { mediaType: simple, digest: sha256('sig'), size: 246, annotations: { a: null, b: 'c' } }
    const tag = `sha256-${'a'.repeat(64)}.sig`
    putManifest(fake, 'app', tag, JSON.stringify({ schemaVersion: 2, config, layers: [layer] }))
    const artifact = { kind: 'signature', mediaType: simple, bytes: 246, subject: `sha256:${'a'.repeat(64)}` }
    const at = { at: fake.host, mediaType: simple }
    expect(await failure(image(`app:${tag}`))).toEqual({ code: 'unsupported', ...at, artifact })
    const entries = [
      { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: sha256('l'), size: 5_000_000 },
      { mediaType: 'application/vnd.buildkit.cacheconfig.v0', digest: sha256('c'), size: 2000 },
    ]
    putManifest(
      fake,
      'app',
      'cache',
      JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: entries }),
    )
    expect(await failure(image('app:cache'))).toMatchObject({
      artifact: { kind: 'build-cache', bytes: 5_002_000 },
    })
    const early = 'application/vnd.oci.artifact.manifest.v1+json'
    const blobs = [{ mediaType: 'application/spdx+json', digest: sha256('s'), size: 9 }]
    putManifest(
      fake,
      'app',
      'early',
      JSON.stringify({ mediaType: early, artifactType: 'application/spdx', blobs }),
    )
    expect(await failure(image('app:early'))).toMatchObject({ artifact: { kind: 'sbom', bytes: 9 } })
  })

  it('with long hostile names give a short failure', async () => {
    const config = { ...putConfig('{}'), annotations: { ['<b>'.repeat(1000)]: 7 } }
    putManifest(fake, 'app', '1', JSON.stringify({ schemaVersion: 2, config, layers: [] }))
    const found = (await failure(image())) as { detail: string }
    expect(found.detail.length).toBeLessThanOrEqual(200)
  })
})

describe('an index with a single image', () => {
  it('gives it unless a platform was asked for', async () => {
    const digest = putImage(fake, 'app', 'only', ['base'])
    const platform = { os: 'linux', architecture: 'riscv64' }
    const manifests = [{ mediaType: MANIFEST, digest, size: 1, platform }]
    putManifest(fake, 'app', '1', JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }))
    expect((await image()).platform).toEqual(platform)
    const asked = { os: 'linux', architecture: 'amd64' }
    const query = { reference: parseReference(`${fake.host}/app:1`)!, platform: asked }
    expect(await failure(source().image(query, never))).toMatchObject({ code: 'no-platform' })
  })
})

describe('facts that are kept', () => {
  it('name the repository that was asked for, not the one first read', async () => {
    const facts = store()
    const digest = putImage(fake, 'first', '1', ['base'])
    putImage(fake, 'second', '1', ['base'])
    await image('first:1', { facts })
    expect((await image(`second@${digest}`, { facts })).repoDigests).toEqual([
      `${fake.host}/second@${digest}`,
    ])
  })

  it('are found again under another tag’s new digest, without fetching', async () => {
    const facts = store()
    putImage(fake, 'app', '1', ['old'])
    putImage(fake, 'app', '2', ['new'])
    await image('app:1', { facts })
    await image('app:2', { facts })
    putImage(fake, 'app', '1', ['new'])
    fake.requests.length = 0
    expect((await image('app:1', { facts })).layers[0]!.diffId).toBe(sha256('new'))
    expect(fake.requests.map(({ method }) => method)).toEqual(['HEAD'])
  })

  it('do not matter when the store fails or the registry knows no HEAD', async () => {
    putImage(fake, 'app', '1', ['base'])
    const broken = { get: () => Promise.reject(new Error('disk')), set: () => undefined }
    expect((await image('app:1', { facts: broken })).layers).toHaveLength(1)
    const facts = store()
    await image('app:1', { facts })
    fake.before = (request, response) => {
      if (request.method !== 'HEAD') return false
      response.writeHead(405).end()
      return true
    }
    expect((await image('app:1', { facts })).layers).toHaveLength(1)
  })
})
