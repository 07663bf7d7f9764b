import { type ArtifactFacts, distinctBytes, subjectOfTag } from '../../oci/artifact'
import type { TransferBytes } from '../../oci/bytes'
import type { Digest, IndexDigest, ManifestDigest } from '../../oci/digest'
import { type AlternativeFacts, type BlobFacts, ENTRY_ODDITIES, type ImageFacts } from '../../oci/facts'
import { isPlausible } from '../../oci/packing'
import {
  asksFeatures,
  docker20sChoice,
  imagesOfIndex,
  podmansChoice,
  resolvePlatform,
} from '../../oci/platform'
import type { Reference } from '../../oci/reference'
import type { Descriptor, ImageConfig, Manifest, Platform } from '../../oci/types'
import { factsOfConfig } from '../config-facts'
import { malformed } from '../json'
import { failureIn, isFor, noPlatform, type SourceError } from '../source'
import { blobsOf } from './blobs'
import { type Asker, type Document, type Documents, unsupported } from './documents'
import { entriesWithin } from './nested'

/** What a digest and a platform name for good; the rest belongs to one reading of one reference. */
export type DigestFacts = Omit<ImageFacts, 'reference' | 'origins' | 'repoDigests'>

/** The platform to take from an index. A preference gives way when the index holds a single image. */
export interface WantedPlatform {
  readonly platform: Platform
  readonly strict: boolean
}

/** Entries without a platform of which the config is asked for theirs. */
const MOST_PLAIN = 8

/**
 * Reads a tag or digest down to its config: manifest, or index, indexes within it, and the manifest of the platform.
 *
 * @returns the facts, and the digest of the document that the reference names
 * @throws SourceError
 */
export async function readImage(
  documents: Documents,
  reference: Reference,
  wanted: WantedPlatform,
  asker: Asker,
): Promise<{ readonly digest: Digest; readonly facts: DigestFacts }> {
  const { host } = reference
  const top = await documents.manifest(reference, asker)
  if (top.kind !== 'index') {
    return { digest: top.digest, facts: await ofManifest(top) }
  }
  const read = (digest: Digest) => documents.manifest({ ...reference, digest }, asker)
  const index = { manifests: await entriesWithin(top.index, read, host) }
  const images = imagesOfIndex(index)
  const only = wanted.strict || images.length !== 1 ? undefined : images[0]
  const chosen = resolvePlatform(index, wanted.platform) ?? only ?? (await byConfig())
  const facts = await ofManifest(await read(chosen.digest))
  return {
    digest: top.digest,
    facts: {
      ...facts,
      indexDigest: top.digest as string as IndexDigest,
      platform: platformOf(chosen) ?? facts.platform,
      otherPlatforms: otherPlatforms(images, chosen),
      listedAs: oddities(),
      alternatives: await alternatives(),
    },
  }

  async function ofManifest(document: Document): Promise<DigestFacts> {
    const manifest = imageOf(document, reference)
    const config = await documents.config(reference, manifest, asker)
    const blobs = await blobsOf(manifest, documents, reference, asker)
    return factsOf(manifest, document.digest, config, blobs, host)
  }

  /** Among entries that name no platform, the first whose config does, as containerd finds it. */
  async function byConfig(): Promise<Descriptor> {
    const artifacts: ArtifactFacts[] = []
    const plain = index.manifests.filter(({ platform }) => !platform)
    for (const entry of plain.slice(0, MOST_PLAIN)) {
      const document = await read(entry.digest)
      if (document.kind === 'artifact') artifacts.push(document.artifact)
      if (document.kind !== 'manifest') continue
      const { os = '', architecture = '' } = await documents.config(reference, document.manifest, asker)
      if (isFor(wanted.platform, { os, architecture })) return entry
    }
    const [first] = artifacts
    // What hangs on an image, under the tag that registries without the referrers API list it by.
    if (first && artifacts.length === index.manifests.length) {
      const sizes = artifacts.map(({ bytes }) => bytes)
      const bytes = sizes.every((size) => size !== undefined)
        ? sizes.reduce((sum, size) => sum + size, 0)
        : undefined
      throw notAnImage(reference, { ...first, bytes })
    }
    const offered = images.map(({ platform }) => platform)
    throw noPlatform(host, wanted.platform, offered)
  }

  function oddities(): DigestFacts['listedAs'] {
    const direct = top.kind === 'index' && top.index.manifests.some(({ digest }) => digest === chosen.digest)
    const found = {
      nested: !direct,
      'no-platform': !chosen.platform,
      'os-features': asksFeatures(chosen),
    }
    const names = ENTRY_ODDITIES.filter((name) => found[name])
    return names.length > 0 ? names : undefined
  }

  async function alternatives(): Promise<DigestFacts['alternatives']> {
    const others = {
      podman: podmansChoice(index, chosen),
      'docker-20': docker20sChoice(index, chosen),
    }
    const found = (['podman', 'docker-20'] as const).flatMap((name) => {
      const other = others[name]
      return other ? [alternative(name, other)] : []
    })
    return found.length > 0 ? Promise.all(found) : undefined
  }

  async function alternative(name: AlternativeFacts['for'], other: Descriptor): Promise<AlternativeFacts> {
    const document = await read(other.digest).catch((error: unknown) => {
      if (failureIn(error).code === 'not-found') return undefined
      throw error
    })
    const layers = document?.kind === 'manifest' ? document.manifest.layers : undefined
    const sized = layers?.every(({ size }) => isPlausible(size))
    const transferBytes = layers && sized ? (distinctBytes(layers) as TransferBytes) : undefined
    return { for: name, manifestDigest: other.digest as string as ManifestDigest, transferBytes }
  }
}

/** What an entry says of its platform, the features that a snapshotter looks for left out. */
function platformOf({ platform }: Descriptor): Platform | undefined {
  const { 'os.features': _, ...named } = platform ?? {}
  return platform && (named as Platform)
}

/** The platforms beside the chosen one, each once, though some are there twice, packed in two ways. */
function otherPlatforms(images: readonly Descriptor[], chosen: Descriptor): readonly Platform[] {
  const keyOf = (platform: Platform | undefined) =>
    JSON.stringify([platform?.os, platform?.architecture, platform?.variant, platform?.['os.version']])
  const others = new Map(images.map((image) => [keyOf(image.platform), platformOf(image)]))
  others.delete(keyOf(chosen.platform))
  return [...others.values()].flatMap((platform) => platform ?? [])
}

function imageOf(document: Document, reference: Reference): Manifest {
  if (document.kind === 'manifest') return document.manifest
  if (document.kind === 'artifact') throw notAnImage(reference, document.artifact)
  throw malformed(reference.host, 'manifests: an index that is listed as an image')
}

/** A tag that hangs on an image by its name says so where its manifest does not. */
function notAnImage({ host, tag }: Reference, artifact: ArtifactFacts): SourceError {
  return unsupported(host, { ...artifact, subject: artifact.subject ?? subjectOfTag(tag) })
}

function factsOf(
  { config: { digest: configDigest }, layers }: Manifest,
  digest: Digest,
  config: ImageConfig,
  blobs: readonly BlobFacts[],
  at: string,
): DigestFacts {
  const { length } = config.rootfs.diff_ids
  if (length !== layers.length) {
    throw malformed(at, `rootfs.diff_ids: ${length} for ${layers.length} layers of the manifest`)
  }
  return { configDigest, manifestDigest: digest as string as ManifestDigest, ...factsOfConfig(config, blobs) }
}
