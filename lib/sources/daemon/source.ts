import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import type { z } from 'zod'
import { type DiffId, parseDigest } from '../../oci/digest'
import type { ImageEnd, ImageFacts, LayerFacts, Store } from '../../oci/facts'
import { formatPlatform } from '../../oci/platform'
import { formatReference, formatRepository } from '../../oci/reference'
import { chained } from '../config-facts'
import { LEAST_RATE, type Pace } from '../least-rate'
import { Shared } from '../shared'
import { failureIn, type ImageQuery, type ImageSource, isFor, noPlatform, SourceError } from '../source'
import { type DaemonClient, daemonClient, minorOf } from './client'
import type { DaemonEndpoint } from './endpoint'
import { readEvents } from './events'
import { factsOf } from './facts'
import { failureOf } from './failure'
import { savedLayers } from './layers'
import { type HeldName, heldNames, inRegistry, tagsOf } from './list'
import { parentsOf } from './parents'
import {
  buildCacheSchema,
  historySchema,
  type ImageList,
  imageListSchema,
  infoSchema,
  inspectSchema,
  type versionSchema,
} from './schemas'

export interface DaemonOptions {
  readonly endpoint: DaemonEndpoint
  readonly timeoutMs?: number | undefined
  readonly concurrency?: number | undefined
  /** Of a stream of layers. */
  readonly pace?: Pace | undefined
  readonly now?: () => Date
}

interface Engine {
  readonly version: Awaited<ReturnType<DaemonClient['version']>>
  readonly driver: string
  readonly store: Store
}

/** An image list is shared by the questions of one burst. */
const LIST_TTL_MS = 1000
/** Images whose ends are looked up, by tags and by ids; beyond, a base may go without its name. */
const MAX_ENDS = 1000
/** Layers of BuildKit's cache; the other records are no layers: contexts, checkouts, cache mounts. */
const CACHED_LAYERS: readonly string[] = ['regular', 'frontend']
/** An older engine has this long for it, and is asked again after a while. */
const SLOW_MS = 2000
const SLOW_TTL_MS = 60_000
/** Images, with those of history steps, whose layers stay in memory. */
const MOST_KNOWN = 20_000

/** Answers from a Docker engine. */
export function daemonSource(options: DaemonOptions): ImageSource {
  const { endpoint, timeoutMs = 10_000, concurrency = 8, pace = LEAST_RATE, now = () => new Date() } = options
  const client = daemonClient(endpoint, timeoutMs)
  const limit = pLimit(concurrency)
  const at = endpoint.url
  // Images never change under their id; tags and names do, and are asked for each time.
  const known = new LRUCache<string, readonly LayerFacts[]>({ max: MOST_KNOWN })
  let list: { readonly until: number; readonly images: ImageList } | undefined
  let changes = 0
  let knownStore: Store | undefined
  const listing = new Shared<ImageList>()
  const probing = new Shared<Engine>()
  const caching = new Shared<number | undefined>()
  let slowUntil = 0
  const inspecting = new Shared<readonly LayerFacts[] | undefined>()
  const turns = pLimit(concurrency)

  async function images(signal: AbortSignal): Promise<ImageList> {
    if (list && list.until > performance.now()) return list.images
    // A question that follows a change must not share the answer to a question from before it.
    const asked = changes
    return listing.get(`${asked}`, signal, async (shared) => {
      const query: Record<string, string> = (await speaks('1.47', shared)) ? { manifests: '1' } : {}
      const answer = await client.get('/images/json', query, imageListSchema, 'images', shared)
      if (asked === changes) list = { until: performance.now() + LIST_TTL_MS, images: answer }
      return answer
    })
  }

  const speaks = async (version: string, signal: AbortSignal) =>
    minorOf(await client.api(signal)) >= minorOf(version)

  const engine = (signal: AbortSignal) =>
    probing.get('engine', signal, async (shared): Promise<Engine> => {
      const version = await client.version(shared)
      const info = await client.get('/info', {}, infoSchema, 'info', shared)
      knownStore = storeOf(version, info)
      return { version, driver: info.Driver, store: knownStore }
    })
  const store = async (signal: AbortSignal) => knownStore ?? (await engine(signal)).store

  const inspect = (name: string, query: Record<string, string>, what: string, signal: AbortSignal) =>
    client.get(`/images/${name}/json`, query, inspectSchema, what, signal)

  /** Layers of an image by its id, base first; undefined when it is gone. */
  const layersOf = async (id: string, signal: AbortSignal) =>
    known.get(id) ??
    inspecting.get(id, signal, async (shared) => {
      const found = await turns(() => inspect(id, {}, id, shared)).catch(orGone)
      const layers = found && chained(found.RootFS.Layers.flatMap((text) => parseDigest<DiffId>(text) ?? []))
      // One that does not say its layers may do so once a blob that it lacks has come with another image.
      if (layers && layers.length > 0) known.set(id, layers)
      return layers
    })

  /** Depths of the images that the classic builder kept for the steps of a history. */
  async function depthsOf(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const found = await Promise.all(ids.map(async (id) => ({ id, layers: await layersOf(id, signal) })))
    return new Map(found.flatMap(({ id, layers }) => (layers ? [[id, layers.length]] : [])))
  }

  async function image({ reference, platform }: ImageQuery, signal: AbortSignal): Promise<ImageFacts> {
    const name = formatReference(
      reference.digest ? reference : { ...reference, tag: reference.tag ?? 'latest' },
    )
    const kind = await store(signal)
    const chosen = platform && kind === 'containerd' && (await speaks('1.49', signal))
    const query: Record<string, string> = chosen ? { platform: JSON.stringify(platform) } : {}
    const what = chosen ? `${name} (${formatPlatform(platform)})` : name
    const [inspected, history] = await Promise.all([
      inspect(name, query, what, signal),
      // An engine can hold an image and refuse its history: a layer is gone, or the config names too many.
      client.get(`/images/${name}/history`, query, historySchema, what, signal).catch(orGone),
    ])
    const steps = kind === 'classic' ? (history ?? []) : []
    const ids = steps.map(({ Id }) => Id).filter((id) => id.startsWith('sha256:'))
    const listed =
      kind === 'containerd' ? (await images(signal)).find(({ Id }) => Id === inspected.Id) : undefined
    const depths = await depthsOf(ids, signal)
    const facts = factsOf({ store: kind, inspect: inspected, history, listed, depths })
    if (platform && !isFor(platform, facts.platform)) {
      throw noPlatform(at, platform, [facts.platform, ...(facts.otherPlatforms ?? [])])
    }
    return { ...facts, reference: name, origins: [{ kind: 'daemon', name: at, at: now().toISOString() }] }
  }

  /**
   * The ends of the images that the engine lists, and how many images say no layers: containerd does not say those of
   * one without a blob, which a pull skips where another image has the layer already.
   */
  async function endsOf(signal: AbortSignal) {
    const [kind, listed] = await Promise.all([store(signal), images(signal)])
    const held = heldNames(listed, kind).slice(0, MAX_ENDS)
    const reading = pLimit(concurrency)
    const silent = new Set<string>()
    const endOf = async ({ id, ...named }: HeldName): Promise<ImageEnd | undefined> => {
      const layers = await layersOf(id, signal)
      const chainId = layers?.at(-1)?.chainId
      if (layers && !chainId) silent.add(id)
      return chainId && { ...named, chainId, layers }
    }
    try {
      const found = await Promise.all(held.map((one) => reading(() => endOf(one))))
      return { ends: found.filter((end) => end !== undefined), silent: silent.size }
    } finally {
      // After a failure the rest is not needed.
      reading.clearQueue()
    }
  }

  /**
   * Layers of the build cache that no image shows: those that one does are shared with it. Undefined where the engine
   * does not say: one before API 1.42 works out the size of each volume and container with it, which may take minutes.
   */
  function cachedLayers(signal: AbortSignal): Promise<number | undefined> {
    return caching.get('build cache', signal, async (shared) => {
      const isQuick = await speaks('1.42', shared)
      if (!isQuick && performance.now() < slowUntil) return undefined
      const within = isQuick ? shared : AbortSignal.any([shared, AbortSignal.timeout(SLOW_MS)])
      try {
        const query = { type: 'build-cache' }
        const answer = await client.get('/system/df', query, buildCacheSchema, 'build cache', within)
        return answer.BuildCache.filter(({ Type, Shared }) => CACHED_LAYERS.includes(Type) && !Shared).length
      } catch (error) {
        shared.throwIfAborted()
        if (!within.aborted) failureIn(error)
        slowUntil = performance.now() + SLOW_TTL_MS
        return undefined
      }
    })
  }

  return {
    kind: 'daemon',
    name: at,
    async describe(signal) {
      const { version, driver, store: kind } = await engine(signal)
      return {
        kind: 'daemon',
        name: at,
        endpoint: at,
        foundBy: endpoint.foundBy,
        version: version.Version.replace(/[+~].*/, ''),
        apiVersion: version.agreed,
        store: kind,
        storageDriver: driver,
        platform: { os: version.Os, architecture: version.Arch },
      }
    },
    async repositories(signal) {
      const [kind, listed] = await Promise.all([store(signal), images(signal)])
      const found = new Map<string, { tags: number; inRegistry: boolean | undefined }>()
      for (const { reference, image } of tagsOf(listed)) {
        const name = formatRepository(reference)
        const { tags = 0, inRegistry: known = false } = found.get(name) ?? {}
        found.set(name, { tags: tags + 1, inRegistry: known || inRegistry(image, reference, kind) })
      }
      return [...found].map(([repository, of]) => ({ repository, ...of }))
    },
    async tags(repository, signal) {
      const wanted = formatRepository(repository)
      const [kind, listed] = await Promise.all([store(signal), images(signal)])
      const found = tagsOf(listed).filter(({ reference }) => formatRepository(reference) === wanted)
      if (found.length === 0) throw new SourceError({ code: 'not-found', at, what: wanted })
      return found.map(({ reference, id, created, image }) => {
        return { tag: reference.tag, digest: id, created, inRegistry: inRegistry(image, reference, kind) }
      })
    },
    ends: async (signal) => (await endsOf(signal)).ends,
    async beyond(signal) {
      const [kind, listed] = await Promise.all([store(signal), images(signal)])
      const silent = kind === 'containerd' ? (await endsOf(signal)).silent : 0
      const leftOut = Math.max(0, heldNames(listed, kind).length - MAX_ENDS) + silent
      if (leftOut > 0) return { code: 'left-out', count: leftOut }
      const count = kind === 'containers-storage' ? 0 : await cachedLayers(signal)
      if (count === undefined) return { code: 'unread', count: 0 }
      if (count > 0) return { code: 'build-cache', count }
      // Others forget which blobs they know, and do not say; a containerd store has the blobs that it knows.
      return kind === 'containerd' ? undefined : { code: 'blobs-unsaid', count: 0 }
    },
    image: (query, signal) => limit(() => image(query, signal)),
    layers: (queries, take, signal) => savedLayers(client, at, queries, take, signal, pace),
    async parents({ imageId, store: kind }, signal) {
      if (kind !== 'classic' || imageId === undefined) return []
      return parentsOf(imageId, (id) => inspect(id, {}, id, signal).catch(orGone))
    },
    async *watch(signal) {
      try {
        const stream = await client.stream('/events', { filters: '{"type":["image"]}' }, signal)
        for await (const event of readEvents(stream)) {
          // The list of before must not answer a question that follows this event.
          changes++
          list = undefined
          yield event
        }
      } catch (cause) {
        signal.throwIfAborted()
        if (cause instanceof SourceError) throw cause
        throw new SourceError(failureOf(cause, endpoint, 'events'), { cause })
      }
    },
  }
}

/** Nothing in place of an image that is gone or damaged; other failures are thrown again. */
function orGone(error: unknown): undefined {
  const code = error instanceof SourceError ? error.failure.code : undefined
  if (code !== 'not-found' && code !== 'server-error' && code !== 'malformed') throw error
}

/**
 * Podman names itself among the components of its version; containerd's image store says so in the driver's status.
 *
 * @see podman pkg/api/handlers/compat/version.go; moby daemon/info.go
 */
function storeOf(
  { Components }: z.infer<typeof versionSchema>,
  { DriverStatus }: z.infer<typeof infoSchema>,
): Store {
  if (Components.some(({ Name }) => Name === 'Podman Engine')) return 'containers-storage'
  const type = DriverStatus.find(([key]) => key === 'driver-type')?.[1] ?? ''
  return type.startsWith('io.containerd.snapshotter') ? 'containerd' : 'classic'
}
