import { z } from 'zod'
import type { TransferBytes } from '../../oci/bytes'
import { type BlobDigest, type ConfigDigest, parseDigest } from '../../oci/digest'
import type { BlobFacts, ImageFacts } from '../../oci/facts'
import { formatReference, parseReference } from '../../oci/reference'
import type { Manifest } from '../../oci/types'
import { factsOfConfig } from '../config-facts'
import { heldBytes } from '../held-bytes'
import { checked, jsonOf, listOf, malformed, refuseMany, refuseVast } from '../json'
import type { Packing } from '../layers/decompress'
import { configSchema, indexSchema, manifestSchema } from '../registry/schemas'
import { digestOf } from '../registry/verify'
import { SourceError } from '../source'
import type { SavedDocuments } from './saved'

/** An image of an archive, and where its layers are in it, base first. */
export interface SavedImage {
  readonly facts: ImageFacts
  readonly layerPaths: readonly string[]
}

/** What is known of the files that are layers: their length as they stand there. */
export type SavedSizes = ReadonlyMap<string, { readonly bytes: number; readonly packing: Packing }>

/** What one archive may hold, and what the facts of its images may take in memory. */
const LIMITS = { images: 5000, names: 10_000, factsBytes: 64 << 20 }

/** What `docker save` writes beside, or in place of, an OCI index. */
const saveManifest = z.array(
  z.object({ Config: z.string(), RepoTags: listOf(z.string()), Layers: listOf(z.string()) }),
)

/**
 * The images that an archive's documents name: by `manifest.json` where there is one (`docker save`), else by
 * the OCI layout's `index.json`. A document is read once however many images share it, and they share its facts.
 *
 * @param name  of the archive, which serves as the name of an image without one
 * @throws SourceError `malformed`, `unsupported` for a file that is no image archive, `too-many` and `too-large`
 */
export function imagesOf(
  saved: SavedDocuments,
  sizes: SavedSizes,
  name: string,
  at: string,
  limits = LIMITS,
): readonly SavedImage[] {
  const read = new Documents(saved, name)
  const plain = saved.documents.has('manifest.json')
    ? read.json('manifest.json', saveManifest).map(plainOf)
    : read.ofLayout()
  const tooMany = (what: 'images' | 'names') =>
    new SourceError({ code: 'too-many', at: name, what, limit: limits[what] })
  if (plain.length > limits.images) throw tooMany('images')
  let named = 0
  for (const one of plain) named += Math.max(1, one.names.length)
  if (named > limits.names) throw tooMany('names')
  let bytes = 0
  const alike = new Map<string, Omit<SavedImage, 'facts'> & { readonly facts: Unnamed }>()
  return plain.flatMap(({ config, names: own, layers }) => {
    const key = JSON.stringify([config, ...layers])
    const { facts, layerPaths } = alike.get(key) ?? unnamed(config, layers)
    if (!alike.has(key)) {
      alike.set(key, { facts, layerPaths })
      bytes += heldBytes(facts) + heldBytes(layerPaths)
    }
    if (bytes > limits.factsBytes)
      throw new SourceError({ code: 'too-large', at: name, limitBytes: limits.factsBytes })
    return referencesOf(own, name).map((reference) => ({ facts: { ...facts, reference }, layerPaths }))
  })

  function unnamed(path: string, layers: readonly string[]) {
    refuseMany('layers', layers.length, name)
    const config = read.json(path, configSchema)
    const diffIds = config.rootfs.diff_ids
    if (diffIds.length !== layers.length) {
      throw malformed(name, `${path}: ${diffIds.length} diffIDs for ${layers.length} layers`)
    }
    const layerPaths = layers.map((layer) => saved.links.get(layer) ?? layer)
    const blobs = layerPaths.map((layer) => blobOf(layer, sizes))
    const facts: Unnamed = {
      origins: [{ kind: 'archive', name, at }],
      configDigest: read.digest(path),
      repoDigests: [],
      ...factsOfConfig(config, blobs),
    }
    return { facts, layerPaths }
  }
}

type Unnamed = Omit<ImageFacts, 'reference'>

function plainOf({ Config, RepoTags, Layers }: z.infer<typeof saveManifest>[number]): Plain {
  return { config: Config, names: RepoTags, layers: Layers }
}

/** One image as either kind of archive names it: paths of its config and layers. */
interface Plain {
  readonly config: string
  readonly names: readonly string[]
  readonly layers: readonly string[]
}

class Documents {
  /** What was read of a document, by what it was read as. */
  private readonly read = new Map<z.ZodType, Map<string, unknown>>()
  private readonly digests = new Map<string, ConfigDigest>()
  /** By the path of an index within the layout's: that of the image which it lists. */
  private readonly within = new Map<string, string | undefined>()
  /** By the path of a manifest. */
  private readonly plain = new Map<string, Omit<Plain, 'names'>>()

  constructor(
    private readonly saved: SavedDocuments,
    private readonly name: string,
  ) {}

  digest(path: string): ConfigDigest {
    const digest = this.digests.get(path) ?? digestOf<ConfigDigest>(this.body(path), 'sha256')
    this.digests.set(path, digest)
    return digest
  }

  json<T>(path: string, schema: z.ZodType<T>): T {
    const known = this.read.get(schema) ?? new Map<string, unknown>()
    this.read.set(schema, known)
    if (!known.has(path)) {
      const json = jsonOf(this.body(path), this.name, `${path}: `)
      if (schema === configSchema) refuseVast(json, this.name)
      known.set(path, checked(json, schema, this.name, `${path}: `))
    }
    return known.get(path) as T
  }

  private body(path: string): Buffer {
    const body = this.saved.documents.get(path)
    if (!body) throw malformed(this.name, `${path} is missing`)
    return body
  }

  /** Images of an OCI layout; an index within it is followed once. Attestations have no image to show. */
  ofLayout(): readonly Plain[] {
    if (!this.saved.documents.has('index.json')) {
      throw new SourceError({ code: 'unsupported', at: this.name, mediaType: 'not an image archive' })
    }
    const { manifests } = this.json('index.json', indexSchema)
    return manifests.flatMap(({ digest, annotations, mediaType }) => {
      const names = nameOf(annotations)
      const inner = mediaType.includes('index') || mediaType.includes('list')
      if (!inner) return [this.ofManifest(blobPath(digest), names)]
      const path = this.imageWithin(blobPath(digest))
      return path === undefined ? [] : [this.ofManifest(path, names)]
    })
  }

  private imageWithin(path: string): string | undefined {
    if (!this.within.has(path)) {
      const image = this.json(path, indexSchema)
        .manifests.filter(({ annotations }) => annotations?.['vnd.docker.reference.type'] === undefined)
        .find(({ digest }) => this.saved.documents.has(blobPath(digest)))
      this.within.set(path, image && blobPath(image.digest))
    }
    return this.within.get(path)
  }

  private ofManifest(path: string, names: readonly string[]): Plain {
    const known = this.plain.get(path) ?? plainOfManifest(this.json(path, manifestSchema))
    this.plain.set(path, known)
    return { ...known, names }
  }
}

function plainOfManifest({ config, layers }: Manifest): Omit<Plain, 'names'> {
  return { config: blobPath(config.digest), layers: layers.map(({ digest }) => blobPath(digest)) }
}

function blobPath(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`
}

/** The whole name where containerd or buildx wrote it; the layout's own field holds a tag or a name. */
function nameOf(annotations: Readonly<Record<string, string>> | undefined): readonly string[] {
  const name = annotations?.['io.containerd.image.name'] ?? annotations?.['org.opencontainers.image.ref.name']
  return name === undefined ? [] : [name]
}

/** A layer that the archive holds packed stands there as a registry has it. */
function blobOf(path: string, sizes: SavedSizes): BlobFacts | undefined {
  const { bytes, packing } = sizes.get(path) ?? { packing: 'none' }
  const digest = parseDigest<BlobDigest>(path.replace(/^blobs\//, '').replace('/', ':'))
  if (packing === 'none' || bytes === undefined || !digest) return undefined
  const mediaType = `application/vnd.oci.image.layer.v1.tar+${packing}`
  return { digest, mediaType, transferBytes: bytes as TransferBytes }
}

/** Canonical references; the archive's own name for an image that has none, or only a tag. */
function referencesOf(names: readonly string[], archive: string): readonly string[] {
  const own = archive
    .toLowerCase()
    .replace(/\.tar.*$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const known = names.flatMap((name) => {
    const isTag = /^[\w][\w.-]*$/.test(name) && !name.includes('/')
    const parsed = parseReference(isTag ? `localhost/${own || 'archive'}:${name}` : name)
    return parsed ? [formatReference({ ...parsed, tag: parsed.tag ?? 'latest' })] : []
  })
  return known.length > 0 ? known : [`localhost/${own || 'archive'}:latest`]
}
