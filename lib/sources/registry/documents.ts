import {
  type ArtifactFacts,
  type ArtifactManifest,
  artifactOf,
  artifactOfIndex,
  IMAGE_CONFIGS,
  plainArtifact,
} from '../../oci/artifact'
import { type Digest, isDigest } from '../../oci/digest'
import { isPossible } from '../../oci/packing'
import { formatRepository, type Reference, type Repository } from '../../oci/reference'
import type { ImageConfig, Index, Manifest } from '../../oci/types'
import type { Budget } from '../budget'
import { cacheOfBytes } from '../held-bytes'
import { checked, jsonOf, malformed, refuseMany, refuseVast } from '../json'
import { Shared } from '../shared'
import { failureIn, SourceError } from '../source'
import type { Answer } from './answer'
import type { Ask, RegistryClient } from './client'
import { artifactSchema, configSchema, indexSchema, kindSchema, manifestSchema } from './schemas'
import { digestOf, verify } from './verify'

/** As much as the distribution-spec asks registries to accept. */
const MANIFEST_LIMIT_BYTES = 4 << 20
const CONFIG_LIMIT_BYTES = 8 << 20
/** Of lengths of blobs by their digests. */
const LENGTHS_BYTES = 256 << 10

const SCHEMA_1 = 'application/vnd.docker.distribution.manifest.v1+json'
const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.artifact.manifest.v1+json',
]
const ACCEPT = MANIFEST_TYPES.join(', ')
const IMAGE_TYPES = new Set(MANIFEST_TYPES.slice(0, 4))

/** A manifest, an index or an artifact, and its digest. */
export type Document =
  | { readonly kind: 'manifest'; readonly digest: Digest; readonly manifest: Manifest }
  | { readonly kind: 'index'; readonly digest: Digest; readonly index: Index }
  | { readonly kind: 'artifact'; readonly digest: Digest; readonly artifact: ArtifactFacts }

export type KeptDocuments = ReturnType<typeof cacheOfBytes<Document | ImageConfig>>

/** What one question has at hand. */
export interface Asker {
  readonly signal: AbortSignal
  readonly budget: Budget
}

/** Reads a registry's documents: each digest is verified, and fetched once by those who ask at the same time. */
export class Documents {
  private readonly manifests = new Shared<Document>()
  private readonly configs = new Shared<ImageConfig>()
  private readonly lengths = cacheOfBytes<number>(LENGTHS_BYTES)

  /** @param kept  so that tags that share a document do not fetch it again; of other registries too */
  constructor(
    private readonly client: RegistryClient,
    private readonly kept: KeptDocuments,
  ) {}

  /** The digest that a tag points to now; undefined when the registry does not answer a HEAD with it. */
  async digestOf(reference: Reference, { signal, budget }: Asker): Promise<string | undefined> {
    const ask = { ...manifestAsk(reference, budget), method: 'HEAD' } as const
    try {
      const digest = (await this.client.ask(manifestPath(reference), ask, signal)).headers[CONTENT_DIGEST]
      return typeof digest === 'string' ? digest : undefined
    } catch (error) {
      const failure = failureIn(error)
      if (failure.code === 'server-error' && failure.status === 405) return undefined
      throw error
    }
  }

  /** The document that a reference names. @throws SourceError */
  async manifest(reference: Reference, asker: Asker): Promise<Document> {
    const { digest } = reference
    const kept = digest && this.kept.get(this.keyOf('manifest', digest))
    if (kept) return kept as Document
    const path = manifestPath(reference)
    return this.manifests.get(path, asker.signal, async (signal) => {
      const answer = await this.client.ask(path, manifestAsk(reference, asker.budget), signal)
      const document = this.read(answer, this.verified(answer, digest))
      this.kept.set(this.keyOf('manifest', document.digest), document)
      return document
    })
  }

  /**
   * The config of a manifest.
   *
   * @throws SourceError `unsupported` when it is an image's by its media type alone
   */
  async config(repository: Repository, manifest: Manifest, asker: Asker): Promise<ImageConfig> {
    const { digest } = manifest.config
    const kept = this.kept.get(this.keyOf('config', digest))
    if (kept) return kept as ImageConfig
    return this.configs.get(digest, asker.signal, async (signal) => {
      const ask = { limitBytes: CONFIG_LIMIT_BYTES, budget: asker.budget }
      const answer = await askBlob(this.client, repository, digest, ask, signal)
      verify(answer.body, digest, this.client.host)
      const json = jsonOf(answer.body, this.client.host)
      if (typeof json === 'object' && json !== null && !('rootfs' in json)) {
        throw unsupported(this.client.host, plainArtifact(manifest))
      }
      refuseVast(json, this.client.host)
      const read = checked(json, configSchema, this.client.host)
      this.kept.set(this.keyOf('config', digest), read)
      return read
    })
  }

  /** How long a blob is that the registry holds; undefined when it does not say. */
  async lengthOf(
    repository: Repository,
    digest: Digest,
    { signal, budget }: Asker,
  ): Promise<number | undefined> {
    const known = this.lengths.get(digest)
    if (known !== undefined) return known
    try {
      const ask = { method: 'HEAD', limitBytes: 0, budget } as const
      const { headers } = await askBlob(this.client, repository, digest, ask, signal)
      const bytes = Number(headers['content-length'])
      if (!isPossible(bytes)) return undefined
      this.lengths.set(digest, bytes)
      return bytes
    } catch (error) {
      // The image can be read all the same.
      failureIn(error)
      return undefined
    }
  }

  /** By host: what one registry holds is not what another has said. */
  private keyOf(kind: 'manifest' | 'config', digest: Digest): string {
    return `${this.client.host} ${kind} ${digest}`
  }

  /** The digest of an answer: as asked for, and as the registry says, if either is known. */
  private verified({ body, headers }: Answer, asked: Digest | undefined): Digest {
    const named = headers[CONTENT_DIGEST]
    const known = [asked, typeof named === 'string' && isDigest(named) ? named : undefined]
    const expected = [...new Set(known)].filter((digest) => digest !== undefined)
    for (const digest of expected) verify(body, digest, this.client.host)
    return expected[0] ?? digestOf(body, 'sha256')
  }

  private read(answer: Answer, digest: Digest): Document {
    const json = jsonOf(answer.body, this.client.host)
    const kind = checked(json, kindSchema, this.client.host)
    const mediaType = kind.mediaType ?? contentType(answer)
    const isNamed = mediaType.startsWith('application/vnd.docker.distribution.manifest.v1+')
    if (isNamed || kind.schemaVersion === 1) {
      throw unsupported(this.client.host, mediaType.includes('.v1+') ? mediaType : SCHEMA_1)
    }
    const isImage = kind.layers !== undefined || kind.config !== undefined
    if (kind.manifests !== undefined) {
      // Two readers could take it for different things (CVE-2021-41190).
      if (isImage) throw malformed(this.client.host, 'manifests: an index with layers or a config')
      const index = checked(json, indexSchema, this.client.host)
      const artifact = artifactOfIndex(index)
      return artifact ? { kind: 'artifact', digest, artifact } : { kind: 'index', digest, index }
    }
    if (!isImage && mediaType.startsWith('application/vnd.') && !IMAGE_TYPES.has(mediaType)) {
      const { data = { layers: [] } } = artifactSchema.safeParse(json)
      const manifest: ArtifactManifest = { ...data, artifactType: data.artifactType ?? mediaType }
      return { kind: 'artifact', digest, artifact: artifactOf(manifest) ?? plainArtifact(manifest) }
    }
    // Before each of them is looked at.
    if (Array.isArray(kind.layers) && isImageConfig(kind.config))
      refuseMany('layers', kind.layers.length, this.client.host)
    const manifest = checked(json, manifestSchema, this.client.host)
    const artifact = artifactOf(manifest)
    if (artifact) return { kind: 'artifact', digest, artifact }
    refuseMany('layers', manifest.layers.length, this.client.host)
    return { kind: 'manifest', digest, manifest }
  }
}

const isImageConfig = (config: unknown) =>
  typeof config === 'object' &&
  config !== null &&
  'mediaType' in config &&
  IMAGE_CONFIGS.some((type) => type === config.mediaType)

/** @param what  an artifact, or the media type of something else that is no image */
export function unsupported(at: string, what: ArtifactFacts | string): SourceError {
  const known =
    typeof what === 'string'
      ? { mediaType: what.slice(0, 200) }
      : { mediaType: what.mediaType, artifact: what }
  return new SourceError({ code: 'unsupported', at, ...known })
}

const CONTENT_DIGEST = 'docker-content-digest'

function contentType({ headers }: Answer): string {
  const type = headers['content-type']
  return typeof type === 'string' ? type.split(';')[0]!.trim() : ''
}

/** Asks for a blob by its digest. */
export function askBlob(
  client: RegistryClient,
  repository: Repository,
  digest: Digest,
  ask: Pick<Ask, 'method' | 'limitBytes' | 'tooLarge' | 'range' | 'budget' | 'streamed'>,
  signal: AbortSignal,
): Promise<Answer> {
  const what = `${formatRepository(repository)}@${digest}`
  const path = `/v2/${repository.repository}/blobs/${digest}`
  return client.ask(path, { ...ask, scope: pullScope(repository), what }, signal)
}

export function pullScope({ repository }: Repository): string {
  return `repository:${repository}:pull`
}

function manifestPath({ repository, tag, digest }: Reference): string {
  return `/v2/${repository}/manifests/${digest ?? tag ?? 'latest'}`
}

function manifestAsk(reference: Reference, budget: Budget): Ask {
  const { tag, digest } = reference
  const what = formatRepository(reference) + (digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`)
  return { accept: ACCEPT, scope: pullScope(reference), what, limitBytes: MANIFEST_LIMIT_BYTES, budget }
}
