import type { Descriptor, Index } from './types'

export const ARTIFACT_KINDS = [
  'signature',
  'attestation',
  'sbom',
  'provenance',
  'sigstore-bundle',
  'soci-index',
  'nydus',
  'build-cache',
  'helm-chart',
  'artifact',
] as const

/** What an entry of a repository is when it is no image. */
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number]

/** An entry that is no image, as its manifest describes it. */
export interface ArtifactFacts {
  readonly kind: ArtifactKind
  /** Its artifact type, or the media type of its config or layers. */
  readonly mediaType: string
  /**
   * Of its distinct blobs, as the manifest has them; the config is left out, as in an image's figures, save where it
   * is the content. Absent when the manifest does not say.
   */
  readonly bytes?: number | undefined
  /** Digest of the image that it hangs on. */
  readonly subject?: string | undefined
}

/** One thing that hangs on an image. */
export interface ReferrerFacts extends ArtifactFacts {
  readonly digest: string
  /** The tag that names it, where it is found by one (`sha256-….sig`). */
  readonly tag?: string | undefined
}

/** What tells an artifact from an image in a manifest, of whatever version of the specification. */
export interface ArtifactManifest {
  readonly artifactType?: string | undefined
  readonly config?: Descriptor | undefined
  readonly layers: readonly Descriptor[]
  readonly subject?: Descriptor | undefined
  readonly annotations?: Readonly<Record<string, string>> | undefined
}

/** Media types of an image's config. Docker before 1.13 pushed configs as octet streams. */
export const IMAGE_CONFIGS = [
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
  'application/octet-stream',
]

/** Media types by how they begin: of an artifact, of its config, or of its layers. */
const KINDS: readonly (readonly [string, ArtifactKind])[] = [
  ['application/vnd.dev.cosign.simplesigning.', 'signature'],
  ['application/vnd.dev.cosign.artifact.sig.', 'signature'],
  ['application/vnd.dev.cosign.artifact.sbom.', 'sbom'],
  ['application/vnd.cncf.notary.signature', 'signature'],
  ['application/vnd.dev.sigstore.bundle', 'sigstore-bundle'],
  ['application/vnd.docker.attestation.manifest.', 'attestation'],
  ['application/vnd.in-toto', 'attestation'],
  ['application/vnd.dsse.envelope', 'attestation'],
  ['application/spdx', 'sbom'],
  ['text/spdx', 'sbom'],
  ['application/vnd.cyclonedx', 'sbom'],
  ['application/vnd.syft', 'sbom'],
  ['application/vnd.amazon.soci.', 'soci-index'],
  ['application/vnd.oci.image.layer.nydus.', 'nydus'],
  ['application/vnd.nydus.', 'nydus'],
  ['application/vnd.buildkit.cacheconfig.', 'build-cache'],
  ['application/vnd.cncf.helm.', 'helm-chart'],
]

/** Where BuildKit, cosign and sigstore name what an attestation states. */
const PREDICATE_KEYS = ['in-toto.io/predicate-type', 'predicateType', 'dev.sigstore.bundle.predicateType']
const PREDICATES: readonly (readonly [string, ArtifactKind])[] = [
  ['https://slsa.dev/provenance/', 'provenance'],
  ['https://spdx.dev/', 'sbom'],
  ['https://cyclonedx.org/', 'sbom'],
]

const startOf = (table: readonly (readonly [string, ArtifactKind])[], text: string) =>
  table.find(([start]) => text.startsWith(start))?.[1]

/** The kind that a media type alone stands for; undefined for an image's and for one that is not known. */
export function kindOfType(mediaType: string | undefined): ArtifactKind | undefined {
  return startOf(KINDS, mediaType ?? '')
}

/**
 * What a manifest describes when it is no image: by its artifact type, else its config's, else its layers' media types.
 * A signature of cosign, and an attestation of BuildKit, have a config like an image's.
 *
 * @see the image-spec, manifest.md, "Guidelines for Artifact Usage"; sigstore/cosign, specs/
 */
export function artifactOf(manifest: ArtifactManifest): ArtifactFacts | undefined {
  const { artifactType, config, layers, annotations } = manifest
  const types = [artifactType, config?.mediaType, ...layers.map((layer) => layer.mediaType)]
  const type = types.find(kindOfType)
  const kind = kindOfType(type)
  if (!kind || !type)
    return IMAGE_CONFIGS.includes(config?.mediaType ?? '') ? undefined : plainArtifact(manifest)
  const stated = new Set(
    [annotations, ...layers.map((layer) => layer.annotations)].flatMap((notes) =>
      PREDICATE_KEYS.flatMap((key) => startOf(PREDICATES, notes?.[key] ?? '') ?? []),
    ),
  )
  const [predicate] = kind === 'attestation' && stated.size === 1 ? stated : []
  return described(manifest, predicate ?? kind, type)
}

/** What a manifest describes when nothing tells what it is, only that it is no image. */
export function plainArtifact(manifest: ArtifactManifest): ArtifactFacts {
  const { artifactType, config, layers } = manifest
  return described(manifest, 'artifact', artifactType || (config ?? layers[0])?.mediaType || '')
}

function described(manifest: ArtifactManifest, kind: ArtifactKind, mediaType: string): ArtifactFacts {
  const { config, layers, subject } = manifest
  const withConfig = layers.length === 0 || kind === 'build-cache'
  const blobs = config && withConfig ? [config, ...layers] : layers
  const bytes = blobs.length > 0 ? distinctBytes(blobs) : undefined
  return { kind, mediaType: mediaType.slice(0, 200), bytes, subject: subject?.digest }
}

/**
 * What an index is when it is none of images: BuildKit's cache has its blobs as entries.
 *
 * @see moby/buildkit, cache/remotecache (export.go, "image-manifest=false")
 */
export function artifactOfIndex({ artifactType, manifests, subject }: Index): ArtifactFacts | undefined {
  const cache = manifests.find(({ mediaType }) => kindOfType(mediaType) === 'build-cache')
  if (cache) return described({ layers: manifests, subject }, 'build-cache', cache.mediaType)
  const kind = kindOfType(artifactType)
  return kind && { kind, mediaType: artifactType!.slice(0, 200), subject: subject?.digest }
}

/** Bytes of blobs by their descriptors, each digest once. */
export function distinctBytes(blobs: readonly Descriptor[]): number {
  const sizes = new Map(blobs.map(({ digest, size }) => [digest, size]))
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}

/** The digest that a tag of cosign (`sha256-….sig`) or a fallback tag of referrers (`sha256-…`) hangs on. */
export function subjectOfTag(tag: string | undefined): string | undefined {
  const stem = /^sha(?:256-[a-f0-9]{64}|512-[a-f0-9]{128})(?=\.|$)/.exec(tag ?? '')
  return stem?.[0].replace('-', ':')
}
