/**
 * Makes the bundled sample from a recording of a classic engine and its registry.
 *
 *   npx tsx scripts/make-sample.ts <recording folder> [public/sample.strata.json]
 *
 * The folder holds one JSON file an image: `ref`, `inspect` and `history` as the engine's API answers them, and
 * `registry` with the manifest's digest, the manifest and the config blob.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { TransferBytes, UnpackedBytes } from '../lib/oci/bytes'
import { chainIds } from '../lib/oci/chain'
import type { BlobDigest, ConfigDigest, DiffId, ManifestDigest } from '../lib/oci/digest'
import type { ImageFacts, LayerFacts } from '../lib/oci/facts'
import { formatReference, parseReference } from '../lib/oci/reference'
import { stepsOf } from '../lib/oci/steps'
import { writeSnapshot } from '../lib/sources/snapshot'

const recording = z.object({
  ref: z.string(),
  inspect: z.object({
    Id: z.string(),
    RepoDigests: z.array(z.string()),
    Parent: z.string(),
    Created: z.string(),
    DockerVersion: z.string(),
    Architecture: z.string(),
    Os: z.string(),
    RootFS: z.object({ Layers: z.array(z.string()) }),
  }),
  history: z.array(z.object({ Id: z.string(), Size: z.number(), CreatedBy: z.string() })),
  registry: z.object({
    digest: z.string(),
    manifest: z.object({
      layers: z.array(z.object({ digest: z.string(), mediaType: z.string(), size: z.number() })),
    }),
    config: z.object({
      history: z.array(
        z.object({
          created: z.string().optional(),
          created_by: z.string().optional(),
          comment: z.string().optional(),
          empty_layer: z.boolean().optional(),
        }),
      ),
    }),
  }),
})
type Recording = z.infer<typeof recording>

function factsOf({ ref, inspect, history, registry }: Recording, at: string): ImageFacts {
  const reference = formatReference(parseReference(ref)!)
  const diffIds = inspect.RootFS.Layers as DiffId[]
  const steps = stepsOf({ rootfs: { diff_ids: diffIds }, history: registry.config.history })
  const sizes = history.toReversed()
  const chain = chainIds(diffIds)
  return {
    reference,
    origins: [
      { kind: 'daemon', name: `docker ${inspect.DockerVersion.replace(/\+.*/, '')}`, at },
      { kind: 'registry', name: 'localhost:5000', at },
    ],
    configDigest: inspect.Id as ConfigDigest,
    manifestDigest: registry.digest as ManifestDigest,
    imageId: inspect.Id,
    repoDigests: inspect.RepoDigests,
    platform: { os: inspect.Os, architecture: inspect.Architecture },
    created: inspect.Created,
    parent: inspect.Parent || undefined,
    store: 'classic',
    layers: diffIds.map((diffId, index): LayerFacts => {
      const blob = registry.manifest.layers[index]!
      const position = steps.history.findIndex((step) => step.layer === index)
      return {
        diffId,
        chainId: chain[index]!,
        blob: {
          digest: blob.digest as BlobDigest,
          mediaType: blob.mediaType,
          transferBytes: blob.size as TransferBytes,
        },
        unpacked: {
          bytes: sizes[position]!.Size as UnpackedBytes,
          exactness: 'measured',
          ruler: 'file content',
        },
      }
    }),
    history: steps.history.map((step, index) => ({
      ...step,
      unpackedBytes: sizes[index]!.Size as UnpackedBytes,
      imageId: sizes[index]!.Id,
    })),
    stepsFrom: steps.stepsFrom,
  }
}

const [folder, out = 'public/sample.strata.json'] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: npx tsx scripts/make-sample.ts <recording folder> [out]')
  process.exit(2)
}
const recordings = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => recording.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))))
/** The articles' order. */
const STRATEGIES = ['docker-layer-linked', 'docker-layer-base-linked', 'docker-layer-base']
const createdAt = recordings.reduce(
  (latest, { inspect }) => (inspect.Created > latest ? inspect.Created : latest),
  '',
)
writeFileSync(
  out,
  `${writeSnapshot({
    title: "The articles' experiment at full size",
    createdAt,
    engine: { version: recordings[0]!.inspect.DockerVersion.replace(/\+.*/, ''), store: 'classic' },
    readFrom: [
      { kind: 'daemon', name: `docker ${recordings[0]!.inspect.DockerVersion.replace(/\+.*/, '')}` },
      { kind: 'registry', name: 'localhost:5000' },
    ],
    strategies: STRATEGIES.map((name) => ({ reference: `localhost:5000/${name}` })),
    images: recordings.map((one) => factsOf(one, createdAt)),
  })}\n`,
)
