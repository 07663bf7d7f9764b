import { z } from 'zod'
import type { ArtifactManifest } from '../../oci/artifact'
import { type BlobDigest, type ConfigDigest, type DiffId, type Digest, isDigest } from '../../oci/digest'
import type { ImageConfig, Index, Manifest } from '../../oci/types'
import { atMost, listOf } from '../json'

/** What a registry sends, checked once, here. Unknown fields may pass; the field's spelling is kept. */

/** Entries of an index, and layers or blobs of a manifest: more than anyone writes, and each takes its time to be checked. */
const MOST_ENTRIES = 10_000
const MOST_BLOBS = 2000

const digest = <D extends Digest>() =>
  z
    .string()
    .refine(isDigest, 'not a sha256 or sha512 digest')
    .transform((text) => text as string as D)

/** Go writes `null` where it means nothing. */
const optional = <T>(schema: z.ZodType<T>) => schema.nullish().transform((value) => value ?? undefined)
/** A manifest says which entries it has, be it none. */
const entriesOf = <T>(schema: z.ZodType<T>, most = MOST_ENTRIES) =>
  atMost(
    most,
    z
      .array(schema)
      .nullable()
      .transform((list) => list ?? []),
  )

const text = optional(z.string())
/** A time that is none is dropped: a page could not print it, and no figure hangs on it. */
const time = text.transform((value) => (Number.isNaN(Date.parse(value ?? '')) ? undefined : value))

/** `{}` and half a platform are none. */
const platform = z
  .object({
    os: text,
    architecture: text,
    variant: text,
    'os.version': text,
    'os.features': optional(z.array(z.string())),
  })
  .transform(({ os, architecture, ...rest }) =>
    os && architecture ? { ...rest, os, architecture } : undefined,
  )

/** An annotation that is null says nothing. */
const annotations = optional(
  z.record(z.string(), z.string().nullable()).transform((notes) => {
    const said = Object.entries(notes).filter((note): note is [string, string] => note[1] !== null)
    return Object.fromEntries(said)
  }),
)

/** RFC 6838, section 4.2: 127 characters on each side, and parameters. */
const mediaType = z.string().max(1000)

const descriptor = <D extends Digest>() =>
  z.object({
    mediaType,
    digest: digest<D>(),
    size: z.number().int().nonnegative(),
    platform: optional(platform),
    annotations,
    artifactType: text,
    urls: optional(z.array(z.string())),
  })

const notes = { artifactType: text, subject: optional(descriptor()), annotations } as const

export const manifestSchema: z.ZodType<Manifest> = z.object({
  ...notes,
  mediaType: text,
  config: descriptor<ConfigDigest>(),
  layers: entriesOf(descriptor<BlobDigest>(), MOST_BLOBS),
})

/** A manifest of another kind, such as the artifact manifest that an early OCI 1.1 had. */
export const artifactSchema: z.ZodType<ArtifactManifest> = z
  .object({ ...notes, blobs: atMost(MOST_BLOBS, z.array(descriptor())) })
  .transform(({ blobs, ...rest }) => ({ ...rest, layers: blobs }))

export const indexSchema: z.ZodType<Index> = z.object({
  mediaType: text,
  manifests: entriesOf(descriptor()),
  artifactType: text,
  subject: optional(descriptor()),
})

const historyEntry = z.object({
  created: time,
  created_by: text,
  comment: text,
  empty_layer: optional(z.boolean()),
})

export const configSchema: z.ZodType<ImageConfig> = z.object({
  created: time,
  os: text,
  architecture: text,
  variant: text,
  rootfs: z.object({ diff_ids: listOf(digest<DiffId>()) }),
  history: optional(z.array(historyEntry)),
})

/** Enough of a document to tell which of the above it is, if any. */
export const kindSchema = z.object({
  schemaVersion: z.number().optional(),
  mediaType: text,
  artifactType: text,
  manifests: z.unknown().optional(),
  layers: z.unknown().optional(),
  config: z.unknown().optional(),
})

/** Names of one page, of a registry that sends them all on one: more than this are not looked at. */
const MOST_NAMES = 100_000
const names = z
  .unknown()
  .transform((list) => (Array.isArray(list) ? list.slice(0, MOST_NAMES) : list))
  .pipe(listOf(z.string()))

export const tagListSchema = z.object({ tags: names })

export const catalogSchema = z.object({ repositories: names })

/** Nothing that a header could not contain, nor more than servers take of one (nginx: 8 KiB a line, 32 in all). */
const tokenText = optional(
  z
    .string()
    .max(32 << 10)
    .regex(/^[\x21-\x7e]*$/),
)

/** The answer of a token server: `token`, or `access_token` as OAuth 2 names it. */
export const tokenSchema = z.object({
  token: tokenText,
  access_token: tokenText,
  expires_in: optional(z.number()),
})
