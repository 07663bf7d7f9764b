import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parsePlatform } from '../../oci/platform'
import { parseReference } from '../../oci/reference'
import { failureOfWork } from '../failure.testing'
import { type FakeRegistry, putImage, putManifest, sha256, startFakeRegistry } from './fake-registry.testing'
import { registrySource } from './source'

const never = new AbortController().signal
const INDEX = 'application/vnd.oci.image.index.v1+json'
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
let fake: FakeRegistry

beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

const image = (tag: string, platform?: string) =>
  registrySource({ host: fake.host, timeoutMs: 5000 }).image(
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
    })
    expect(await image('1', 'linux/arm64')).toMatchObject({ manifestDigest: arm })
  })

  it('is read four deep and no deeper', async () => {
    let below = { ...entry(putImage(fake, 'app', 'image', ['base'])) }
    for (const tag of ['4', '3', '2', '1', '0'])
      below = { ...entry(putIndex(tag, [below])), mediaType: INDEX }
    expect((await image('1')).layers).toHaveLength(1)
    expect(await failureOfWork(image('0'))).toMatchObject({ code: 'malformed' })
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
      expect(await image('1')).toMatchObject({ manifestDigest: digest, platform: amd64, otherPlatforms: [] })
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
  const nydus = { platform: { ...amd64, 'os.features': ['nydus.remoteimage.v1'] } }

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

  it('are not nydus’s, wherever it stands', async () => {
    const digest = putImage(fake, 'app', 'image', ['base'])
    putIndex('1', [entry(sha256('nydus'), nydus), entry(digest)])
    const facts = await image('1')
    expect(facts).toMatchObject({ manifestDigest: digest, platform: amd64, otherPlatforms: [] })
    expect(facts.alternatives).toBeUndefined()
  })
})
