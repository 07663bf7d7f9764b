// Longer than most: what a registry may answer, case by case, asked of one made-up registry.
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseReference } from '../../oci/reference'
import { failureOfWork } from '../failure.testing'
import { flood } from '../flood.testing'
import type { ImageSource } from '../source'
import { loadDockerConfig } from './docker-config'
import {
  type FakeRegistry,
  type Handler,
  putDocument,
  putImage,
  putManifest,
  sha256,
  startFakeRegistry,
} from './fake-registry.testing'
import { type RegistryOptions, registrySource } from './source'

const never = new AbortController().signal
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
let fake: FakeRegistry

beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

const source = (options: Partial<RegistryOptions> = {}): ImageSource =>
  registrySource({ host: fake.host, timeoutMs: 1500, ...options })
const image = (name = 'app:1', options: Partial<RegistryOptions> = {}) =>
  source(options).image({ reference: parseReference(`${fake.host}/${name}`)! }, never)
const tags = (repository = 'app', options: Partial<RegistryOptions> = {}) =>
  source(options).tags({ host: fake.host, repository }, never)

const always = (handler: Handler) => {
  fake.before = (request, response) => {
    handler(request, response)
    return true
  }
}

describe('an image', () => {
  it('is read down to its config, layers base first', async () => {
    const digest = putImage(fake, 'app', '1', ['base', 'top'])
    const facts = await image()
    expect(facts).toMatchObject({ manifestDigest: digest, stepsFrom: 'config', platform: { os: 'linux' } })
    expect(facts.layers.map(({ diffId }) => diffId)).toEqual([sha256('base'), sha256('top')])
    expect(facts.layers.map(({ blob }) => blob?.transferBytes)).toEqual([4, 3])
  })

  it('may have no layers', async () => {
    putImage(fake, 'app', '1', [])
    expect((await image()).layers).toEqual([])
  })

  it('is chosen from an index by platform, attestations left out', async () => {
    const digest = putImage(fake, 'app', 'amd64', ['base'])
    const entry = { mediaType: MANIFEST, digest, size: 1 }
    const index = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [
        { ...entry, platform: { os: 'linux', architecture: 'amd64' } },
        { ...entry, digest: sha256('arm'), platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } },
        {
          ...entry,
          digest: sha256('att'),
          platform: { os: 'unknown', architecture: 'unknown' },
          annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
        },
      ],
    }
    putManifest(fake, 'app', '1', JSON.stringify(index))
    const facts = await image()
    expect(facts.manifestDigest).toBe(digest)
    expect(facts.otherPlatforms).toEqual([{ os: 'linux', architecture: 'arm64', variant: 'v8' }])
    const wanted = { os: 'linux', architecture: 's390x' }
    expect(await failureOfWork(image('app:1', { platform: wanted }))).toMatchObject({
      code: 'no-platform',
      offered: ['linux/amd64', 'linux/arm64/v8'],
    })
  })

  it('is not fetched again while its digest is known, but its tag is asked for', async () => {
    putImage(fake, 'app', '1', ['base'])
    const kept = new Map<string, unknown>()
    const facts = {
      get: async (key: string) => kept.get(key),
      set: (k: string, v: unknown) => void kept.set(k, v),
    }
    await image('app:1', { facts })
    fake.requests.length = 0
    await image('app:1', { facts })
    expect(fake.requests.map(({ method }) => method)).toEqual(['HEAD'])
    putImage(fake, 'app', '1', ['other'])
    expect((await image('app:1', { facts })).layers[0]!.diffId).toBe(sha256('other'))
  })

  it('is refetched when the store kept something damaged', async () => {
    const digest = putImage(fake, 'app', '1', ['base'])
    const facts = {
      get: async (key: string) => (key.startsWith('tag') ? digest : { layers: 7 }),
      set: () => undefined,
    }
    expect((await image('app:1', { facts })).layers).toHaveLength(1)
  })
})

describe('a list of tags', () => {
  it('follows Link over pages, relative or absolute, and never to another host', async () => {
    const all = Array.from({ length: 2000 }, (_, index) => `0.0.${index}`)
    always((request, response) => {
      const url = new URL(request.url!, `http://${fake.host}`)
      const start = Number(url.searchParams.get('last') ?? 0)
      const next = start + 700
      const target =
        start === 0 ? `/v2/app/tags/list?last=${next}` : `http://evil.example/v2/app/tags/list?last=${next}`
      const link: Record<string, string> = next < all.length ? { link: `<${target}>; rel="next"` } : {}
      response.writeHead(200, link).end(JSON.stringify({ tags: all.slice(start, next) }))
    })
    expect((await tags()).map(({ tag }) => tag)).toEqual(all)
  })

  it('is empty when the registry says null, and drops what is no tag', async () => {
    putDocument(fake, '/v2/app/tags/list', 'application/json', '{"name":"app","tags":null}')
    expect(await tags()).toEqual([])
    putDocument(fake, '/v2/app/tags/list', 'application/json', '{"tags":["1","<script>","a b"]}')
    expect(await tags()).toEqual([{ tag: '1' }])
  })

  it.each([1000, 100])('without Link is asked on with last after a full page of %i', async (most) => {
    const all = Array.from({ length: 3000 }, (_, index) => `b${String(index).padStart(5, '0')}`)
    always((request, response) => {
      const last = new URL(request.url!, `http://${fake.host}`).searchParams.get('last')
      const start = last === null ? 0 : all.indexOf(last) + 1
      response.end(
        JSON.stringify({
          tags: all.slice(start, start + most),
          repositories: all.slice(start, start + most),
        }),
      )
    })
    expect((await tags()).map(({ tag }) => tag)).toEqual(all)
    expect(await source().repositories!(never)).toHaveLength(3000)
  })

  it('without Link is asked for once when its page is not full, and once more when it only looks so', async () => {
    for (const length of [7, 1003, 20]) {
      const all = Array.from({ length }, (_, index) => `1.${index}`)
      putDocument(fake, '/v2/app/tags/list', 'application/json', JSON.stringify({ tags: all }))
      fake.requests.length = 0
      expect(await tags()).toHaveLength(length)
      expect(fake.requests).toHaveLength(length === 20 ? 2 : 1)
    }
  })

  it('whose server links pages ends with the page that has no Link', async () => {
    always((request, response) => {
      const next = request.url!.includes('last=') ? {} : { link: '</v2/app/tags/list?last=9>; rel="next"' }
      const from = 'link' in next ? 0 : 10
      response
        .writeHead(200, next)
        .end(JSON.stringify({ tags: Array.from({ length: 10 }, (_, i) => `${from + i}`) }))
    })
    expect(await tags()).toHaveLength(20)
    expect(fake.requests).toHaveLength(2)
  })

  it('without Link and without end is refused by its pages', async () => {
    let count = 0
    always(
      (_, response) =>
        void response.end(JSON.stringify({ tags: Array.from({ length: 10 }, () => `${count++}`) })),
    )
    expect(await failureOfWork(tags('app', { timeoutMs: 20_000 }))).toMatchObject({ code: 'malformed' })
    expect(fake.requests).toHaveLength(1000)
  })

  it('ends when pages point at each other', async () => {
    always((_, response) => {
      response.writeHead(200, { link: '</v2/app/tags/list?n=1000>; rel="next"' }).end('{"tags":["1"]}')
    })
    expect(await tags()).toEqual([{ tag: '1' }])
  })
})

describe('bad answers', () => {
  const status = (code: number, headers: Record<string, string> = {}) =>
    always((_, response) => void response.writeHead(code, headers).end('{}'))

  it.each([
    [401, { code: 'unauthorized' }],
    [403, { code: 'denied' }],
    [404, { code: 'not-found' }],
    [418, { code: 'server-error', status: 418 }],
  ])('%i is named', async (code, expected) => {
    status(code)
    expect(await failureOfWork(tags())).toMatchObject(expected)
  })

  it('429 waits as Retry-After says, then answers', async () => {
    putDocument(fake, '/v2/app/tags/list', 'application/json', '{"tags":["1"]}')
    let count = 0
    fake.before = (_, response) => {
      if (count++ > 0) return false
      response.writeHead(429, { 'retry-after': '1' }).end()
      return true
    }
    const start = Date.now()
    expect(await tags('app', { timeoutMs: 5000 })).toEqual([{ tag: '1' }])
    expect(Date.now() - start).toBeGreaterThanOrEqual(990)
  })

  it('429 that asks for more time than there is fails at once, with the time', async () => {
    status(429, { 'retry-after': '600' })
    expect(await failureOfWork(tags())).toMatchObject({ code: 'rate-limited', retryAfterSeconds: 600 })
    expect(fake.requests).toHaveLength(1)
  })

  it('500 is tried again, and named when it stays', async () => {
    status(500)
    expect(await failureOfWork(tags('app', { timeoutMs: 8000 }))).toMatchObject({
      code: 'server-error',
      status: 500,
    })
    expect(fake.requests.length).toBeGreaterThan(2)
  })

  it('a catalog that is off is named so', async () => {
    status(401)
    expect(await failureOfWork(Promise.resolve(source().repositories!(never)))).toMatchObject({
      code: 'no-catalog',
    })
  })

  it('redirects in circles end', async () => {
    status(302, { location: '/v2/again' })
    expect(await failureOfWork(tags())).toMatchObject({ code: 'redirect-loop' })
  })

  it('a body without end is cut at its limit, and a silent one at the timeout', async () => {
    always((_, response) => void flood(response.writeHead(200)))
    expect(await failureOfWork(tags('app', { timeoutMs: 8000 }))).toMatchObject({ code: 'too-large' })
    always((_, response) => void response.writeHead(200).write('{'))
    expect(await failureOfWork(tags('app', { timeoutMs: 300 }))).toMatchObject({
      code: 'timeout',
      seconds: 0.3,
    })
  })

  it('a connection that is cut is named', async () => {
    always((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{')
      setTimeout(() => response.destroy(), 20)
    })
    // Tried again three times, with waits: a busy machine needs the time.
    expect(await failureOfWork(tags('app', { timeoutMs: 4500 }))).toMatchObject({ code: 'interrupted' })
  })

  it('a host without a listener is unreachable', async () => {
    const { host } = fake
    await fake.stop()
    expect(
      await failureOfWork(registrySource({ host }).tags({ host, repository: 'app' }, never)),
    ).toMatchObject({
      code: 'unreachable',
      at: host,
    })
    fake = await startFakeRegistry()
  })

  it.each([
    ['<html>', 'not JSON'],
    ['{"tags":[1]}', 'tags.0'],
  ])('%s is malformed', async (body, detail) => {
    putDocument(fake, '/v2/app/tags/list', 'application/json', body)
    const found = await failureOfWork(tags())
    expect(found).toMatchObject({ code: 'malformed', detail: expect.stringContaining(detail) })
  })

  it('a manifest or config with another digest is refused', async () => {
    putImage(fake, 'app', '1', ['base'])
    const [blob] = [...fake.documents.keys()].filter((path) => path.includes('/blobs/'))
    putDocument(fake, blob!, 'application/json', '{"rootfs":{}}')
    expect(await failureOfWork(image())).toMatchObject({ code: 'digest-mismatch' })
    const digest = sha256('other')
    putDocument(fake, `/v2/app/manifests/${digest}`, MANIFEST, '{}')
    expect(await failureOfWork(image(`app@${digest}`))).toMatchObject({
      code: 'digest-mismatch',
      expected: digest,
    })
  })

  it('schema 1 and charts are unsupported', async () => {
    putManifest(fake, 'app', '1', '{"schemaVersion":1,"fsLayers":[]}')
    expect(await failureOfWork(image())).toMatchObject({ code: 'unsupported' })
    const config = '{"name":"chart"}'
    const helm = { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest: sha256(config), size: 1 }
    putDocument(fake, `/v2/app/blobs/${sha256(config)}`, 'application/json', config)
    putManifest(fake, 'app', '2', JSON.stringify({ schemaVersion: 2, config: helm, layers: [] }))
    expect(await failureOfWork(image('app:2'))).toMatchObject({
      code: 'unsupported',
      mediaType: helm.mediaType,
    })
  })

  it('a tag that vanishes is not found, and names itself', async () => {
    putDocument(fake, '/v2/app/tags/list', 'application/json', '{"tags":["1"]}')
    expect(await failureOfWork(image())).toEqual({
      code: 'not-found',
      at: fake.host,
      what: `${fake.host}/app:1`,
    })
  })
})

describe('authentication', () => {
  const secret = { kind: 'basic', username: 'me', password: 'pass:word' } as const
  const basic = `Basic ${Buffer.from('me:pass:word').toString('base64')}`
  const challenge = (header: string, good: string) => {
    putDocument(fake, '/v2/app/tags/list', 'application/json', '{"tags":["1"]}')
    putDocument(fake, '/token', 'application/json', '{"token":"t0k"}')
    fake.before = (request, response) => {
      if (request.url!.startsWith('/token') || request.headers.authorization === good) return false
      response.writeHead(401, { 'www-authenticate': header }).end()
      return true
    }
  }

  it('answers Bearer anonymously, once per scope', async () => {
    challenge(
      `Bearer realm="http://${fake.host}/token",service="s",scope="repository:app:pull,push registry:catalog:*"`,
      'Bearer t0k',
    )
    const one = source()
    await one.tags({ host: fake.host, repository: 'app' }, never)
    await one.tags({ host: fake.host, repository: 'app' }, never)
    const asked = fake.requests.filter(({ path }) => path.startsWith('/token'))
    expect(asked.map(({ path }) => path)).toEqual(['/token?service=s&scope=repository%3Aapp%3Apull'])
    expect(asked[0]!.authorization).toBeUndefined()
  })

  it('gives credentials to the token server that the registry names', async () => {
    challenge(`Bearer realm="http://${fake.host}/token",service="s"`, 'Bearer t0k')
    await tags('app', { credentials: async () => secret })
    expect(fake.requests.find(({ path }) => path.startsWith('/token'))?.authorization).toBe(basic)
  })

  it('answers Basic when there are credentials, and says 401 when there are none', async () => {
    challenge('Basic realm="registry"', basic)
    expect(await failureOfWork(tags())).toMatchObject({ code: 'unauthorized' })
    expect(await tags('app', { credentials: async () => secret })).toHaveLength(1)
  })

  it('asks no plain-http token server elsewhere', async () => {
    challenge('Bearer realm="http://metadata.internal/token"', 'Bearer t0k')
    expect(await failureOfWork(tags('app', { credentials: async () => secret }))).toMatchObject({
      code: 'not-followed',
      to: 'metadata.internal',
      why: 'plain',
    })
  })

  it('drops Authorization when a redirect leaves the registry', async () => {
    const other = await startFakeRegistry()
    putDocument(other, '/list', 'application/json', '{"tags":["1"]}')
    challenge('Basic realm="registry"', basic)
    const inner = fake.before
    fake.before = (request, response) => {
      if (inner(request, response)) return true
      response.writeHead(307, { location: `http://${other.host}/list` }).end()
      return true
    }
    expect(await tags('app', { credentials: async () => secret })).toHaveLength(1)
    expect(other.requests).toEqual([{ method: 'GET', path: '/list', authorization: undefined }])
    await other.stop()
  })
})

describe('loadDockerConfig', () => {
  const config = async (content: unknown, extra: Record<string, string> = {}) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'strata-config-'))
    await writeFile(path.join(folder, 'config.json'), JSON.stringify(content))
    return loadDockerConfig({ DOCKER_CONFIG: folder, ...extra })
  }

  it('reads auths by host, Docker Hub by its old key', async () => {
    const auth = Buffer.from('me:a:b').toString('base64')
    const read = await config({
      auths: { 'https://index.docker.io/v1/': { auth }, 'r.example:5000': { identitytoken: 't' } },
    })
    expect(read.hosts).toEqual(['docker.io', 'r.example:5000'])
    expect(await read.credentials('docker.io')).toEqual({ kind: 'basic', username: 'me', password: 'a:b' })
    expect(await read.credentials('r.example:5000')).toEqual({ kind: 'identity-token', token: 't' })
    expect(await read.credentials('other.example')).toBeUndefined()
  })

  it('asks a credential helper', async () => {
    const bin = await mkdtemp(path.join(tmpdir(), 'strata-helper-'))
    const script = '#!/bin/sh\nread host\necho "{\\"Username\\":\\"u-$host\\",\\"Secret\\":\\"s\\"}"\n'
    await writeFile(path.join(bin, 'docker-credential-fake'), script, { mode: 0o755 })
    const read = await config(
      { credHelpers: { 'r.example': 'fake' } },
      { PATH: `${bin}:${process.env.PATH}` },
    )
    expect(await read.credentials('r.example')).toEqual({
      kind: 'basic',
      username: 'u-r.example',
      password: 's',
    })
  })

  it('has no credentials from a helper that fails, answers nonsense, is missing or is no plain name', async () => {
    const bin = await mkdtemp(path.join(tmpdir(), 'strata-helper-'))
    const script = (name: string, body: string) =>
      writeFile(path.join(bin, `docker-credential-${name}`), `#!/bin/sh\n${body}\n`, { mode: 0o755 })
    await script('failing', 'echo secret; exit 1')
    await script('nonsense', 'echo hello')
    const helpers = ['failing', 'nonsense', 'missing', '../failing', 'a;b']
    const credHelpers = Object.fromEntries(helpers.map((helper, index) => [`r${index}.example`, helper]))
    const read = await config({ credHelpers }, { PATH: `${bin}:${process.env.PATH}` })
    for (const host of read.hosts) expect(await read.credentials(host)).toBeUndefined()
  })

  it('reads the entries beside one that cannot be read', async () => {
    const auth = Buffer.from('me:pw').toString('base64')
    const read = await config({ auths: { 'bad.example': { auth: 7 }, 'good.example': { auth } } })
    expect(await read.credentials('good.example')).toMatchObject({ username: 'me' })
    expect(await read.credentials('bad.example')).toBeUndefined()
  })

  it('takes a missing or broken file for an empty one', async () => {
    expect((await loadDockerConfig({ DOCKER_CONFIG: '/nowhere' })).hosts).toEqual([])
    expect((await config('nonsense')).hosts).toEqual([])
  })
})
