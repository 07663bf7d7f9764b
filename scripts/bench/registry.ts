import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pLimit from 'p-limit'
import { Agent } from 'undici'
import { type Registry, startRegistry } from '../../e2e/engines/registry'
import { FactsCache } from '../../lib/server/facts-cache'
import { registrySource } from '../../lib/sources/registry'
import { fill } from './fill'
import { check, median } from './limit'

const TAGS = 200
const LAYERS = 30
const CONCURRENCY = 8
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const RUNS = 7

/** Facts of 200 tags × 30 layers from a real registry: against a bare client, and with the cache. */
export async function benchRegistry(): Promise<boolean> {
  const registry = await startRegistry()
  const origin = `http://${registry.host}`
  const folder = await mkdtemp(path.join(tmpdir(), 'strata-bench-'))
  const signal = new AbortController().signal
  const repository = { host: registry.host, repository: 'bench/app' }
  try {
    await fill(origin, TAGS, LAYERS)
    const read = async (facts?: FactsCache) => {
      const source = registrySource({ host: registry.host, concurrency: CONCURRENCY, facts })
      const tags = await source.tags(repository, signal)
      return Promise.all(tags.map(({ tag }) => source.image({ reference: { ...repository, tag } }, signal)))
    }
    await bareClient(origin)
    const blobs = await blobsFetched(registry, () => read())
    // Taken turn about, so that what else the machine does meets both.
    const ours: number[] = []
    const bare: number[] = []
    for (let run = 0; run < RUNS; run++) {
      bare.push(await median(1, () => bareClient(origin)))
      ours.push(await median(1, () => read()))
    }
    const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
    const empty = middle(ours)
    console.log(
      `     ${TAGS} tags × ${LAYERS} layers: ${empty.toFixed(0)} ms, bare client ${middle(bare).toFixed(0)} ms`,
    )

    const cache = new FactsCache({ folder, maxBytes: 256 << 20 })
    await read(cache)
    await cache.flush()
    const restarted = await median(3, () => read(new FactsCache({ folder, maxBytes: 256 << 20 })))
    console.log(
      `     after a restart, every tag asked anew by HEAD: ${(empty / restarted).toFixed(2)}× as fast as empty`,
    )
    const kept = new FactsCache({ folder, maxBytes: 256 << 20 })
    const byDigest = await read(kept).then((images) => images.map(({ manifestDigest }) => manifestDigest!))
    const source = registrySource({ host: registry.host, concurrency: CONCURRENCY, facts: kept })
    const warm = await median(5, () =>
      Promise.all(
        byDigest.map((digest) =>
          source.image({ reference: { ...repository, digest: digest as never } }, signal),
        ),
      ),
    )
    return [
      check(`GETs of ${blobs.distinct} distinct blobs`, blobs.fetched, blobs.distinct, ''),
      check('empty cache against a bare keep-alive client', empty / middle(bare), 1.5, '×'),
      check('warm cache of facts by digest against empty', empty / warm, 10, '×', true),
    ].every(Boolean)
  } finally {
    await registry.stop()
    await rm(folder, { recursive: true, force: true })
  }
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
