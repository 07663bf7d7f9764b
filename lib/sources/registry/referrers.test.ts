import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseReference } from '../../oci/reference'
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
const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json'
let fake: FakeRegistry

beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

const source = () => registrySource({ host: fake.host, timeoutMs: 3000 })
const referrers = async (tag = '1') => {
  const one = source()
  const image = await one.image({ reference: parseReference(`${fake.host}/app:${tag}`)! }, never)
  fake.requests.length = 0
  return one.referrers!({ host: fake.host, repository: 'app' }, image, never)
}
const putArtifact = (
  tag: string,
  type: string,
  size: number,
  config = 'application/vnd.oci.image.config.v1+json',
) => {
  const layers = [{ mediaType: type, digest: sha256(`${type} ${size}`), size }]
  const body = {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: config, digest: sha256('{}'), size: 2 },
    layers,
  }
  return putManifest(fake, 'app', tag, JSON.stringify(body))
}
const indexOf = (manifests: readonly object[]) =>
  JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests })
const entry = (digest: string, rest: object = {}) => ({ mediaType: MANIFEST, digest, size: 1, ...rest })
const tagOf = (digest: string, suffix = '') => digest.replace(':', '-') + suffix

describe('what hangs on an image', () => {
  it('is nothing where the registry knows of nothing, asked a few times', async () => {
    putImage(fake, 'app', '1', ['base'])
    expect(await referrers()).toEqual([])
    expect(fake.requests).toHaveLength(5)
  })

  it('is listed by the referrers API, page by page, each once and with its bytes', async () => {
    const digest = putImage(fake, 'app', '1', ['base'])
    const bundle = putArtifact('b', BUNDLE, 9000, 'application/vnd.oci.empty.v1+json')
    const sbom = putArtifact('s', 'application/spdx+json', 400)
    const path = `/v2/app/referrers/${digest}`
    fake.before = (request, response) => {
      if (!request.url!.startsWith(path)) return false
      const second = request.url!.includes('page=2')
      const link = second ? {} : { link: `<${path}?page=2>; rel="next"` }
      const listed = second
        ? [entry(sbom), entry(bundle)]
        : [entry(bundle, { artifactType: BUNDLE }), entry(sha256('gone'))]
      response.writeHead(200, { 'content-type': INDEX, ...link }).end(indexOf(listed))
      return true
    }
    const found = await referrers()
    expect(found).toHaveLength(3)
    expect(found).toMatchObject([
      { kind: 'sigstore-bundle', mediaType: BUNDLE, bytes: 9000, digest: bundle, subject: digest },
      { kind: 'artifact', digest: sha256('gone'), subject: digest },
      { kind: 'sbom', bytes: 400, digest: sbom },
    ])
    expect(found[1]).not.toHaveProperty('bytes')
  })

  it.each([404, 405, 400, 501])('is listed by the fallback tag where the API answers %i', async (status) => {
    const digest = putImage(fake, 'app', '1', ['base'])
    const bundle = putArtifact('b', BUNDLE, 9000)
    putDocument(fake, `/v2/app/manifests/${tagOf(digest)}`, INDEX, indexOf([entry(bundle)]))
    fake.before = (request, response) => {
      if (!request.url!.includes('/referrers/')) return false
      response.writeHead(status).end()
      return true
    }
    expect(await referrers()).toMatchObject([{ kind: 'sigstore-bundle', bytes: 9000, tag: tagOf(digest) }])
  })

  it('is found by cosign’s tags of the image and of its index, beside the attestations in it', async () => {
    const digest = putImage(fake, 'app', 'image', ['base'])
    const inToto = putArtifact('a', 'application/vnd.in-toto+json', 100)
    const attests = (of: string) => ({
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': of },
    })
    const platform = { os: 'linux', architecture: 'amd64' }
    const listed = [
      entry(digest, { platform }),
      entry(inToto, attests(digest)),
      entry(sha256('other'), attests(sha256('arm'))),
    ]
    const index = putManifest(fake, 'app', '1', indexOf(listed))
    const signature = putArtifact(
      tagOf(index, '.sig'),
      'application/vnd.dev.cosign.simplesigning.v1+json',
      246,
    )
    const sbom = putArtifact(tagOf(digest, '.sbom'), 'text/spdx+json', 77)
    expect(await referrers()).toMatchObject([
      { kind: 'sbom', bytes: 77, digest: sbom, tag: tagOf(digest, '.sbom'), subject: digest },
      { kind: 'signature', bytes: 246, digest: signature, tag: tagOf(index, '.sig'), subject: index },
      { kind: 'attestation', bytes: 100, digest: inToto, subject: digest },
    ])
  })

  it('is refused when its list has no end', async () => {
    putImage(fake, 'app', '1', ['base'])
    let page = 0
    fake.before = (request, response) => {
      if (!request.url!.includes('/referrers/')) return false
      const link = `<${request.url!.split('?')[0]}?page=${++page}>; rel="next"`
      response.writeHead(200, { link }).end(indexOf([entry(sha256(String(page)))]))
      return true
    }
    expect(await failureOfWork(referrers())).toMatchObject({ code: 'malformed' })
    expect(page).toBeLessThanOrEqual(20)
    fake.before = (request, response) => {
      if (!request.url!.includes('/referrers/')) return false
      response.end(indexOf(Array.from({ length: 5000 }, (_, count) => entry(sha256(String(count))))))
      return true
    }
    expect(await failureOfWork(referrers())).toMatchObject({ code: 'malformed' })
  })

  it('is not known where the registry fails', async () => {
    putImage(fake, 'app', '1', ['base'])
    fake.before = (request, response) => {
      if (!request.url!.includes('/referrers/')) return false
      response.writeHead(403).end()
      return true
    }
    expect(await failureOfWork(referrers())).toMatchObject({ code: 'denied' })
  })
})
