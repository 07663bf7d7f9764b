import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseReference } from '../../oci/reference'
import { failureOfWork } from '../failure.testing'
import { type FakeRegistry, putDocument, putImage, sha256, startFakeRegistry } from './fake-registry.testing'
import { registrySource } from './source'

const never = new AbortController().signal
let fake: FakeRegistry

beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

const made = () => registrySource({ host: fake.host, timeoutMs: 1500, concurrency: 4 })
const digests = (tags: readonly string[], source = made()) =>
  source.digests!({ host: fake.host, repository: 'app' }, tags, never)
const reference = (tag: string) => parseReference(`${fake.host}/app:${tag}`)!
const putAlias = (tag: string, of: string) => {
  const { type, body } = fake.documents.get(`/v2/app/manifests/${of}`)!
  putDocument(fake, `/v2/app/manifests/${tag}`, type, body)
}
const refuse = (which: (path: string) => boolean, status: number) => {
  fake.before = (request, response) => {
    if (!which(request.url!)) return false
    response.writeHead(status).end()
    return true
  }
}

describe('the digests of tags', () => {
  it('cost a HEAD each, and the images among them no tag again', async () => {
    const tags: string[] = []
    for (let image = 0; image < 25; image++) {
      putImage(fake, 'app', `1.0.${image}`, ['base', `layer ${image}`])
      tags.push(`1.0.${image}`)
      for (const alias of ['a', 'b', 'c']) {
        putAlias(`1.0.${image}-${alias}`, `1.0.${image}`)
        tags.push(`1.0.${image}-${alias}`)
      }
    }
    const source = made()
    const connections = new Set<unknown>()
    fake.before = ({ socket }) => !connections.add(socket)
    const found = await digests(tags, source)
    expect(found.size).toBe(100)
    expect(connections.size).toBeLessThanOrEqual(4)
    expect(fake.requests.map(({ method }) => method)).toEqual(Array(100).fill('HEAD'))
    fake.requests.length = 0
    const distinct = new Map([...found].map(([tag, digest]) => [digest, tag]))
    expect(distinct.size).toBe(25)
    for (const tag of distinct.values()) {
      const image = await source.image({ reference: reference(tag) }, never)
      expect(image).toMatchObject({ reference: `${fake.host}/app:${tag}`, manifestDigest: found.get(tag) })
    }
    // A manifest and a config for each distinct image, by digest.
    expect(fake.requests.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f]{64}/, 'x')}`)).toEqual(
      Array(25).fill(['GET /v2/app/manifests/sha256:x', 'GET /v2/app/blobs/sha256:x']).flat(),
    )
    // Asked for later, a tag is a tag again: it may have moved.
    fake.requests.length = 0
    await source.image({ reference: reference('1.0.0-c') }, never)
    expect(fake.requests[0]?.path).toBe('/v2/app/manifests/1.0.0-c')
  })

  it('leave out what is gone and what has no digest in the answer', async () => {
    putImage(fake, 'app', '1', ['base'])
    putImage(fake, 'app', '2', ['other'])
    refuse((path) => path.endsWith('/2'), 200)
    expect([...(await digests(['1', '2', 'gone'])).keys()]).toEqual(['1'])
  })

  it('are none where a registry knows no HEAD', async () => {
    refuse(() => true, 405)
    expect(await digests(['1', '2'])).toEqual(new Map())
  })

  it('leave out a tag that fails alone', async () => {
    putImage(fake, 'app', '1', ['base'])
    refuse((path) => path.endsWith('/bad'), 501)
    expect([...(await digests(['bad', '1'])).keys()]).toEqual(['1'])
  })

  it.each([
    [401, 'unauthorized', 8],
    [403, 'denied', 8],
    [501, 'server-error', 32],
  ])('fail once with a registry that answers %i to all', async (status, code, most) => {
    refuse(() => true, status)
    const tags = Array.from({ length: 500 }, (_, index) => String(index))
    expect(await failureOfWork(Promise.resolve(digests(tags)))).toMatchObject({ code })
    expect(fake.requests.length).toBeLessThanOrEqual(most)
  })

  it('end with the signal', async () => {
    fake.before = () => true
    const stop = new AbortController()
    const work = made().digests!({ host: fake.host, repository: 'app' }, ['1', '2'], stop.signal)
    setTimeout(() => stop.abort(new Error('left')), 20)
    await expect(work).rejects.toThrow('left')
  })

  it('of a tag that moved and whose image is gone leave it to be asked for', async () => {
    const old = putImage(fake, 'app', '1', ['old'])
    const source = made()
    await digests(['1'], source)
    fake.documents.delete(`/v2/app/manifests/${old}`)
    putImage(fake, 'app', '1', ['new'])
    expect((await source.image({ reference: reference('1') }, never)).layers[0]!.diffId).toBe(sha256('new'))
  })
})
