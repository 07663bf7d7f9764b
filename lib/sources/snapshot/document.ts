import { z } from 'zod'
import type { IndexColumns } from '../../layerfs/index-codec'
import type { ChainId } from '../../oci/digest'
import { savedFailure } from './failure'
import {
  canonicalReference,
  digest,
  engine,
  imageParts,
  layer,
  MOST_LAYERS,
  position,
  sourceKind,
  step,
  text,
} from './fields'

export const FORMAT = 'strata.snapshot'
export const VERSION = 2
/** Where an editor finds the schema, beside the file or on any server of Strata. */
export const SCHEMA_FILE = 'strata-snapshot-2.schema.json'

const MAX_IMAGES = 100_000
const MAX_NOTES = 100_000
/** As many as a page shows. */
const MAX_STRATEGIES = 6

const positions = z.array(position).max(MOST_LAYERS)

const image = z.object({ ...imageParts, layers: positions, history: positions }).meta({
  description: 'One image; `layers` (base first) and `history` (oldest first) are positions in the tables.',
})

const end = z.object({
  reference: canonicalReference,
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
} as const

const strategy = z.object({
  reference: z.string().min(1).max(1000),
  name: z.string().max(1000).optional(),
  colour: z.number().int().min(0).max(5).optional(),
  filter: z.string().max(1000).optional(),
  order: z.enum(['version', 'created', 'name']).optional(),
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
