import { z } from 'zod'
import { isDigest } from '../../oci/digest'
import { listOf } from '../json'

/** What the engine's API answers, checked once, here; only the fields that Strata reads. */

export const versionSchema = z.object({
  Version: z.string(),
  ApiVersion: z.string(),
  MinAPIVersion: z.string().optional(),
  Os: z.string(),
  Arch: z.string(),
  Components: listOf(z.object({ Name: z.string() })),
})

export const infoSchema = z.object({
  Driver: z.string(),
  DriverStatus: listOf(z.array(z.string())),
})

const platform = z.object({ os: z.string(), architecture: z.string(), variant: z.string().optional() })

/** One entry of `Manifests` (API 1.47): an image of one platform, or an attestation. */
const manifestSummary = z.object({
  ID: z.string(),
  Kind: z.string(),
  Available: z.boolean().optional(),
  Descriptor: z.object({ digest: z.string(), platform: platform.optional() }).optional(),
  ImageData: z
    .object({ Platform: platform, Size: z.object({ Unpacked: z.number().nullish() }).nullish() })
    .optional(),
})

export const imageListSchema = listOf(
  z.object({
    Id: z.string(),
    Created: z.number(),
    RepoTags: listOf(z.string()),
    RepoDigests: listOf(z.string()),
    Manifests: listOf(manifestSummary),
  }),
)
export type ImageList = z.infer<typeof imageListSchema>

/** What 125 layers take with the longest paths that a mount may have; an answer that is odd here costs the folders alone. */
const folders = z.string().max(1 << 20)
const driverData = z.object({ UpperDir: folders, LowerDir: folders.optional() }).nullish().catch(undefined)

export const inspectSchema = z.object({
  Id: z.string(),
  RepoTags: listOf(z.string()),
  RepoDigests: listOf(z.string()),
  Parent: z.string().optional(),
  Created: z.string().nullish(),
  Architecture: z.string().optional(),
  Variant: z.string().optional(),
  Os: z.string().optional(),
  Size: z.number().nullish(),
  RootFS: z.object({
    Layers: listOf(z.string().refine((text): boolean => isDigest(text), 'not a digest')),
  }),
  Descriptor: z.object({ mediaType: z.string(), digest: z.string() }).nullish(),
  GraphDriver: z.object({ Data: driverData }).nullish().catch(undefined),
})
export type Inspect = z.infer<typeof inspectSchema>

/** Newest first. */
export const historySchema = listOf(
  z.object({
    Id: z.string(),
    Created: z.number(),
    CreatedBy: z.string(),
    Comment: z.string().optional(),
    Size: z.number().int().nonnegative(),
  }),
)
export type History = z.infer<typeof historySchema>

export const eventSchema = z.object({
  Type: z.string().optional(),
  Action: z.string().optional(),
  Actor: z.object({ Attributes: z.record(z.string(), z.string()).optional() }).optional(),
})

/** One record of BuildKit's cache: a layer, or the context of a build, a cache mount and the like. */
export const buildCacheSchema = z.object({
  BuildCache: listOf(z.object({ Type: z.string(), Shared: z.boolean().optional() })),
})
