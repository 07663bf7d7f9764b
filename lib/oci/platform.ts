import { kindOfType } from './artifact'
import { plain } from './plain'
import type { Descriptor, Index, Platform } from './types'

/** Docker marks BuildKit's attestations in an index with this annotation; they are not images of a platform. */
const ATTESTATION = 'vnd.docker.reference.type'

/** Whether an entry of an index hangs on an image beside it; the digest of that image, where it is named. */
export function attestedBy({ annotations, artifactType }: Descriptor): string | true | undefined {
  if (annotations?.[ATTESTATION] !== undefined) return annotations['vnd.docker.reference.digest'] ?? true
  return kindOfType(artifactType) && true
}

/** The images of an index: attestations and other artifacts left out. */
export function imagesOfIndex(index: Index): readonly Descriptor[] {
  return index.manifests.filter(
    (entry) =>
      attestedBy(entry) === undefined &&
      entry.platform?.os !== 'unknown' &&
      entry.platform?.architecture !== 'unknown',
  )
}

/**
 * An entry for hosts with features that no Linux host has by itself, as nydusify marks its own beside the original
 * (`nydus.remoteimage.v1`). Windows' are of the system.
 *
 * @see github.com/containerd/platforms, platforms.go (`matcher.Match`: they have to be among the host's)
 */
export const asksFeatures = ({ platform }: Descriptor) =>
  platform?.os !== 'windows' && (platform?.['os.features'] ?? []).length > 0

/** What an engine takes an architecture for when no variant is named (containerd/platforms, database.go). */
const USUAL_VARIANT: Readonly<Record<string, string>> = { arm: 'v7', arm64: 'v8' }

/**
 * Chooses the image of a platform: os and architecture equal; among those the variant asked for, else the entry
 * without a variant, else the newest older variant, which the platform runs too. Without a variant asked for, the
 * first will do. An index with a single image without a platform gives that one. Of several entries alike the first;
 * one that asks for features only where there is no other.
 *
 * @see github.com/containerd/platforms (Only) for the order of variants
 */
export function resolvePlatform(index: Index, wanted: Platform): Descriptor | undefined {
  const images = imagesOfIndex(index)
  const alike = images.filter(
    ({ platform }) => platform?.os === wanted.os && platform.architecture === wanted.architecture,
  )
  const plainOnes = alike.filter((image) => !asksFeatures(image))
  const matching = plainOnes.length > 0 ? plainOnes : alike
  const variant = wanted.variant ?? USUAL_VARIANT[wanted.architecture]
  const variantOf = ({ platform }: Descriptor) => platform?.variant ?? ''
  const exact = matching.find((image) => variantOf(image) === variant)
  const plain = matching.find((image) => variantOf(image) === '')
  const [older] = matching
    .filter((image) => variantOf(image) < (variant ?? ''))
    .sort((a, b) => (variantOf(a) < variantOf(b) ? 1 : -1))
  const runs = exact ?? plain ?? older
  if (runs || wanted.variant !== undefined) return runs
  const [only] = images
  return matching[0] ?? (images.length === 1 && !only?.platform ? only : undefined)
}

/**
 * The entry that Podman takes in place of another: the first for the same platform that is marked as zstd.
 *
 * @see containers/image, internal/manifest/oci_index.go (`isPreferredOver`; gzip is preferred only where asked for)
 */
export function podmansChoice(index: Index, chosen: Descriptor): Descriptor | undefined {
  const zstd = imagesOfIndex(index).find(
    (image) =>
      image.annotations?.['io.github.containers.compression.zstd'] === 'true' && isAlike(image, chosen),
  )
  return zstd?.digest === chosen.digest ? undefined : zstd
}

/**
 * The entry that Docker 20.10 takes in place of another: the first for the same platform, whatever features it asks for.
 *
 * @see containerd 1.4 platforms/platforms.go (`Match`), which it chooses by: of os, architecture and variant alone
 */
export function docker20sChoice(index: Index, chosen: Descriptor): Descriptor | undefined {
  const first = imagesOfIndex(index).find((image) => isAlike(image, chosen))
  return first && asksFeatures(first) && first.digest !== chosen.digest ? first : undefined
}

function isAlike({ platform: a }: Descriptor, { platform: b }: Descriptor): boolean {
  return a?.os === b?.os && a?.architecture === b?.architecture && a?.variant === b?.variant
}

/** `linux/arm64/v8`. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return plain([os, architecture, variant].filter(Boolean).join('/'))
}

/** Reads `os/architecture[/variant]`; undefined for anything else. */
export function parsePlatform(text: string | undefined): Platform | undefined {
  const match = /^([a-z0-9]{1,20})\/([a-z0-9]{1,20})(?:\/([a-z0-9.]{1,20}))?$/.exec(text ?? '')
  if (!match) return undefined
  const [, os = '', architecture = '', variant] = match
  return { os, architecture, ...(variant !== undefined && { variant }) }
}
