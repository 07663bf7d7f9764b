import { z } from 'zod'
import type { LayerIndex } from '../../layerfs/entry'
import { decodeIndex, encodeIndex } from '../../layerfs/index-codec'
import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import { type Digest, isDigest } from '../../oci/digest'
import type { ImageFacts, Store } from '../../oci/facts'
import { formatReference, parseReference } from '../../oci/reference'
import { issueText } from '../issue'
import { SourceError } from '../source'

/** A versioned document of facts: what Strata saves and what the bundled sample is. */
export interface Snapshot {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  readonly title: string
  /** ISO time of the newest fact. */
  readonly createdAt: string
  /** Engine that the facts were read from, if any. */
  readonly engine?: { readonly version: string; readonly store: Store } | undefined
  /** One entry per reference. */
  readonly images: readonly ImageFacts[]
  /** The files of layers, for a drill-down elsewhere; of none, some or all of them. */
  readonly files?: readonly LayerIndex[] | undefined
}

const FORMAT = 'strata.snapshot'
const VERSION = 1

const digest = <D extends Digest>() =>
  z
    .string()
    .refine(isDigest, 'not a digest')
    .transform((text) => text as string as D)
const bytes = <B extends number>() =>
  z
    .number()
    .int()
    .nonnegative()
    .transform((count) => count as B)
const platform = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
  'os.version': z.string().optional(),
})
const store = z.enum(['classic', 'containerd'])

const layer = z.object({
  diffId: digest<ImageFacts['layers'][number]['diffId']>(),
  chainId: digest<ImageFacts['layers'][number]['chainId']>(),
  blob: z
    .object({
      digest: digest<NonNullable<ImageFacts['layers'][number]['blob']>['digest']>(),
      mediaType: z.string(),
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

const step = z.object({
  createdBy: z.string(),
  created: z.string().optional(),
  comment: z.string().optional(),
  layer: z.number().int().nonnegative().nullable().optional(),
  unpackedBytes: bytes<UnpackedBytes>().optional(),
  imageId: z.string().optional(),
})

/** Facts of one image as JSON; also what the cache keeps. */
export const imageFacts: z.ZodType<ImageFacts> = z
  .object({
    reference: z.string(),
    origins: z
      .array(
        z.object({
          kind: z.enum(['daemon', 'registry', 'snapshot', 'archive']),
          name: z.string(),
          at: z.string(),
        }),
      )
      .min(1),
    configDigest: digest<NonNullable<ImageFacts['configDigest']>>().optional(),
    manifestDigest: digest<NonNullable<ImageFacts['manifestDigest']>>().optional(),
    indexDigest: digest<NonNullable<ImageFacts['indexDigest']>>().optional(),
    imageId: z.string().optional(),
    repoDigests: z.array(z.string()),
    platform: platform.optional(),
    otherPlatforms: z.array(platform).optional(),
    created: z.string().optional(),
    parent: z.string().optional(),
    store: store.optional(),
    layers: z.array(layer),
    history: z.array(step),
    stepsFrom: z.enum(['config', 'inferred', 'unpaired']),
  })
  .refine(namesItsLayers, { path: ['history'], message: 'a step names a layer that is not there' })

function namesItsLayers({ layers, history }: Pick<ImageFacts, 'layers' | 'history'>): boolean {
  return history.every(({ layer }) => layer === undefined || layer === null || layer < layers.length)
}

const namedImage = imageFacts.refine(({ reference }) => isCanonical(reference), {
  path: ['reference'],
  message: 'not a canonical reference',
})

function isCanonical(text: string): boolean {
  const reference = parseReference(text)
  return reference !== undefined && formatReference(reference) === text
}

const layerIndex = z.unknown().transform((columns, context): LayerIndex => {
  const index = decodeIndex(columns)
  if (index) return index
  context.addIssue({ code: 'custom', message: 'not the files of a layer' })
  return z.NEVER
})

const document = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  title: z.string(),
  createdAt: z.string(),
  engine: z.object({ version: z.string(), store }).optional(),
  images: z
    .array(namedImage)
    .refine(
      (images) => new Set(images.map(({ reference }) => reference)).size === images.length,
      'two images of one name',
    ),
  files: z.array(layerIndex).optional(),
})

/**
 * Reads a snapshot's text.
 *
 * @param name  what to call the file in an error
 * @throws SourceError `malformed`, naming the field, for no JSON, another format, another version
 */
export function parseSnapshot(text: string, name: string): Snapshot {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new SourceError({ code: 'malformed', at: name, detail: 'not JSON' }, { cause })
  }
  const parsed = document.safeParse(json)
  if (parsed.success) return parsed.data
  throw new SourceError({ code: 'malformed', at: name, detail: issueText(parsed.error, 'document') })
}

/** Writes a snapshot of these images, to be read by `parseSnapshot`. */
export function writeSnapshot(parts: Omit<Snapshot, 'format' | 'version'>): string {
  const { files, ...rest } = parts
  return JSON.stringify({ format: FORMAT, version: VERSION, ...rest, files: files?.map(encodeIndex) })
}
