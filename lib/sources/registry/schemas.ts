import { z } from 'zod'
import { type Digest, isDigest } from '../../oci/digest'
import type { ImageConfig, Index, Manifest } from '../../oci/types'

/** What a registry sends, checked once, here. Unknown fields are let pass; the field's spelling is kept. */

const digest = <D extends Digest>() =>
  z
    .string()
    .refine(isDigest, 'not a sha256 or sha512 digest')
    .transform((text) => text as string as D)

const platform = z.object({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
  'os.version': z.string().optional(),
})

const descriptor = <D extends Digest>() =>
  z.object({
    mediaType: z.string(),
    digest: digest<D>(),
    size: z.number().int().nonnegative(),
    platform: platform.optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    artifactType: z.string().optional(),
    urls: z.array(z.string()).optional(),
  })

export const manifestSchema: z.ZodType<Manifest> = z.object({
  mediaType: z.string().optional(),
  config: descriptor<Manifest['config']['digest']>(),
  layers: z.array(descriptor<Manifest['layers'][number]['digest']>()).max(10_000),
})

export const indexSchema: z.ZodType<Index> = z.object({
  mediaType: z.string().optional(),
  manifests: z.array(descriptor()).max(10_000),
})

export const configSchema: z.ZodType<ImageConfig> = z.object({
  created: z.string().optional(),
  os: z.string().optional(),
  architecture: z.string().optional(),
  variant: z.string().optional(),
  rootfs: z.object({
    diff_ids: z
      .array(digest<ImageConfig['rootfs']['diff_ids'][number]>())
      .nullish()
      .transform((ids) => ids ?? []),
  }),
  history: z
    .array(
      z.object({
        created: z.string().optional(),
        created_by: z.string().optional(),
        comment: z.string().optional(),
        empty_layer: z.boolean().optional(),
      }),
    )
    .nullish()
    .transform((history) => history ?? undefined),
})

/** Enough of a document to tell which of the above it is. */
export const kindSchema = z.object({
  schemaVersion: z.number().optional(),
  mediaType: z.string().optional(),
  manifests: z.unknown().optional(),
  config: z.object({ mediaType: z.string() }).optional(),
})

export const tagListSchema = z.object({
  tags: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? []),
})

export const catalogSchema = z.object({
  repositories: z
    .array(z.string())
    .nullish()
    .transform((repositories) => repositories ?? []),
})

/** The answer of a token server: `token`, or `access_token` as OAuth 2 names it. */
export const tokenSchema = z.object({
  token: z.string().optional(),
  access_token: z.string().optional(),
  expires_in: z.number().optional(),
})
