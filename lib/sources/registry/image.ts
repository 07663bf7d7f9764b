import { type ArtifactFacts, subjectOfTag } from '../../oci/artifact'
import type { TransferBytes } from '../../oci/bytes'
import type { Digest, IndexDigest, ManifestDigest } from '../../oci/digest'
import type { ImageFacts } from '../../oci/facts'
import { seekableBy } from '../../oci/packing'
import { imagesOfIndex, resolvePlatform } from '../../oci/platform'
import type { Reference } from '../../oci/reference'
import type { Descriptor, ImageConfig, Index, Manifest, Platform } from '../../oci/types'
import { factsOfConfig } from '../config-facts'
import { malformed } from '../json'
import { noPlatform, SourceError } from '../source'
import { type Asker, type Documents, unsupported } from './documents'

/** What a digest and a platform name for good; the rest belongs to one reading of one reference. */
export type DigestFacts = Omit<ImageFacts, 'reference' | 'origins' | 'repoDigests'>

/** The platform to take from an index. A preference gives way when the index holds a single image. */
export interface WantedPlatform {
  readonly platform: Platform
  readonly strict: boolean
}

/**
 * Reads a tag or digest down to its config: manifest, or index and the manifest of the platform.
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
  const top = await documents.manifest(reference, asker)
  if (top.kind === 'artifact') throw notAnImage(reference, top.artifact)
  if (top.kind === 'manifest') {
    const config = await documents.config(reference, top.manifest, asker)
    return { digest: top.digest, facts: factsOf(top.manifest, top.digest, config, reference.host) }
  }
  const chosen = choose(top.index, wanted, reference.host)
  const inner = await documents.manifest({ ...reference, digest: chosen.digest }, asker)
  if (inner.kind === 'artifact') throw notAnImage(reference, inner.artifact)
  if (inner.kind === 'index') {
    const mediaType = chosen.mediaType.slice(0, 200)
    throw new SourceError({ code: 'unsupported', at: reference.host, mediaType })
  }
  const config = await documents.config(reference, inner.manifest, asker)
  const facts = factsOf(inner.manifest, inner.digest, config, reference.host)
  const others = imagesOfIndex(top.index).filter((image) => image !== chosen)
  return {
    digest: top.digest,
    facts: {
      ...facts,
      indexDigest: top.digest as string as IndexDigest,
      platform: chosen.platform ?? facts.platform,
      otherPlatforms: others.flatMap(({ platform }) => platform ?? []),
    },
  }
}

/** A tag that hangs on an image by its name says so where its manifest does not. */
function notAnImage({ host, tag }: Reference, artifact: ArtifactFacts): SourceError {
  return unsupported(host, { ...artifact, subject: artifact.subject ?? subjectOfTag(tag) })
}

function choose(index: Index, { platform, strict }: WantedPlatform, at: string): Descriptor {
  const images = imagesOfIndex(index)
  const chosen = resolvePlatform(index, platform) ?? (strict || images.length !== 1 ? undefined : images[0])
  if (chosen) return chosen
  const offered = images.map((image) => image.platform)
  throw noPlatform(at, platform, offered)
}

function factsOf(manifest: Manifest, digest: Digest, config: ImageConfig, at: string): DigestFacts {
  const { length } = config.rootfs.diff_ids
  if (length !== manifest.layers.length) {
    throw malformed(at, `rootfs.diff_ids: ${length} for ${manifest.layers.length} layers of the manifest`)
  }
  const blobs = manifest.layers.map((layer) => ({
    digest: layer.digest,
    mediaType: layer.mediaType,
    transferBytes: layer.size as TransferBytes,
    seekable: seekableBy(layer.annotations),
  }))
  return {
    configDigest: manifest.config.digest,
    manifestDigest: digest as string as ManifestDigest,
    ...factsOfConfig(config, blobs),
  }
}
