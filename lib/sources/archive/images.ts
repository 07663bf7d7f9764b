import { z } from 'zod'
import type { TransferBytes } from '../../oci/bytes'
import { type BlobDigest, parseDigest } from '../../oci/digest'
import type { BlobFacts, ImageFacts } from '../../oci/facts'
import { formatReference, parseReference } from '../../oci/reference'
import { factsOfConfig } from '../config-facts'
import { checked, jsonOf, malformed } from '../json'
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

/** What `docker save` writes beside, or in place of, an OCI index. */
const saveManifest = z
  .array(
    z.object({
      Config: z.string(),
      RepoTags: z.array(z.string()).nullish(),
      Layers: z.array(z.string()).nullish(),
    }),
  )
  .max(10_000)

/**
 * The images that an archive's documents name: by `manifest.json` where there is one (`docker save`), else by
 * the OCI layout's `index.json`.
 *
 * @param name  of the archive, which serves as the name of an image without one
 * @throws SourceError `malformed`, `unsupported` for a file that is no image archive
 */
export function imagesOf(
  saved: SavedDocuments,
  sizes: SavedSizes,
  name: string,
  at: string,
): readonly SavedImage[] {
  const read = new Documents(saved, name)
  const plain = saved.documents.has('manifest.json')
    ? read.json('manifest.json', saveManifest).map(plainOf)
    : read.ofLayout()
  return plain.flatMap(({ config: path, names, layers }) => {
    const config = read.json(path, configSchema)
    const diffIds = config.rootfs.diff_ids
    if (diffIds.length !== layers.length) {
      throw malformed(name, `${path}: ${diffIds.length} diffIDs for ${layers.length} layers`)
    }
    const layerPaths = layers.map((layer) => saved.links.get(layer) ?? layer)
    const blobs = layerPaths.map((layer) => blobOf(layer, sizes))
    const facts: Omit<ImageFacts, 'reference'> = {
      origins: [{ kind: 'archive', name, at }],
      configDigest: digestOf(read.body(path), 'sha256'),
      repoDigests: [],
      ...factsOfConfig(config, blobs),
    }
    return referencesOf(names, name).map((reference) => ({ facts: { ...facts, reference }, layerPaths }))
  })
}

function plainOf({ Config, RepoTags, Layers }: z.infer<typeof saveManifest>[number]): Plain {
  return { config: Config, names: RepoTags ?? [], layers: Layers ?? [] }
}

/** One image as either kind of archive names it: paths of its config and layers. */
interface Plain {
  readonly config: string
  readonly names: readonly string[]
  readonly layers: readonly string[]
}

class Documents {
  constructor(
    private readonly saved: SavedDocuments,
    private readonly name: string,
  ) {}

  body(path: string): Buffer {
    const body = this.saved.documents.get(path)
    if (!body) throw malformed(this.name, `${path} is missing`)
    return body
  }

  json<T>(path: string, schema: z.ZodType<T>): T {
    const json = jsonOf(this.body(path), this.name, `${path}: `)
    return checked(json, schema, this.name, `${path}: `)
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
      const { manifests: images } = this.json(blobPath(digest), indexSchema)
      const image = images
        .filter(({ annotations: own }) => own?.['vnd.docker.reference.type'] === undefined)
        .find((one) => this.saved.documents.has(blobPath(one.digest)))
      return image ? [this.ofManifest(blobPath(image.digest), names)] : []
    })
  }

  private ofManifest(path: string, names: readonly string[]): Plain {
    const { config, layers } = this.json(path, manifestSchema)
    return { config: blobPath(config.digest), names, layers: layers.map(({ digest }) => blobPath(digest)) }
  }
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
