// Longer than most: one document, which is published as one schema.

import { z } from 'zod'
import type { IndexColumns } from '../../layerfs/index-codec'
import { ARTIFACT_KINDS, type ArtifactFacts } from '../../oci/artifact'
import type { TransferBytes, UnpackedBytes } from '../../oci/bytes'
import type { BlobDigest, ChainId, ConfigDigest, DiffId, IndexDigest, ManifestDigest } from '../../oci/digest'
import { DIGEST, type Digest } from '../../oci/digest'
import {
  ENTRY_ODDITIES,
  type HistoryStep,
  type ImageFacts,
  type LayerFacts,
  RULERS,
  STORES,
} from '../../oci/facts'
import { BOUNDED, type SourceFailure } from '../../oci/failure'
import { formatReference, parseReference } from '../../oci/reference'

export const FORMAT = 'strata.snapshot'
export const VERSION = 2
/** Where an editor finds the schema, beside the file or on any server of Strata. */
export const SCHEMA_FILE = 'strata-snapshot-2.schema.json'

/** No image has nearly as many layers or steps; a position takes two bytes of a file and sixteen of memory. */
const MOST_LAYERS = 4096

const MAX_TEXT = 4096
/** Instructions may be long: a shell script in one `RUN`. */
const MAX_INSTRUCTION = 256 << 10

const text = z.string().max(MAX_TEXT)

// Named by a type alone: a transform would be a call for each of ten thousands.
const digest = <D extends Digest>() =>
  z.string().regex(DIGEST, 'not a digest') as unknown as z.ZodType<D, string>

const bytes = <B extends number>() => z.number().int().nonnegative() as unknown as z.ZodType<B, number>

const position = z.number().int().nonnegative()

const platform = z.object({
  os: text,
  architecture: text,
  variant: text.optional(),
  'os.version': text.optional(),
})

const store = z.enum(STORES)

/** Engine that the facts were read from. */
const engine = z.object({ version: text, store })

const canonicalReference = text.refine((value) => {
  const reference = parseReference(value)
  return reference !== undefined && formatReference(reference) === value
}, 'not a canonical reference')

const layer: z.ZodType<LayerFacts> = z.object({
  diffId: digest<DiffId>(),
  chainId: digest<ChainId>(),
  blob: z
    .object({
      digest: digest<BlobDigest>(),
      mediaType: text,
      transferBytes: bytes<TransferBytes>().optional(),
      declaredBytes: bytes<TransferBytes>().optional(),
      packedAs: z.enum(['gzip', 'zstd']).optional(),
      contentDiffId: digest<DiffId>().optional(),
      foreign: z.literal(true).optional(),
      seekable: z.enum(['eStargz', 'zstd:chunked']).optional(),
      chunked: z
        .object({
          digest: digest<Digest>(),
          at: position,
          bytes: position,
          unpackedBytes: position,
          tarSplitBytes: position,
        })
        .optional(),
    })
    .optional(),
  unpacked: z
    .object({
      bytes: bytes<UnpackedBytes>(),
      exactness: z.enum(['measured', 'estimated']),
      ruler: z.enum(RULERS),
    })
    .optional(),
})

const step: z.ZodType<HistoryStep> = z.object({
  createdBy: z.string().max(MAX_INSTRUCTION),
  created: text.optional(),
  comment: text.optional(),
  layer: position.nullable().optional(),
  unpackedBytes: bytes<UnpackedBytes>().optional(),
  imageId: text.optional(),
})

const sourceKind = z.enum(['daemon', 'registry', 'snapshot', 'archive'])

/** What is said of an image beside its layers and steps. */
const imageParts = {
  reference: canonicalReference,
  origins: z
    .array(z.object({ kind: sourceKind, name: text, at: text }))
    .min(1)
    .max(16),
  configDigest: digest<ConfigDigest>().optional(),
  manifestDigest: digest<ManifestDigest>().optional(),
  indexDigest: digest<IndexDigest>().optional(),
  imageId: text.optional(),
  repoDigests: z.array(text),
  platform: platform.optional(),
  otherPlatforms: z.array(platform).optional(),
  listedAs: z.array(z.enum(ENTRY_ODDITIES)).max(ENTRY_ODDITIES.length).optional(),
  alternatives: z
    .array(
      z.object({
        for: z.enum(['podman', 'docker-20']),
        manifestDigest: digest<ManifestDigest>(),
        transferBytes: bytes<TransferBytes>().optional(),
      }),
    )
    .max(16)
    .optional(),
  created: text.optional(),
  parent: text.optional(),
  store: store.optional(),
  stepsFrom: z.enum(['config', 'inferred', 'unpaired']),
  historyLayers: position.optional(),
  unmeasured: z.enum(['history-refused', 'zero-history']).optional(),
} as const

const count = z.number().nonnegative()

const artifact: z.ZodType<ArtifactFacts> = z.object({
  kind: z.enum(ARTIFACT_KINDS),
  mediaType: text,
  bytes: position.optional(),
  subject: text.optional(),
})

/** A failure that was saved with the tag that it cost. Failures of other snapshots have no place in one. */
const savedFailure: z.ZodType<Exclude<SourceFailure, { code: 'bad-snapshot' }>> = z.discriminatedUnion(
  'code',
  [
    z.object({
      code: z.enum(['unreachable', 'unauthorized', 'denied', 'interrupted']),
      at: text,
      detail: text.optional(),
    }),
    z.object({ code: z.literal('socket-denied'), at: text, group: text.optional() }),
    z.object({ code: z.literal('not-found'), at: text, what: text }),
    z.object({
      code: z.literal('not-asked'),
      at: text,
      what: text,
      why: z.enum(['silent', 'held']).optional(),
    }),
    z.object({
      code: z.literal('not-followed'),
      at: text,
      to: text,
      why: z.enum(['scheme', 'downgrade', 'plain', 'address']),
    }),
    z.object({ code: z.literal('rate-limited'), at: text, retryAfterSeconds: count.optional() }),
    z.object({ code: z.literal('server-error'), at: text, status: z.number().int() }),
    z.object({ code: z.literal('timeout'), at: text, seconds: count }),
    z.object({ code: z.literal('too-slow'), at: text, leastBytes: count, seconds: count }),
    z.object({ code: z.enum(['tls', 'malformed']), at: text, detail: text }),
    z.object({ code: z.enum(['redirect-loop', 'no-catalog', 'not-allowed']), at: text }),
    z.object({ code: z.enum(['too-large', 'left-out']), at: text, limitBytes: count }),
    z.object({ code: z.literal('too-many'), at: text, what: z.enum(BOUNDED), limit: count }),
    z.object({ code: z.literal('digest-mismatch'), at: text, expected: text, actual: text }),
    z.object({ code: z.literal('unsupported'), at: text, mediaType: text, artifact: artifact.optional() }),
    z.object({ code: z.literal('no-platform'), at: text, wanted: text, offered: z.array(text) }),
  ],
)

const MAX_IMAGES = 100_000
const MAX_NOTES = 100_000
/** As many as a page shows. */
const MAX_STRATEGIES = 6
const positions = z.array(position).max(MOST_LAYERS)

const image = z.object({ ...imageParts, layers: positions, history: positions }).meta({
  description: 'One image; `layers` (base first) and `history` (oldest first) are positions in the tables.',
})

const end = z.object({
  reference: canonicalReference.optional(),
  imageId: text.optional(),
  chainId: digest<ChainId>(),
  layers: positions.optional(),
  transferred: z.boolean().optional(),
})

/** What was read at one time from the same sources. */
const part = {
  title: text,
  /** When it was saved. */
  createdAt: z.iso.datetime({ offset: true }),
  /** What a person wrote about it; empty when nothing. */
  notes: z.string().max(MAX_NOTES),
  engine: engine.optional(),
  images: z.array(image).max(MAX_IMAGES),
  unread: z
    .array(z.object({ reference: canonicalReference, failure: savedFailure }))
    .max(MAX_IMAGES)
    .optional()
    .meta({ description: 'Tags that were listed and that no source could read.' }),
  moved: z
    .array(z.object({ reference: canonicalReference, daemon: text, registry: text }))
    .max(MAX_IMAGES)
    .optional()
    .meta({
      description: 'Tags under which daemon and registry held different images; the registry’s is kept.',
    }),
  ends: z
    .array(end)
    .max(MAX_IMAGES)
    .optional()
    .meta({ description: 'Where images of the host ended that name a base or were in its cache.' }),
  beyond: z
    .object({ code: z.enum(['build-cache', 'left-out', 'unread', 'blobs-unsaid']), count: position })
    .optional()
    .meta({ description: 'Why the host may have held more than these images.' }),
} as const

const strategy = z.object({
  reference: z.string().min(1).max(1000),
  name: z.string().max(1000).optional(),
  colour: z.number().int().min(0).max(5).optional(),
  filter: z.string().max(1000).optional(),
  order: z
    .union([
      z.enum(['version', 'created', 'name']),
      z.templateLiteral(['/', z.string().min(1).max(200), '/']),
    ])
    .optional(),
  variant: z.string().max(128).optional(),
  preReleases: z.boolean().optional(),
  fold: z.boolean().optional(),
  take: z.number().int().min(-99_999).max(99_999).optional(),
  from: z.string().max(1000).optional().meta({ description: 'Name of a part in `beside`.' }),
})

/** Version 2 as JSON. Layers and steps stand once each in tables: a series repeats its lower ones in every tag. */
export const snapshotDocument = z.object({
  $schema: text.optional(),
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  ...part,
  readFrom: z
    .array(z.object({ kind: sourceKind, name: text }))
    .max(1000)
    .meta({ description: 'The daemon and the registries that told.' }),
  view: z
    .object({ path: text, search: z.string().max(20_000) })
    .optional()
    .meta({ description: 'The page that was shown, and its query string.' }),
  strategies: z.array(strategy).max(MAX_STRATEGIES),
  layers: z.array(layer),
  steps: z.array(step),
  beside: z
    .array(z.object({ name: z.string().min(1).max(1000), ...part }))
    .max(MAX_STRATEGIES)
    .optional()
    .meta({ description: 'Earlier snapshots that strategies were laid beside, by the name in `from`.' }),
  files: z
    .array(z.custom<IndexColumns>((value) => typeof value === 'object' && value !== null, 'not an object'))
    .max(MAX_IMAGES)
    .optional()
    .meta({ description: 'The files of layers as columns, see lib/layerfs/index-codec.ts.' }),
})

/** As it was checked. */
export type CheckedDocument = z.output<typeof snapshotDocument>

/** What a digest and a platform name for good: what the cache keeps of an image. */
export const digestFacts: z.ZodType<Omit<ImageFacts, 'reference' | 'origins' | 'repoDigests'>> = z
  .object({ ...imageParts, layers: z.array(layer), history: z.array(step) })
  .omit({ reference: true, origins: true, repoDigests: true })
  .refine(
    ({ layers, history }) => history.every(({ layer: made }) => (made ?? -1) < layers.length),
    'a step names a layer that is not there',
  )
