import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { findProgram } from '../../scripts/programs.mjs'
import type { Registry } from './registry'

/** A layer as a test hands it over; what stands below `compression` says otherwise than its bytes do. */
export interface LayerInput {
  readonly tar: Buffer
  readonly compression: keyof typeof SUFFIXES
  readonly mediaType?: string
  /** What the manifest says of the blob's length. */
  readonly declaredBytes?: number
  /** What the config says of the tar. */
  readonly diffId?: string
}

/** An image that no builder made. Its history need not agree with its layers. */
export interface ImageInput {
  /** Base first. */
  readonly layers: readonly LayerInput[]
  /** Oldest first; when left out, one entry for each layer. */
  readonly history?: readonly HistoryInput[]
  /** The `config` part of the image's config: Env, Cmd, Labels and so on. */
  readonly config?: Readonly<Record<string, unknown>>
  /** Puts the image in an index, with an attestation of its build beside it, as BuildKit does. */
  readonly attestation?: boolean
  /** Of its config; that of these machines when left out. */
  readonly platform?: typeof PLATFORM
  /**
   * The index of a layer that the registry does not have: its blob is not pushed, and the manifest has a URL. With
   * its standard settings the distribution registry takes such a layer with zstd only, for it refuses URLs of others.
   */
  readonly foreignLayer?: number
}

export interface HistoryInput {
  readonly created?: string
  readonly created_by?: string
  readonly comment?: string
  readonly empty_layer?: boolean
}

export interface PushedImage {
  /** With host and tag. */
  readonly reference: string
  /** The repository without its host, as `Registry.manifest` wants it. */
  readonly name: string
  /** What the tag stands for: the image's manifest, or the index. */
  readonly digest: string
  readonly manifestDigest: string
  /** Of the manifest, for an index. */
  readonly manifestBytes: number
  readonly configDigest: string
  /** The attestation's manifest, when there is one. */
  readonly attestationDigest?: string
  /** Base first; the size is that of the blob. */
  readonly layers: readonly (Descriptor & { readonly diffId: string })[]
}

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly urls?: readonly string[]
  readonly annotations?: Readonly<Record<string, string | null>> | null
  readonly platform?: Readonly<Record<string, string | readonly string[]>> | null
}

const SUFFIXES = { gzip: '+gzip', zstd: '+zstd', none: '' }
const OCI = 'application/vnd.oci.image'
const CONFIG = `${OCI}.config.v1+json`
export const MANIFEST = `${OCI}.manifest.v1+json`
export const INDEX = `${OCI}.index.v1+json`
/** What BuildKit's annotations start with, which tell the image that an attestation is about. */
const LINK = 'vnd.docker.reference'
const CREATED = '2024-01-01T00:00:00Z'
export const PLATFORM = { architecture: 'amd64', os: 'linux' }
const NO_PLATFORM = { architecture: 'unknown', os: 'unknown' }

/** Pushes an image over the registry's own interface, below the registry's prefix. */
export async function pushImage(
  registry: Registry,
  name: string,
  tag: string,
  image: ImageInput,
): Promise<PushedImage> {
  const repository = new Repository(registry, name)
  const layers = await Promise.all(
    image.layers.map((layer, index) => pushLayer(repository, layer, index === image.foreignLayer)),
  )
  const config = await repository.document(CONFIG, imageConfig(image, layers))
  const listed = imageManifest(config, layers.map(descriptorOf))
  const manifest = await repository.manifest(listed, image.attestation ? undefined : tag)
  const attestation = image.attestation ? await pushAttestation(repository, manifest) : undefined
  const index = attestation && (await repository.manifest(imageIndex(manifest, attestation), tag))
  return {
    reference: `${registry.prefix}/${name}:${tag}`,
    name: repository.name,
    digest: (index ?? manifest).digest,
    manifestDigest: manifest.digest,
    manifestBytes: manifest.size,
    configDigest: config.digest,
    ...(attestation && { attestationDigest: attestation.digest }),
    layers,
  }
}

/** Pushes an index of what was pushed before. @returns its descriptor, for an index around it */
export function pushIndex(
  registry: Registry,
  name: string,
  tag: string,
  manifests: readonly Descriptor[],
): Promise<Descriptor> {
  return new Repository(registry, name).manifest({ schemaVersion: 2, mediaType: INDEX, manifests }, tag)
}

async function pushLayer(repository: Repository, layer: LayerInput, foreign: boolean) {
  const { tar, compression, diffId = digestOf(tar) } = layer
  const blob = compressed(tar, compression)
  const kind = foreign ? 'layer.nondistributable' : 'layer'
  const { mediaType = `${OCI}.${kind}.v1.tar${SUFFIXES[compression]}` } = layer
  const { digest, size } = describe(mediaType, blob)
  const descriptor = { mediaType, digest, size: layer.declaredBytes ?? size }
  // The name is one that cannot be looked up: nothing is ever to be fetched from there.
  if (foreign) return { ...descriptor, urls: [`https://layers.invalid/${descriptor.digest}`], diffId }
  await repository.upload(descriptor.digest, blob)
  return { ...descriptor, diffId }
}

const zipped = new WeakMap<Buffer, Map<string, Buffer>>()

/** Images share layers: each is compressed once. */
function compressed(tar: Buffer, compression: LayerInput['compression']): Buffer {
  const known = zipped.get(tar) ?? new Map<string, Buffer>()
  zipped.set(tar, known)
  const blob = known.get(compression) ?? compress(tar, compression)
  known.set(compression, blob)
  return blob
}

function compress(tar: Buffer, compression: LayerInput['compression']): Buffer {
  if (compression === 'none') return tar
  if (compression === 'gzip') return gzipSync(tar)
  const zstd = findProgram('zstd') // Node 20 has none of its own.
  if (!zstd) throw new Error('Integration tests need the zstd command (Debian: apt-get install zstd).')
  const run = spawnSync(zstd, ['--quiet', '--stdout'], { input: tar, maxBuffer: Number.POSITIVE_INFINITY })
  if (run.status !== 0) throw new Error(`zstd: ${run.stderr}`)
  return run.stdout
}

function imageConfig(image: ImageInput, layers: PushedImage['layers']): unknown {
  const history = image.history ?? layers.map((_, index) => ({ created_by: `COPY layer${index} / # test` }))
  const rootfs = { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) }
  const dated = history.map((entry) => ({ created: CREATED, ...entry }))
  return {
    created: CREATED,
    ...PLATFORM,
    ...image.platform,
    config: image.config ?? {},
    rootfs,
    history: dated,
  }
}

function imageManifest(config: Descriptor, layers: readonly Descriptor[]) {
  return { schemaVersion: 2, mediaType: MANIFEST, config, layers }
}

function imageIndex(image: Descriptor, attestation: Descriptor) {
  const annotations = { [`${LINK}.digest`]: image.digest, [`${LINK}.type`]: 'attestation-manifest' }
  const attested: Descriptor = { ...image, platform: PLATFORM }
  const unknown: Descriptor = { ...attestation, annotations, platform: NO_PLATFORM }
  return { schemaVersion: 2, mediaType: INDEX, manifests: [attested, unknown] }
}

/** A manifest whose one layer is no file system but a statement of in-toto, and whose diffID is the statement's. */
async function pushAttestation(repository: Repository, image: Descriptor): Promise<Descriptor> {
  const predicate = 'https://slsa.dev/provenance/v0.2'
  const statement = await repository.document('application/vnd.in-toto+json', {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType: predicate,
    subject: [{ name: repository.name, digest: { sha256: image.digest.slice('sha256:'.length) } }],
    predicate: { buildType: 'https://mobyproject.org/buildkit@v1' },
  })
  const rootfs = { type: 'layers', diff_ids: [statement.digest] }
  const config = await repository.document(CONFIG, { ...NO_PLATFORM, config: {}, rootfs })
  const layer = { ...statement, annotations: { 'in-toto.io/predicate-type': predicate } }
  return repository.manifest(imageManifest(config, [layer]))
}

/** By registry and digest the repositories that a blob was put into: it need not be sent again. */
const uploaded = new Map<string, Set<string>>()

/** One repository of a registry, to write to. */
class Repository {
  readonly name: string
  readonly #host: string
  readonly #base: string

  constructor(registry: Registry, name: string) {
    this.#host = registry.host
    this.name = `${registry.prefix}/${name}`.slice(registry.host.length + 1)
    this.#base = `http://${registry.host}/v2/${this.name}`
  }

  async upload(digest: string, blob: Buffer): Promise<void> {
    const key = `${this.#host}/${digest}`
    const places = uploaded.get(key) ?? new Set()
    // It may have been deleted since.
    if (places.has(this.name) && (await fetch(`${this.#base}/blobs/${digest}`, { method: 'HEAD' })).ok) return
    const from = [...places].find((name) => name !== this.name)
    const mounted = from ? `?${new URLSearchParams({ mount: digest, from })}` : ''
    const started = await ask('POST', `${this.#base}/blobs/uploads/${mounted}`)
    uploaded.set(key, places.add(this.name))
    // It answers 201 where it has taken the blob from there.
    if (started.status === 201) return
    const place = new URL(started.headers.get('location') ?? '', this.#base)
    place.searchParams.set('digest', digest)
    await ask('PUT', place.href, blob, 'application/octet-stream')
  }

  /** Uploads a blob of JSON. */
  async document(mediaType: string, value: unknown): Promise<Descriptor> {
    const blob = Buffer.from(JSON.stringify(value))
    await this.upload(digestOf(blob), blob)
    return describe(mediaType, blob)
  }

  /** Without a tag it can be asked for by its digest only. */
  async manifest(
    value: { readonly mediaType: string; readonly [field: string]: unknown },
    tag?: string,
  ): Promise<Descriptor> {
    const text = Buffer.from(JSON.stringify(value))
    await ask('PUT', `${this.#base}/manifests/${tag ?? digestOf(text)}`, text, value.mediaType)
    return describe(value.mediaType, text)
  }
}

async function ask(method: string, url: string, body?: Buffer, type = ''): Promise<Response> {
  const content = body && { body: new Uint8Array(body), headers: { 'content-type': type } }
  const answer = await fetch(url, { method, ...content })
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
  return answer
}

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`
function describe(mediaType: string, bytes: Buffer): Descriptor {
  return { mediaType, digest: digestOf(bytes), size: bytes.length }
}

/** A layer as a manifest has it, which knows no diffIDs. */
function descriptorOf({ diffId: _, ...descriptor }: PushedImage['layers'][number]): Descriptor {
  return descriptor
}
