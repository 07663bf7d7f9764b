import { chainIds } from '../../oci/chain'
import type { ConfigDigest, IndexDigest, ManifestDigest } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'
import { formatPlatform, imagesOfIndex, resolvePlatform } from '../../oci/platform'
import { formatRepository, type Reference } from '../../oci/reference'
import { stepsOf } from '../../oci/steps'
import type { Descriptor, ImageConfig, Index, Manifest, Platform } from '../../oci/types'
import { SourceError } from '../source'
import type { RegistryClient } from './client'
import { configSchema, indexSchema, kindSchema, manifestSchema } from './schemas'
import { type Answer, digestOfBody } from './transport'

/** As much as the distribution-spec asks registries to accept. */
const MANIFEST_LIMIT_BYTES = 4 << 20
const CONFIG_LIMIT_BYTES = 8 << 20

const ACCEPT = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

/** What a digest names for good; `reference` and `origins` belong to one reading of it. */
export type DigestFacts = Omit<ImageFacts, 'reference' | 'origins'>

interface Place {
  readonly client: RegistryClient
  readonly reference: Reference
  readonly signal: AbortSignal
}

/** The digest that a tag points to now, or undefined when the registry does not tell it in a HEAD. */
export async function headDigest({ client, reference, signal }: Place): Promise<string | undefined> {
  const answer = await client.ask(
    manifestPath(reference),
    { ...manifestAsk(reference), method: 'HEAD' },
    signal,
  )
  const digest = answer.headers['docker-content-digest']
  return typeof digest === 'string' ? digest : undefined
}

/**
 * Reads a tag or digest down to its config: manifest, or index and the manifest of the platform.
 *
 * @returns the facts, and the digest of the document that the tag names
 * @throws SourceError
 */
export async function readImage(
  place: Place,
  platform: Platform,
): Promise<{ readonly digest: string; readonly facts: DigestFacts }> {
  const { client, reference } = place
  const top = await readManifest(place, reference.digest)
  if (top.kind === 'manifest') {
    return { digest: top.digest, facts: await readConfig(place, top.manifest, top.digest as ManifestDigest) }
  }
  const chosen = resolvePlatform(top.index, platform)
  const images = imagesOfIndex(top.index)
  if (!chosen) {
    const offered = images.flatMap((image) => (image.platform ? [formatPlatform(image.platform)] : []))
    throw new SourceError({ code: 'no-platform', at: client.host, wanted: formatPlatform(platform), offered })
  }
  const inner = await readManifest({ ...place, reference: { ...reference, tag: undefined } }, chosen.digest)
  if (inner.kind === 'index') {
    throw new SourceError({ code: 'unsupported', at: client.host, mediaType: 'an index within an index' })
  }
  const facts = await readConfig(place, inner.manifest, inner.digest as ManifestDigest)
  return { digest: top.digest, facts: ofIndex(facts, top.digest as IndexDigest, chosen, images) }
}

function ofIndex(
  facts: DigestFacts,
  indexDigest: IndexDigest,
  chosen: Descriptor,
  images: readonly Descriptor[],
): DigestFacts {
  const others = images
    .filter((image) => image !== chosen)
    .flatMap(({ platform }) => (platform ? [platform] : []))
  return { ...facts, indexDigest, platform: chosen.platform ?? facts.platform, otherPlatforms: others }
}

type Document =
  | { readonly kind: 'manifest'; readonly digest: string; readonly manifest: Manifest }
  | { readonly kind: 'index'; readonly digest: string; readonly index: Index }

async function readManifest(
  { client, reference, signal }: Place,
  digest: string | undefined,
): Promise<Document> {
  const path = manifestPath({
    ...reference,
    ...(digest !== undefined && { digest: digest as Reference['digest'] }),
  })
  const answer = await client.ask(path, manifestAsk(reference), signal)
  const told = answer.headers['docker-content-digest']
  const expected = digest ?? (typeof told === 'string' && /^sha(256|512):/.test(told) ? told : undefined)
  if (expected !== undefined) client.verify(answer, expected)
  const actual = expected ?? digestOfBody(answer.body)
  const kind = client.parse(answer, kindSchema)
  const mediaType = kind.mediaType ?? contentType(answer)
  if (kind.schemaVersion === 1 || isSchema1(mediaType)) {
    throw new SourceError({ code: 'unsupported', at: client.host, mediaType: 'Docker manifest schema 1' })
  }
  if (kind.manifests !== undefined) {
    return { kind: 'index', digest: actual, index: client.parse(answer, indexSchema) }
  }
  return { kind: 'manifest', digest: actual, manifest: client.parse(answer, manifestSchema) }
}

function isSchema1(mediaType: string): boolean {
  return /^application\/vnd\.docker\.distribution\.manifest\.v1\+/.test(mediaType)
}

function contentType({ headers }: Answer): string {
  const type = headers['content-type']
  return typeof type === 'string' ? type.split(';')[0]!.trim() : ''
}

async function readConfig(
  { client, reference, signal }: Place,
  manifest: Manifest,
  manifestDigest: ManifestDigest,
): Promise<DigestFacts> {
  const { digest } = manifest.config
  const answer = await client.ask(
    `/v2/${reference.repository}/blobs/${digest}`,
    {
      scope: pullScope(reference),
      what: `${formatRepository(reference)}@${digest}`,
      limitBytes: CONFIG_LIMIT_BYTES,
    },
    signal,
  )
  client.verify(answer, digest)
  const config = parseConfig(client, answer, manifest)
  return factsOf(manifest, manifestDigest, config, reference)
}

/** A Helm chart or another artifact has a config of its own kind: say so instead of complaining of a field. */
function parseConfig(client: RegistryClient, answer: Answer, manifest: Manifest): ImageConfig {
  const { mediaType } = manifest.config
  const isImage = /^application\/vnd\.(docker\.container\.image\.v1|oci\.image\.config\.v1)\+json$/.test(
    mediaType,
  )
  try {
    return client.parse(answer, configSchema)
  } catch (error) {
    if (isImage) throw error
    throw new SourceError({ code: 'unsupported', at: client.host, mediaType }, { cause: error })
  }
}

function factsOf(
  manifest: Manifest,
  manifestDigest: ManifestDigest,
  config: ImageConfig,
  reference: Reference,
): DigestFacts {
  const diffIds = config.rootfs.diff_ids
  if (diffIds.length !== manifest.layers.length) {
    const detail = `rootfs.diff_ids: ${diffIds.length} for ${manifest.layers.length} layers of the manifest`
    throw new SourceError({ code: 'malformed', at: reference.host, detail })
  }
  const chain = chainIds(diffIds)
  const { os, architecture, variant } = config
  return {
    configDigest: manifest.config.digest as ConfigDigest,
    manifestDigest,
    repoDigests: [`${formatRepository(reference)}@${manifestDigest}`],
    platform: os !== undefined && architecture !== undefined ? { os, architecture, variant } : undefined,
    created: config.created,
    layers: manifest.layers.map(({ digest, mediaType, size }, index) => ({
      diffId: diffIds[index]!,
      chainId: chain[index]!,
      blob: {
        digest,
        mediaType,
        transferBytes: size as NonNullable<ImageFacts['layers'][number]['blob']>['transferBytes'],
      },
    })),
    ...stepsOf(config),
  }
}

function pullScope({ repository }: Reference): string {
  return `repository:${repository}:pull`
}

function manifestPath({ repository, tag, digest }: Reference): string {
  return `/v2/${repository}/manifests/${digest ?? tag ?? 'latest'}`
}

function manifestAsk(reference: Reference) {
  const { tag, digest } = reference
  const what = formatRepository(reference) + (digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`)
  return { accept: ACCEPT, scope: pullScope(reference), what, limitBytes: MANIFEST_LIMIT_BYTES }
}
