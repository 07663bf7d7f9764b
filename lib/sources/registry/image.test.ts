import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DiffId } from '../../oci/digest'
import type { BlobFacts, ImageFacts } from '../../oci/facts'
import { parsePlatform } from '../../oci/platform'
import { parseReference } from '../../oci/reference'
import { refusalsOf } from '../../oci/refusals'
import type { FactsStore } from '../facts-store'
import { failureOfWork } from '../failure.testing'
import {
  type FakeRegistry,
  putDocument,
  putImage,
  putManifest,
  sha256,
  startFakeRegistry,
} from './fake-registry.testing'
import { registrySource } from './source'

const never = new AbortController().signal
const INDEX = 'application/vnd.oci.image.index.v1+json'
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
let fake: FakeRegistry

beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

const image = (tag: string, platform?: string, facts?: FactsStore) =>
  registrySource({ host: fake.host, timeoutMs: 5000, facts }).image(
    { reference: parseReference(`${fake.host}/app:${tag}`)!, platform: parsePlatform(platform) },
    never,
  )
const amd64 = { os: 'linux', architecture: 'amd64' }
const arm64 = { os: 'linux', architecture: 'arm64' }
const entry = (digest: string, rest: object = { platform: amd64 }) => ({
  mediaType: MANIFEST,
  digest,
  size: 1,
  ...rest,
})
const putIndex = (tag: string, manifests: readonly object[]) =>
  putManifest(fake, 'app', tag, JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests }))
const attestation = entry(sha256('att'), {
  platform: { os: 'unknown', architecture: 'unknown' },
  annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
})

describe('an index in an index', () => {
  it('is read, attestations left out, and names the outer platform where it names none', async () => {
    const digest = putImage(fake, 'app', 'image', ['base', 'top'])
    const arm = putImage(fake, 'app', 'arm', ['arm'])
    const inner = putIndex('inner', [entry(digest, {}), attestation])
    const other = putIndex('other', [entry(arm, { platform: arm64 })])
    const outer = putIndex('1', [
      { ...entry(inner), mediaType: INDEX },
      { ...entry(other, {}), mediaType: INDEX },
      { ...attestation, mediaType: INDEX },
    ])
    expect(await image('1')).toMatchObject({
      manifestDigest: digest,
      indexDigest: outer,
      platform: amd64,
      otherPlatforms: [arm64],
      listedAs: ['nested'],
    })
    expect(await image('1', 'linux/arm64')).toMatchObject({ manifestDigest: arm })
  })

  it('is read as deep as containerd does, and no deeper than anyone builds', async () => {
    let below = entry(putImage(fake, 'app', 'image', ['base']))
    for (let depth = 1; depth <= 34; depth++)
      below = { ...entry(putIndex(`${depth}`, [below])), mediaType: INDEX }
    expect(await image('1')).toMatchObject({ listedAs: undefined })
    expect(await image('9')).toMatchObject({ listedAs: ['nested'] })
    expect((await image('33')).layers).toHaveLength(1)
    expect(await failureOfWork(image('34'))).toMatchObject({ code: 'malformed' })
  })

  it('that is there twice is read once, and one whose digest is not its own is refused', async () => {
    const inner = putIndex('inner', [entry(putImage(fake, 'app', 'image', ['base']))])
    putIndex('1', Array(10_000).fill({ ...entry(inner, {}), mediaType: INDEX }))
    await image('1')
    expect(fake.requests).toHaveLength(4)
    const itself = { ...entry(sha256('loop'), {}), mediaType: INDEX }
    const body = JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [itself] })
    fake.documents.set(`/v2/app/manifests/${sha256('loop')}`, { type: INDEX, body })
    putManifest(fake, 'app', '2', body)
    expect(await failureOfWork(image('2'))).toMatchObject({ code: 'digest-mismatch' })
  })

  it('of which there are thousands is refused after a few', async () => {
    const nested = Array.from({ length: 10_000 }, (_, count) =>
      count < 50 ? putIndex(`i${count}`, [entry(sha256(`${count}`))]) : sha256(`i${count}`),
    )
    putIndex(
      '1',
      nested.map((digest) => ({ ...entry(digest, {}), mediaType: INDEX })),
    )
    expect(await failureOfWork(image('1'))).toMatchObject({ code: 'malformed' })
    expect(fake.requests.length).toBeLessThan(40)
  })
})

describe('entries without a platform', () => {
  it.each([{}, { platform: {} }, { platform: { os: 'linux' } }, { annotations: null, platform: null }])(
    'such as %j are known by their config',
    async (rest) => {
      const digest = putImage(fake, 'app', 'image', ['base'])
      const other = putImage(fake, 'app', 'other', ['other'])
      putIndex('1', [entry(digest, rest), entry(other, rest), attestation])
      expect(await image('1')).toMatchObject({
        manifestDigest: digest,
        platform: amd64,
        otherPlatforms: [],
        listedAs: ['no-platform'],
      })
      expect(await failureOfWork(image('1', 'linux/s390x'))).toMatchObject({ code: 'no-platform' })
    },
  )

  it('that all hang on an image are an artifact, with the bytes of all', async () => {
    const type = 'application/vnd.dev.sigstore.bundle.v0.3+json'
    const entries = ['a', 'b'].map((name) => {
      const config = { mediaType: 'application/vnd.oci.empty.v1+json', digest: sha256('{}'), size: 2 }
      const layers = [{ mediaType: type, digest: sha256(name), size: 9000 }]
      const body = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers })
      return entry(putManifest(fake, 'app', name, body), { artifactType: type })
    })
    const tag = `sha256-${'b'.repeat(64)}`
    putIndex(tag, entries)
    expect(await failureOfWork(image(tag))).toMatchObject({
      code: 'unsupported',
      artifact: { kind: 'sigstore-bundle', bytes: 18_000, subject: `sha256:${'b'.repeat(64)}` },
    })
  })
})

describe('two entries of one platform', () => {
  const zstd = { platform: amd64, annotations: { 'io.github.containers.compression.zstd': 'true' } }
  const asking = (...features: string[]) => ({ platform: { ...amd64, 'os.features': features } })

  it('are what Docker takes, the first, and what Podman takes, zstd, with its bytes', async () => {
    const gzip = putImage(fake, 'app', 'gzip', ['base', 'top'])
    const other = putImage(fake, 'app', 'zstd', ['b', 't', 't'])
    putIndex('1', [entry(gzip), entry(other, zstd)])
    const facts = await image('1')
    expect(facts).toMatchObject({ manifestDigest: gzip, otherPlatforms: [] })
    expect(facts.alternatives).toEqual([{ for: 'podman', manifestDigest: other, transferBytes: 2 }])
    putIndex('2', [entry(other, zstd), entry(gzip)])
    expect(await image('2')).toMatchObject({ manifestDigest: other, alternatives: undefined })
  })

  it('leave the other’s bytes open where its manifest is not there', async () => {
    putIndex('1', [entry(putImage(fake, 'app', 'gzip', ['base'])), entry(sha256('gone'), zstd)])
    expect((await image('1')).alternatives).toEqual([{ for: 'podman', manifestDigest: sha256('gone') }])
  })

  it.each(['nydus.remoteimage.v1', 'other.v1'])(
    'are not the one that asks for %s, wherever it stands, which Docker 20.10 takes where it is the first',
    async (feature) => {
      const digest = putImage(fake, 'app', 'image', ['base'])
      const other = putImage(fake, 'app', 'other', ['nydus'])
      putIndex('1', [entry(other, asking(feature)), entry(digest, asking())])
      const facts = await image('1')
      expect(facts).toMatchObject({ manifestDigest: digest, platform: amd64, otherPlatforms: [] })
      expect(facts.listedAs).toBeUndefined()
      expect(facts.alternatives).toEqual([{ for: 'docker-20', manifestDigest: other, transferBytes: 5 }])
      putIndex('2', [entry(digest), entry(other, asking(feature))])
      expect(await image('2')).toMatchObject({ manifestDigest: digest, alternatives: undefined })
    },
  )

  it('are the one that asks for features where there is no other, which containerd does not take', async () => {
    const digest = putImage(fake, 'app', 'image', ['base'])
    putIndex('1', [entry(digest, asking('nydus.remoteimage.v1')), entry(digest, { platform: arm64 })])
    const facts = await image('1')
    expect(facts).toMatchObject({ manifestDigest: digest, listedAs: ['os-features'] })
    expect(facts.alternatives).toBeUndefined()
  })
})

describe('a layer of which the manifest says what cannot be', () => {
  const zero = (
    digest = sha256('blob'),
    mediaType = 'application/vnd.oci.image.layer.v1.tar+gzip',
    size = 0,
    tag = '1',
  ) => {
    const config = JSON.stringify({ ...amd64, rootfs: { diff_ids: [sha256('layer')] } })
    putDocument(fake, `/v2/app/blobs/${sha256(config)}`, 'application/octet-stream', config)
    const body = {
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: sha256(config),
        size: config.length,
      },
      layers: [{ mediaType, digest, size }],
    }
    putManifest(fake, 'app', tag, JSON.stringify(body))
  }
  const blobOf = async (): Promise<BlobFacts | undefined> => (await image('1')).layers[0]!.blob
  const headed = (status: number, headers: Record<string, string> = {}) => {
    fake.before = (request, response) => {
      if (request.method !== 'HEAD') return false
      response.writeHead(status, headers).end()
      return true
    }
  }

  it('is as long as the registry says, with what the manifest says beside', async () => {
    zero()
    headed(200, { 'content-length': '4711' })
    expect(await blobOf()).toMatchObject({ transferBytes: 4711, declaredBytes: 0 })
  })

  it.each([
    ['another length', 1e15, 4711, { transferBytes: 4711, declaredBytes: 1e15 }],
    ['that length', 20e9, 20e9, { transferBytes: 20e9 }],
    ['what cannot be either', 1e15, 1e15, { declaredBytes: 1e15 }],
  ])(
    'is judged by a HEAD where the manifest says very much and that says %s',
    async (_, said, held, blob) => {
      zero(sha256('blob'), undefined, said)
      headed(200, { 'content-length': `${held}` })
      const facts = await blobOf()
      expect({ transferBytes: facts?.transferBytes, declaredBytes: facts?.declaredBytes }).toEqual({
        transferBytes: undefined,
        declaredBytes: undefined,
        ...blob,
      })
    },
  )

  it('is asked for once, however many images have it', async () => {
    headed(200, { 'content-length': '4711' })
    for (const tag of ['1', '2', '3']) zero(undefined, undefined, Number(tag) * 1e13, tag)
    const source = registrySource({ host: fake.host, timeoutMs: 5000 })
    for (const tag of ['1', '2', '3'])
      await source.image({ reference: parseReference(`${fake.host}/app:${tag}`)! }, never)
    expect(fake.requests.filter(({ method }) => method === 'HEAD')).toHaveLength(1)
  })

  it.each([
    [200, {}],
    [200, { 'content-length': '0' }],
    [404, {}],
    [405, {}],
    [501, {}],
  ])('is of no known length where a HEAD answers %i %j, and is asked for again', async (status, headers) => {
    zero()
    headed(status, headers)
    const kept = new Map<string, unknown>()
    const facts = {
      get: async (key: string) => kept.get(key),
      set: (key: string, value: unknown) => void kept.set(key, value),
    }
    const found = await image('1', undefined, facts)
    expect(found.layers[0]!.blob).toMatchObject({ transferBytes: undefined, declaredBytes: 0 })
    expect([...kept.keys()].filter((key) => key.startsWith('image'))).toEqual([])
  })

  it('is of 0 bytes when it is the empty blob, and not asked for when it comes from elsewhere', async () => {
    headed(200, { 'content-length': '1' })
    zero(sha256(''))
    expect(await blobOf()).toMatchObject({ transferBytes: 0 })
    zero(sha256('w'), 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip')
    expect(await blobOf()).toMatchObject({ transferBytes: undefined, foreign: true })
    expect(fake.requests.filter(({ method }) => method === 'HEAD')).toEqual([])
  })
})

describe('lengths of blobs that a manifest may have wrong', () => {
  const LENGTHS: Readonly<Record<string, string>> = { [sha256('gz base')]: '5', [sha256('gz top')]: '3' }
  const sizes = ({ layers }: ImageFacts) =>
    layers.map(({ blob }) => [blob?.transferBytes, blob?.declaredBytes])
  const heads = () =>
    fake.requests.filter(({ method, path }) => method === 'HEAD' && path.includes('/blobs/'))
  const answering = (lengths: typeof LENGTHS, status = 200) => {
    fake.before = ({ method, url = '' }, response) => {
      if (method !== 'HEAD' || !url.includes('/blobs/')) return false
      response.writeHead(status, { 'content-length': lengths[url.split('/').at(-1)!] ?? '0' }).end()
      return true
    }
  }
  const named = (tag: string) => ({ reference: parseReference(`${fake.host}/app:${tag}`)! })
  beforeEach(() => {
    putImage(fake, 'app', '1', ['base', 'top'])
    putImage(fake, 'app', '2', ['base', 'top', 'more'])
  })

  it('are asked of the registry, each once, and known of other images and in a later process', async () => {
    answering(LENGTHS)
    const kept = new Map<string, unknown>()
    const facts = {
      get: async (key: string) => kept.get(key),
      set: (key: string, value: unknown) => void kept.set(key, value),
    }
    const source = registrySource({ host: fake.host, facts })
    const before = await source.image(named('1'), never)
    expect(sizes(before)).toEqual([
      [4, undefined],
      [3, undefined],
    ])
    const sized = await Promise.all([1, 2, 3].map(() => source.sized!(named('1').reference, before, never)))
    for (const image of sized) {
      expect(sizes(image)).toEqual([
        [5, 4],
        [3, undefined],
      ])
      expect(refusalsOf(image)).toMatchObject([{ code: 'other-size', layers: [0] }])
    }
    expect(heads()).toHaveLength(2)
    expect(sizes(await source.image(named('2'), never))[0]).toEqual([5, 4])
    expect(sizes(await registrySource({ host: fake.host, facts }).image(named('2'), never))[0]).toEqual([
      5, 4,
    ])
    expect(heads()).toHaveLength(2)
  })

  it('stay as the manifest says where the registry does not answer, and are not asked for at once again', async () => {
    answering({}, 405)
    const source = registrySource({ host: fake.host })
    const before = await source.image(named('1'), never)
    for (let time = 0; time < 3; time++)
      expect(await source.sized!(named('1').reference, before, never)).toEqual(before)
    expect(heads()).toHaveLength(2)
  })

  it('are asked for up to as many as an image has, however many one may have', async () => {
    const many = Array.from({ length: 300 }, (_, at) => `layer ${at}`)
    putImage(fake, 'app', '3', many)
    answering(Object.fromEntries(many.map((layer) => [sha256(`gz ${layer}`), `${layer.length}`])))
    const source = registrySource({ host: fake.host })
    await source.sized!(named('3').reference, await source.image(named('3'), never), never)
    expect(heads()).toHaveLength(128)
  })
})

it('a blob that was read is known by its length, its packing and its content, whatever documents say', async () => {
  const contentDiffId = sha256('content') as DiffId
  putImage(fake, 'app', '1', ['a base of 24 characters.'])
  putDocument(
    fake,
    `/v2/app/blobs/${sha256('gz a base of 24 characters.')}`,
    'application/octet-stream',
    'Q*M\x18 of a zstd frame',
  )
  const source = registrySource({ host: fake.host, timeoutMs: 5000 })
  const reference = parseReference(`${fake.host}/app:1`)!
  const before = await source.image({ reference }, never)
  expect(before.layers[0]!.blob).toMatchObject({ transferBytes: 24 })
  const query = { reference, image: before, wanted: new Set(before.layers.map(({ diffId }) => diffId)) }
  await source.layers!(
    [query],
    async ({ bytes, found }) => {
      if (bytes.kind === 'stream') for await (const _ of bytes.chunks);
      found?.(contentDiffId)
    },
    never,
  )
  const { layers } = await source.image({ reference }, never)
  expect(layers[0]!.blob).toMatchObject({
    ...{ transferBytes: 20, declaredBytes: 24, packedAs: 'zstd' },
    contentDiffId,
  })
})
