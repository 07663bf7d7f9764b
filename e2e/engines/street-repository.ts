import {
  digestOf,
  layerSteps,
  type OfficialRecord,
  type RecordedLayer,
  standInDiffId,
} from './official-records'

/** Repositories by name, each with its tags; a `$` in front is a remark. One without tags has `b00000` to `b02999`. */
export type Shapes = Readonly<Record<string, Shape>>
type Shape = Readonly<Record<string, ImageShape | string>>

/** What a tag points to. */
export type ImageShape =
  | { readonly same: string }
  | { readonly raw: unknown; readonly type: string }
  | (Entry & { readonly index: readonly ImageShape[] })
  | PlainImage

interface PlainImage extends Entry {
  /** Base first: name, bytes as the manifest says them, media type. Equal names are equal blobs. */
  readonly layers: readonly (readonly [string, number, string?])[]
  /** In place of an image's config. */
  readonly config?: unknown
  readonly configType?: string
}

/** How an image stands in an index. */
interface Entry {
  readonly platform?: Platform
  readonly noPlatform?: boolean
  readonly annotations?: Readonly<Record<string, string>>
}

interface Platform {
  readonly os: string
  readonly architecture: string
}

interface Document {
  readonly digest: string
  readonly mediaType: string
  readonly body: Buffer
}

interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
}

const OCI = 'application/vnd.oci.image'
const DOCKER = 'application/vnd.docker'
const AMD64: Platform = { os: 'linux', architecture: 'amd64' }
const UNKNOWN: Platform = { os: 'unknown', architecture: 'unknown' }
/** What the registry holds of a layer whose manifest says that it is empty. */
const HELD_BYTES = 7_000_000
const DAY_MS = 86_400_000

/** A repository's documents and the sizes of its blobs. */
export class Repository {
  private readonly documents = new Map<string, Document>()
  private readonly blobs = new Map<string, Buffer | number>()

  /** @param linked  whether a page of its tags says where the next one is */
  constructor(readonly linked: boolean) {}

  /** Names in the order of their bytes, as registries list them. */
  tags(): readonly string[] {
    return [...this.documents.keys()].filter((name) => !name.includes(':')).sort()
  }

  /** @param reference  tag or digest */
  manifest(reference: string): Document | undefined {
    return this.documents.get(reference)
  }

  /** The content of a config, or how many bytes a layer has. */
  blob(digest: string): Buffer | number | undefined {
    return this.blobs.get(digest)
  }

  tag(name: string, document: Document): void {
    this.documents.set(name, document)
  }

  add(mediaType: string, content: unknown): Document {
    const body = Buffer.from(JSON.stringify(content))
    const document = { digest: digestOf(body), mediaType, body }
    this.documents.set(document.digest, document)
    return document
  }

  config(mediaType: string, content: unknown): Descriptor {
    const body = Buffer.from(JSON.stringify(content))
    const digest = digestOf(body)
    this.blobs.set(digest, body)
    return { mediaType, digest, size: body.length }
  }

  layer(mediaType: string, digest: string, size: number, held = size): Descriptor {
    this.blobs.set(digest, held)
    return { mediaType, digest, size }
  }

  index(mediaType: string, manifests: readonly object[]): Document {
    return this.add(mediaType, { schemaVersion: 2, mediaType, manifests })
  }

  image(mediaType: string, config: Descriptor, layers: readonly Descriptor[]): Document {
    return this.add(mediaType, { schemaVersion: 2, mediaType, config, layers })
  }
}

const descriptorOf = ({ mediaType, digest, body }: Document, entry: object = {}) => ({
  mediaType,
  digest,
  size: body.length,
  ...entry,
})

/** A repository of the description. Images are a day apart, in its order. */
export function shapedRepository(shape: Shape): Repository {
  const tags = Object.entries(shape).filter((one): one is [string, ImageShape] => !one[0].startsWith('$'))
  const repository = new Repository(tags.length > 0)
  if (tags.length === 0) {
    const image = shaped(repository, { layers: [['only', 1_000_000]] }, 0)
    for (let n = 0; n < 3000; n++) repository.tag(`b${String(n).padStart(5, '0')}`, image)
  }
  // A tag may be the same as one that comes after it.
  const own = tags.flatMap(([tag, image]) => ('same' in image ? [] : [{ tag, image }]))
  for (const [day, { tag, image }] of own.entries()) repository.tag(tag, shaped(repository, image, day))
  for (const [tag, image] of tags) {
    const same = 'same' in image ? repository.manifest(image.same) : undefined
    if (same) repository.tag(tag, same)
  }
  return repository
}

function shaped(repository: Repository, image: ImageShape, day: number): Document {
  if ('same' in image) throw new Error('an entry of an index is an image of its own')
  if ('raw' in image) return repository.add(image.type, image.raw)
  if ('layers' in image) return shapedImage(repository, image, day)
  const entries = image.index.map((one) => {
    const { platform, noPlatform = false, annotations } = one as Entry
    // An index has no platform by itself.
    const of = platform ?? (noPlatform || 'index' in one ? undefined : AMD64)
    return descriptorOf(shaped(repository, one, day), { platform: of, annotations })
  })
  return repository.index(`${OCI}.index.v1+json`, entries)
}

function shapedImage(repository: Repository, { layers, ...image }: PlainImage, day: number): Document {
  const { platform = AMD64, configType = `${OCI}.config.v1+json` } = image
  const created = new Date(Date.UTC(2024, 0, 1) + day * DAY_MS).toISOString()
  const config = image.config ?? {
    ...platform,
    created,
    config: {},
    rootfs: { type: 'layers', diff_ids: layers.map(([name]) => digestOf(`diff ${name}`)) },
    history: layers.map(([name]) => ({ created, created_by: `COPY ${name} /` })),
  }
  const descriptors = layers.map(([name, bytes, mediaType = `${OCI}.layer.v1.tar+gzip`]) =>
    repository.layer(mediaType, digestOf(`layer ${name}`), bytes, bytes || HELD_BYTES),
  )
  return repository.image(`${OCI}.manifest.v1+json`, repository.config(configType, config), descriptors)
}

/** A repository of official images: each tag with its index, the image rebuilt from what is on record. */
export function officialRepository(states: ReadonlyMap<string, OfficialRecord>): Repository {
  const repository = new Repository(true)
  for (const [tag, record] of states) repository.tag(tag, recorded(repository, record))
  return repository
}

function recorded(repository: Repository, record: OfficialRecord): Document {
  const { amd64, more = [], attestation, at } = record
  const docker = record.index.mediaType.startsWith(DOCKER)
  const layerType = docker ? `${DOCKER}.image.rootfs.diff.tar.gzip` : `${OCI}.layer.v1.tar+gzip`
  const manifest = (layers: readonly RecordedLayer[], content: object) =>
    repository.image(
      docker ? `${DOCKER}.distribution.manifest.v2+json` : `${OCI}.manifest.v1+json`,
      repository.config(docker ? `${DOCKER}.container.image.v1+json` : `${OCI}.config.v1+json`, {
        ...content,
        rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => standInDiffId(digest)) },
      }),
      layers.map(({ digest, bytes, mediaType = layerType }) => repository.layer(mediaType, digest, bytes)),
    )
  const entries: object[] = []
  if (amd64) {
    const { os = 'linux', history, layers } = amd64
    const platform = { os, architecture: 'amd64' }
    // Where the record does not tell which steps made layers, the first that could have stand for them.
    const made = layerSteps(amd64) ?? history.map((_, step) => step < layers.length)
    const steps = history.map((step, at) => ({ ...step, ...(!made[at] && { empty_layer: true }) }))
    entries.push(descriptorOf(manifest(layers, { ...platform, created: at, history: steps }), { platform }))
  }
  for (const { platform: text, layers } of more) {
    const [os = '', architecture = ''] = text.split('/')
    const platform = { os, architecture }
    entries.push(descriptorOf(manifest(layers, { ...platform, created: at }), { platform }))
  }
  if (attestation) {
    const layers = attestation.layers.map((layer) => ({
      ...layer,
      mediaType: 'application/vnd.in-toto+json',
    }))
    const annotations = { 'vnd.docker.reference.type': 'attestation-manifest' }
    entries.push(descriptorOf(manifest(layers, UNKNOWN), { platform: UNKNOWN, annotations }))
  }
  return repository.index(record.index.mediaType, entries)
}
