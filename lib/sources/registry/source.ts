import type { ChunkedFile } from '../../oci/chunked'
import { type BlobDigest, type Digest, isDigest } from '../../oci/digest'
import type { ImageFacts, LayerFacts } from '../../oci/facts'
import { isUnsized, packingOf } from '../../oci/packing'
import { formatPlatform } from '../../oci/platform'
import { formatReference, formatRepository, type Reference } from '../../oci/reference'
import type { ImageConfig, Platform } from '../../oci/types'
import { Budget } from '../budget'
import type { FactsStore } from '../facts-store'
import { cacheOfBytes } from '../held-bytes'
import { Shared } from '../shared'
import { digestFacts } from '../snapshot/schema'
import { failureIn, type ImageSource } from '../source'
import { type ClientOptions, RegistryClient } from './client'
import { readContents } from './contents'
import { digestsOfTags } from './digests'
import { type Asker, type Document, Documents } from './documents'
import { type DigestFacts, readImage, type WantedPlatform } from './image'
import { type BlobRead, registryLayers } from './layers'
import { Lengths } from './lengths'
import { listRepositories, listTags } from './lists'
import { readReferrers } from './referrers'

export interface RegistryOptions extends ClientOptions {
  readonly facts?: FactsStore | undefined
  /** Its own when absent. */
  readonly memory?: ReturnType<typeof registryMemory> | undefined
  /** Platform taken from an index when the question names none; the only image of an index is taken anyway. */
  readonly platform?: Platform | undefined
  readonly now?: () => Date
}

const DEFAULT_PLATFORM: Platform = { os: 'linux', architecture: 'amd64' }
/** What formats that single files can be read from are besides. */
const PACKED_AS: Readonly<Record<string, string>> = { eStargz: 'gzip', 'zstd:chunked': 'zstd' }
const PING_LIMIT_BYTES = 1 << 20
/** Of documents, and of tables of contents, of all registries together. */
const KEPT_BYTES = 64 << 20
/** Of blobs that were read. */
const READ_BYTES = 4 << 20
/** A digest that `digests` found this long ago, in ms, stands for its tag, once: the image is asked for right after. */
const RECENT_MS = 60_000
const RECENT_BYTES = 8 << 20

/** What registries have in memory together: however many there are, it is of so many bytes. Keys begin with the host. */
export function registryMemory() {
  return {
    recent: cacheOfBytes<Digest>(RECENT_BYTES, RECENT_MS),
    read: cacheOfBytes<BlobRead>(READ_BYTES),
    documents: cacheOfBytes<Document | ImageConfig>(KEPT_BYTES),
    contents: cacheOfBytes<readonly ChunkedFile[]>(KEPT_BYTES),
  }
}

/** Answers from one registry's HTTP API. */
export function registrySource(options: RegistryOptions): ImageSource {
  const { host, facts, memory = registryMemory(), now = () => new Date() } = options
  const { recent, read } = memory
  const client = new RegistryClient(options)
  const documents = new Documents(client, memory.documents)
  const running = new Shared<DigestFacts>()
  const tables = new Shared<readonly ChunkedFile[] | undefined>()

  /** A store that fails has kept nothing. */
  const kept = (key: string) => facts?.get(key).catch(() => undefined)

  const learn = (digest: BlobDigest, found: BlobRead) =>
    void read.set(`${host} ${digest}`, { ...read.get(`${host} ${digest}`), ...found })
  const lengths = new Lengths(client, documents, facts, (digest, bytes) => learn(digest, { bytes }))

  function asRead(layer: LayerFacts): LayerFacts {
    const { blob } = layer
    const found = blob && read.get(`${host} ${blob.digest}`)
    if (!found) return layer
    const { bytes = blob.transferBytes, packedAs, diffId = layer.diffId } = found
    const named = packingOf(blob)
    const isNamed = !packedAs || named === packedAs || PACKED_AS[named] === packedAs
    return {
      ...layer,
      blob: {
        ...blob,
        ...(bytes !== blob.transferBytes && { declaredBytes: blob.declaredBytes ?? blob.transferBytes }),
        transferBytes: bytes,
        ...(!isNamed && { packedAs }),
        ...(diffId !== layer.diffId && { contentDiffId: diffId }),
      },
    }
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
    const answer = found
      ? await readAs({ ...reference, digest: found }).catch((error: unknown) => {
          // It moved meanwhile, and what it pointed to is gone.
          if (failureIn(error).code === 'not-found') return readAs(reference)
          throw error
        })
      : await readAs(reference)
    // A length that is not known may be known next time.
    if (!answer.facts.layers.some(isUnsized)) facts?.set(imageKey(answer.digest, wanted), answer.facts)
    if (reference.digest === undefined) facts?.set(tagKey, answer.digest)
    return answer.facts
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
      return Object.assign(
        names.map((name) => ({ repository: `${host}/${name}` })),
        { cutAt: names.cutAt },
      )
    },
    async tags(repository, signal) {
      const names = await listTags(client, repository, signal)
      return Object.assign(
        names.map((tag) => ({ tag })),
        { cutAt: names.cutAt },
      )
    },
    async digests(repository, tags, signal) {
      const found = await digestsOfTags(documents, repository, tags, client.timeoutMs, signal)
      for (const [tag, digest] of found) recent.set(formatReference({ ...repository, tag }), digest)
      return found
    },
    referrers: (repository, image, signal) => readReferrers(client, documents, repository, image, signal),
    contents: (repository, blob, signal) => {
      const key = `${host} ${blob.digest}`
      const known = memory.contents.get(key)
      if (known) return Promise.resolve(known)
      return tables.get(blob.digest, signal, async (shared) => {
        const asker = { signal: shared, budget: new Budget(client.timeoutMs) }
        const files = await readContents(client, repository, blob, asker)
        if (files) memory.contents.set(key, files)
        return files
      })
    },
    layers: (queries, take, signal) => registryLayers(client, queries, take, learn, signal),
    close: () => client.close(),
    async sized(repository, image, signal) {
      const blobs = image.layers.flatMap(({ blob }) =>
        blob && !read.get(`${host} ${blob.digest}`)?.bytes ? [blob] : [],
      )
      await lengths.ask(repository, blobs, signal)
      signal.throwIfAborted()
      return { ...image, layers: image.layers.map(asRead) }
    },
    async image({ reference, platform }, signal) {
      const tagged =
        reference.digest === undefined ? { ...reference, tag: reference.tag ?? 'latest' } : reference
      const wanted = {
        platform: platform ?? options.platform ?? DEFAULT_PLATFORM,
        strict: platform !== undefined,
      }
      const name = formatReference(tagged)
      await lengths.recall()
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

/** With a number: facts that an earlier version kept took a size of 0 for one, and did not say how an index lists the image or where tables of contents are. */
function imageKey(digest: string, wanted: WantedPlatform): string {
  return `image 4 ${digest} ${platformKey(wanted)}`
}
