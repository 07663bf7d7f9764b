import type { ImageFacts } from '../../oci/facts'
import { formatPlatform } from '../../oci/platform'
import { formatReference, type Reference } from '../../oci/reference'
import type { Platform } from '../../oci/types'
import { type FactsStore, NO_STORE } from '../facts-store'
import { imageFacts } from '../snapshot/schema'
import type { ImageSource } from '../source'
import { type ClientOptions, RegistryClient } from './client'
import { type DigestFacts, headDigest, readImage } from './image'
import { listRepositories, listTags } from './lists'

export interface RegistryOptions extends ClientOptions {
  readonly facts?: FactsStore | undefined
  /** Platform taken from an index when the question names none. */
  readonly platform?: Platform | undefined
  readonly now?: () => Date
}

const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' }

/** Answers from one registry's HTTP API. */
export function registrySource(options: RegistryOptions): ImageSource {
  const { host, facts = NO_STORE, now = () => new Date() } = options
  const client = new RegistryClient(options)
  const running = new Map<string, Promise<DigestFacts>>()

  async function image(reference: Reference, platform: Platform, signal: AbortSignal): Promise<DigestFacts> {
    const tagKey = `tag ${formatReference(reference)} ${formatPlatform(platform)}`
    const known = await facts.get(tagKey)
    if (typeof known === 'string') {
      const digest = reference.digest ?? (await headDigest({ client, reference, signal }))
      const kept = digest === known ? readKept(await facts.get(imageKey(known, platform))) : undefined
      if (kept) return kept
    }
    const read = await readImage({ client, reference, signal }, platform)
    facts.set(imageKey(read.digest, platform), read.facts)
    facts.set(tagKey, read.digest)
    return read.facts
  }

  return {
    kind: 'registry',
    name: host,
    async describe(signal) {
      await client.ask('/v2/', { scope: '', what: host, limitBytes: 1 << 20 }, signal)
      return { kind: 'registry', name: host, host, insecure: client.plainHttp }
    },
    async repositories(signal) {
      const names = await listRepositories(client, signal)
      return names.map((name) => ({ repository: `${host}/${name}` }))
    },
    async tags(repository, signal) {
      return (await listTags(client, repository, signal)).map((tag) => ({ tag }))
    },
    async image({ reference, platform = options.platform ?? DEFAULT_PLATFORM }, signal) {
      const tagged =
        reference.digest === undefined ? { ...reference, tag: reference.tag ?? 'latest' } : reference
      const name = formatReference(tagged)
      const key = `${name} ${formatPlatform(platform)}`
      const work = running.get(key) ?? image(tagged, platform, signal).finally(() => running.delete(key))
      running.set(key, work)
      const origin = { kind: 'registry', name: host, at: now().toISOString() } as const
      return { ...(await work), reference: name, origins: [origin] } satisfies ImageFacts
    },
  }
}

function imageKey(digest: string, platform: Platform): string {
  return `image ${digest} ${formatPlatform(platform)}`
}

/** What the store kept, if it still has the shape of facts. */
function readKept(kept: unknown): DigestFacts | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const parsed = imageFacts.safeParse({
    ...kept,
    reference: '',
    origins: [{ kind: 'registry', name: '', at: '' }],
  })
  return parsed.success ? parsed.data : undefined
}
