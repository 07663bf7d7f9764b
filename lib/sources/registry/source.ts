import { LRUCache } from 'lru-cache'
import type { TransferBytes } from '../../oci/bytes'
import { type Digest, isDigest } from '../../oci/digest'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import { isUnsized } from '../../oci/packing'
import { formatPlatform } from '../../oci/platform'
import { formatReference, formatRepository, type Reference } from '../../oci/reference'
import type { Platform } from '../../oci/types'
import { Budget } from '../budget'
import type { FactsStore } from '../facts-store'
import { Shared } from '../shared'
import { digestFacts } from '../snapshot/schema'
import { failureIn, type ImageSource } from '../source'
import { type ClientOptions, RegistryClient } from './client'
import { digestsOfTags } from './digests'
import { type Asker, Documents } from './documents'
import { type DigestFacts, readImage, type WantedPlatform } from './image'
import { registryLayers } from './layers'
import { listRepositories, listTags } from './lists'
import { readReferrers } from './referrers'

export interface RegistryOptions extends ClientOptions {
  readonly facts?: FactsStore | undefined
  /** Platform taken from an index when the question names none; the only image of an index is taken anyway. */
  readonly platform?: Platform | undefined
  readonly now?: () => Date
}

const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' }
const PING_LIMIT_BYTES = 1 << 20
/** A digest that `digests` found this long ago stands for its tag, once: the image is asked for right after. */
const RECENT = { max: 50_000, ttl: 60_000 }

/** Answers from one registry's HTTP API. */
export function registrySource(options: RegistryOptions): ImageSource {
  const { host, facts, now = () => new Date() } = options
  const client = new RegistryClient(options)
  const documents = new Documents(client)
  const running = new Shared<DigestFacts>()
  /** Of blobs that were read and are of another length than their manifest says. */
  const lengths = new LRUCache<string, number>({ max: 10_000 })
  const recent = new LRUCache<string, Digest>(RECENT)

  /** A store that fails has kept nothing. */
  const kept = (key: string) => facts?.get(key).catch(() => undefined)

  function asRead(layer: LayerFacts): LayerFacts {
    const { blob } = layer
    const bytes = blob && (lengths.get(blob.digest) as TransferBytes | undefined)
    if (!blob || bytes === undefined || bytes === blob.transferBytes) return layer
    return { ...layer, blob: { declaredBytes: blob.transferBytes, ...blob, transferBytes: bytes } }
  }

  /** A tag whose digest is known is asked for by HEAD, and what the digest names comes from the store. */
  async function image(reference: Reference, wanted: WantedPlatform, asker: Asker): Promise<DigestFacts> {
    const name = formatReference(reference)
    const tagKey = `tag ${name}`
    const found = recent.get(name)
    recent.delete(name)
    const last = reference.digest ?? found ?? (await kept(tagKey))
    if (last !== undefined) {
      const digest = reference.digest ?? found ?? (await documents.digestOf(reference, asker))
      if (digest !== undefined && isDigest(digest)) {
        const known = digestFacts.safeParse(await kept(imageKey(digest, wanted))).data
        if (known && (found || digest !== last)) facts?.set(tagKey, digest)
        if (known) return known
      }
    }
    const readAs = (named: Reference) => readImage(documents, named, wanted, asker)
    const read = found
      ? await readAs({ ...reference, digest: found }).catch((error: unknown) => {
          // It moved meanwhile, and what it pointed to is gone.
          if (failureIn(error).code === 'not-found') return readAs(reference)
          throw error
        })
      : await readAs(reference)
    // A length that is not known may be known next time.
    if (!read.facts.layers.some(isUnsized)) facts?.set(imageKey(read.digest, wanted), read.facts)
    if (reference.digest === undefined) facts?.set(tagKey, read.digest)
    return read.facts
  }

  return {
    kind: 'registry',
    name: host,
    async describe(signal) {
      await client.ask('/v2/', { scope: '', what: host, limitBytes: PING_LIMIT_BYTES }, signal)
      return { kind: 'registry', name: host, host, insecure: client.plainHttp }
    },
    async repositories(signal) {
      const names = await listRepositories(client, signal)
      return names.map((name) => ({ repository: `${host}/${name}` }))
    },
    async tags(repository, signal) {
      return (await listTags(client, repository, signal)).map((tag) => ({ tag }))
    },
    async digests(repository, tags, signal) {
      const found = await digestsOfTags(documents, repository, tags, client.timeoutMs, signal)
      for (const [tag, digest] of found) recent.set(formatReference({ ...repository, tag }), digest)
      return found
    },
    referrers: (repository, image, signal) => readReferrers(client, documents, repository, image, signal),
    layers: (queries, take, signal) =>
      registryLayers(client, queries, take, (digest, bytes) => lengths.set(digest, bytes), signal),
    async image({ reference, platform }, signal) {
      const tagged =
        reference.digest === undefined ? { ...reference, tag: reference.tag ?? 'latest' } : reference
      const wanted = {
        platform: platform ?? options.platform ?? DEFAULT_PLATFORM,
        strict: platform !== undefined,
      }
      const name = formatReference(tagged)
      const found = await running.get(`${name} ${platformKey(wanted)}`, signal, (shared) =>
        image(tagged, wanted, { signal: shared, budget: new Budget(client.timeoutMs) }),
      )
      const digests = new Set([found.indexDigest, found.manifestDigest].filter(Boolean))
      return {
        ...found,
        layers: found.layers.map(asRead),
        reference: name,
        origins: [{ kind: 'registry', name: host, at: now().toISOString() }],
        repoDigests: [...digests].map((digest) => `${formatRepository(tagged)}@${digest}`),
      } satisfies ImageFacts
    },
  }
}

function platformKey({ platform, strict }: WantedPlatform): string {
  return formatPlatform(platform) + (strict ? '' : ' or the only one')
}

function imageKey(digest: string, wanted: WantedPlatform): string {
  return `image ${digest} ${platformKey(wanted)}`
}
