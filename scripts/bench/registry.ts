import pLimit from 'p-limit'
import { Agent } from 'undici'
import type { Registry } from '../../e2e/engines/registry'
import { FactsCache } from '../../lib/server/facts-cache'
import { registrySource } from '../../lib/sources/registry'
import { filledRegistry, MANIFEST } from './fixture'
import { check, inTurn, median, middle, note, timed } from './limit'
import { startedFolder } from './started'

const TAGS = 200
const LAYERS = 30
const CONCURRENCY = 8

/** Facts of 200 tags × 30 layers from a real registry: against a bare client, and with the cache. */
export async function benchRegistry(): Promise<void> {
  const registry = await filledRegistry(TAGS, LAYERS)
  const folder = startedFolder()
  const { signal } = new AbortController()
  const repository = { host: registry.host, repository: 'bench/app' }
  const sourceWith = (facts?: FactsCache) =>
    registrySource({ host: registry.host, concurrency: CONCURRENCY, facts })
  const read = async (facts?: FactsCache) => {
    const source = sourceWith(facts)
    const tags = await source.tags(repository, signal)
    return Promise.all(tags.map(({ tag }) => source.image({ reference: { ...repository, tag } }, signal)))
  }
  const bareRead = () => bareClient(`http://${registry.host}`)
  await bareRead()
  const blobs = await blobsFetched(registry, read)
  const [bareTimes = [], times = []] = await inTurn(
    7,
    () => timed(bareRead),
    () => timed(read),
  )
  const bare = middle(bareTimes)
  const empty = middle(times)
  note(`${TAGS} tags × ${LAYERS} layers: ${empty.toFixed(0)} ms, bare client ${bare.toFixed(0)} ms`)

  const newCache = () => new FactsCache({ folder, maxBytes: 256 << 20 })
  const cache = newCache()
  await read(cache)
  await cache.flush()
  const restarted = await median(3, () => read(newCache()))
  note(`after a restart, every tag asked again by HEAD: ${(empty / restarted).toFixed(2)}× as fast as empty`)
  const kept = newCache()
  const images = await read(kept)
  const source = sourceWith(kept)
  const warm = await median(5, () =>
    Promise.all(
      images.map(({ manifestDigest }) =>
        source.image({ reference: { ...repository, digest: manifestDigest } }, signal),
      ),
    ),
  )
  check(`GETs of ${blobs.distinct} distinct blobs`, blobs.fetched, blobs.distinct, '')
  check('empty cache against a bare keep-alive client', empty / bare, 1.5, '×')
  check('warm cache of facts by digest against empty', empty / warm, 10, '×', true)
}

/** How many blobs were asked for, and how many different ones, by the registry's own log. */
async function blobsFetched(registry: Registry, work: () => Promise<unknown>) {
  const since = await registry.mark()
  await work()
  const requests = (await registry.requests?.(since)) ?? []
  const blobs = requests.filter(({ method, path }) => method === 'GET' && path.includes('/blobs/'))
  return { fetched: blobs.length, distinct: new Set(blobs.map(({ path }) => path)).size }
}

/** The least that fetches the same bytes: list, then manifest and config of each tag, over kept connections. */
async function bareClient(origin: string): Promise<void> {
  const agent = new Agent({ connections: CONCURRENCY })
  const get = async (url: string) => {
    const { body } = await agent.request({ origin, path: url, method: 'GET', headers: { accept: MANIFEST } })
    return JSON.parse(await body.text()) as { tags?: string[]; config?: { digest: string } }
  }
  const limit = pLimit(CONCURRENCY)
  const { tags = [] } = await get('/v2/bench/app/tags/list?n=1000')
  await Promise.all(
    tags.map((tag) =>
      limit(async () => {
        const { config } = await get(`/v2/bench/app/manifests/${tag}`)
        await get(`/v2/bench/app/blobs/${config?.digest}`)
      }),
    ),
  )
  await agent.close()
}
