import { isDigest } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'
import { formatPlatform } from '../../oci/platform'
import { formatReference, formatRepository, type Reference } from '../../oci/reference'
import type { Platform } from '../../oci/types'
import { Budget } from '../budget'
import type { FactsStore } from '../facts-store'
import { Shared } from '../shared'
import { digestFacts } from '../snapshot/schema'
import type { ImageSource } from '../source'
import { type ClientOptions, RegistryClient } from './client'
import { type Asker, Documents } from './documents'
import { type DigestFacts, readImage, type WantedPlatform } from './image'
import { registryLayers } from './layers'
import { listRepositories, listTags } from './lists'

export interface RegistryOptions extends ClientOptions {
  readonly facts?: FactsStore | undefined
  /** Platform taken from an index when the question names none; the only image of an index is taken anyway. */
  readonly platform?: Platform | undefined
  readonly now?: () => Date
}

const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' }
const PING_LIMIT_BYTES = 1 << 20

/** Answers from one registry's HTTP API. */
export function registrySource(options: RegistryOptions): ImageSource {
  const { host, facts, now = () => new Date() } = options
  const client = new RegistryClient(options)
  const documents = new Documents(client)
  const running = new Shared<DigestFacts>()

  /** A store that fails has kept nothing. */
  const kept = (key: string) => facts?.get(key).catch(() => undefined)

  /** A tag whose digest is known is asked for by HEAD, and what the digest names comes from the store. */
  async function image(reference: Reference, wanted: WantedPlatform, asker: Asker): Promise<DigestFacts> {
    const tagKey = `tag ${formatReference(reference)}`
    const last = reference.digest ?? (await kept(tagKey))
    if (last !== undefined) {
      const digest = reference.digest ?? (await documents.digestOf(reference, asker))
      if (digest !== undefined && isDigest(digest)) {
        const known = digestFacts.safeParse(await kept(imageKey(digest, wanted))).data
        if (known && digest !== last) facts?.set(tagKey, digest)
        if (known) return known
      }
    }
    const found = await readImage(documents, reference, wanted, asker)
    facts?.set(imageKey(found.digest, wanted), found.facts)
    if (reference.digest === undefined) facts?.set(tagKey, found.digest)
    return found.facts
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
    layers: (queries, take, signal) => registryLayers(client, queries, take, signal),
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
