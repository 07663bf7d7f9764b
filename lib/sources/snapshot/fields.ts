import { z } from 'zod'
import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import { DIGEST, type Digest } from '../../oci/digest'
import type { HistoryStep, ImageFacts, LayerFacts } from '../../oci/facts'
import { formatReference, parseReference } from '../../oci/reference'

// The fields that all versions of the format have in common.

/** No image has nearly as many layers or steps; a position takes two bytes of a file and sixteen of memory. */
export const MOST_LAYERS = 4096

const MAX_TEXT = 4096
/** Instructions may be long: a shell script in one `RUN`. */
const MAX_INSTRUCTION = 256 << 10

/** Text of bearable length. */
export const text = z.string().max(MAX_TEXT)

// Named by a type alone: a transform would be a call for each of ten thousands.
export const digest = <D extends Digest>() =>
  z.string().regex(DIGEST, 'not a digest') as unknown as z.ZodType<D, string>

const bytes = <B extends number>() => z.number().int().nonnegative() as unknown as z.ZodType<B, number>

/** A position in a list. */
export const position = z.number().int().nonnegative()

export const platform = z.object({
  os: text,
  architecture: text,
  variant: text.optional(),
  'os.version': text.optional(),
})

export const store = z.enum(['classic', 'containerd'])

/** Engine that the facts were read from. */
export const engine = z.object({ version: text, store })

export const canonicalReference = text.refine(isCanonical, 'not a canonical reference')

function isCanonical(value: string): boolean {
  const reference = parseReference(value)
  return reference !== undefined && formatReference(reference) === value
}

type Blob = NonNullable<LayerFacts['blob']>

export const layer: z.ZodType<LayerFacts> = z.object({
  diffId: digest<LayerFacts['diffId']>(),
  chainId: digest<LayerFacts['chainId']>(),
  blob: z
    .object({
      digest: digest<Blob['digest']>(),
      mediaType: text,
      transferBytes: bytes<TransferBytes>(),
      seekable: z.enum(['eStargz', 'zstd:chunked']).optional(),
    })
    .optional(),
  unpacked: z
    .object({
      bytes: bytes<UnpackedBytes>(),
      exactness: z.enum(['measured', 'estimated']),
      ruler: z.enum(['file content', 'disk blocks']),
    })
    .optional(),
})

export const step: z.ZodType<HistoryStep> = z.object({
  createdBy: z.string().max(MAX_INSTRUCTION),
  created: text.optional(),
  comment: text.optional(),
  layer: position.nullable().optional(),
  unpackedBytes: bytes<UnpackedBytes>().optional(),
  imageId: text.optional(),
})

export const sourceKind = z.enum(['daemon', 'registry', 'snapshot', 'archive'])

/** What is said of an image beside its layers and steps. */
export const imageParts = {
  reference: canonicalReference,
  origins: z
    .array(z.object({ kind: sourceKind, name: text, at: text }))
    .min(1)
    .max(16),
  configDigest: digest<NonNullable<ImageFacts['configDigest']>>().optional(),
  manifestDigest: digest<NonNullable<ImageFacts['manifestDigest']>>().optional(),
  indexDigest: digest<NonNullable<ImageFacts['indexDigest']>>().optional(),
  imageId: text.optional(),
  repoDigests: z.array(text),
  platform: platform.optional(),
  otherPlatforms: z.array(platform).optional(),
  created: text.optional(),
  parent: text.optional(),
  store: store.optional(),
  stepsFrom: z.enum(['config', 'inferred', 'unpaired']),
} as const

/** What a digest and a platform name for good: what the cache keeps of an image. */
export const digestFacts: z.ZodType<Omit<ImageFacts, 'reference' | 'origins' | 'repoDigests'>> = z
  .object({ ...imageParts, layers: z.array(layer), history: z.array(step) })
  .omit({ reference: true, origins: true, repoDigests: true })
  .refine(
    ({ layers, history }) => history.every(({ layer: made }) => (made ?? -1) < layers.length),
    'a step names a layer that is not there',
  )
