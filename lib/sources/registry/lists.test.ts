import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RegistryClient } from './client'
import { type FakeRegistry, startFakeRegistry } from './fake-registry.testing'
import { listRepositories, listTags } from './lists'

const never = new AbortController().signal
const LIMITS = { names: 50, bytes: 2000 }
let fake: FakeRegistry
beforeEach(async () => {
  fake = await startFakeRegistry()
})
afterEach(() => fake.stop())

/** A registry of these names, in pages of so many. */
function serve(all: readonly string[], page = all.length) {
  fake.before = (request, response) => {
    const start = Number(new URL(request.url!, `http://${fake.host}`).searchParams.get('last') ?? 0)
    const more = start + page < all.length
    const names = all.slice(start, start + page)
    response.writeHead(200, more ? { link: `<?last=${start + page}>; rel="next"` } : {})
    response.end(JSON.stringify({ tags: names, repositories: names }))
    return true
  }
}
const client = () => new RegistryClient({ host: fake.host, timeoutMs: 5000 })
const tags = () => listTags(client(), { host: fake.host, repository: 'app' }, never, LIMITS)
const many = (count: number, name = (at: number) => `1.${at}`) =>
  Array.from({ length: count }, (_, at) => name(at))

describe('a list of very many names', () => {
  it('is read no further than it is looked at, and says so', async () => {
    serve(many(1000), 10)
    const found = await tags()
    expect([...found]).toEqual(many(50))
    expect(found.cutAt).toBe(50)
    expect(fake.requests).toHaveLength(5)
  })

  it('is cut as well where all of it comes on one page, or where its names are long', async () => {
    serve(many(1000))
    expect((await tags()).cutAt).toBe(50)
    serve(
      many(40, (at) => `${at}`.padStart(128, 'x')),
      10,
    )
    expect((await tags()).cutAt).toBe(16)
  })

  it('is whole up to the limit', async () => {
    serve(many(50))
    expect(await tags()).toHaveLength(50)
    expect((await tags()).cutAt).toBeUndefined()
  })

  it('has the releases that stand behind more signatures than are looked at', async () => {
    const signatures = many(200, (at) => `sha256-${at.toString(16).padStart(64, '0')}.sig`)
    serve([...signatures, 'v1', 'v2'], 20)
    const found = await tags()
    expect(found.slice(-2)).toEqual(['v1', 'v2'])
    expect([found.length, found.cutAt]).toEqual([52, 52])
  })

  it('drops names that are longer than a tag may be', async () => {
    serve(['1', 'x'.repeat(129), 'x'.repeat(100_000)])
    expect(await tags()).toEqual(['1'])
  })

  it('of repositories is cut alike', async () => {
    serve(
      many(1000, (at) => `app-${at}`),
      10,
    )
    const found = await listRepositories(client(), never, LIMITS)
    expect([found.length, found.cutAt, fake.requests.length]).toEqual([50, 50, 5])
  })
})
