/**
 * Adds series with the files of their layers to the bundled sample, from a real build: the articles' chained series
 * at a hundredth of its size, the Dockerfiles of the articles on layers and build caches, and one that deletes too
 * late. Needs root, dockerd and docker-registry, as the integration tests do. The images at full size, recorded once
 * from Docker 20.10.24 and a registry, stay as they are.
 *
 *   npm run sample:files
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { buildArticle4, buildArticle5 } from '../e2e/engines/articles'
import { startDocker } from '../e2e/engines/docker'
import { startRegistry } from '../e2e/engines/registry'
import { buildStrategies, TAGS } from '../e2e/engines/strategies'
import type { LayerIndex } from '../lib/layerfs/entry'
import { decodeIndex } from '../lib/layerfs/index-codec'
import { DEFAULT_LIMITS } from '../lib/layerfs/limits'
import type { ImageFacts } from '../lib/oci/facts'
import { joinFacts } from '../lib/oci/join'
import { formatReference, parseReference, type Reference } from '../lib/oci/reference'
import { daemonSource } from '../lib/sources/daemon'
import { WorkerPool } from '../lib/sources/layers/pool'
import { startFromSource } from '../lib/sources/layers/worker.testing'
import { registrySource } from '../lib/sources/registry'
import { parseSnapshot, writeSnapshot } from '../lib/sources/snapshot'

const SAMPLE = 'public/sample.strata.json'
/** The registry of the sample. */
const HOST = 'localhost:5000'
const SMALL = 'small'

const [docker, registry] = await Promise.all([startDocker(), startRegistry()])
const never = new AbortController().signal
try {
  const strategies = await buildStrategies(docker, `${registry.host}/${SMALL}`)
  const four = await buildArticle4(docker, registry.host)
  const five = await buildArticle5(docker, registry.host)
  const built = [four.first, four.again, four.changed, five.first, five.changed, five.before, five.after]
  for (const reference of built) await docker.push(reference)
  const names = [...TAGS.map((tag) => `${strategies.chained}:${tag}`), ...built]

  const sources = [
    daemonSource({ endpoint: { url: docker.host, foundBy: 'sample' } }),
    registrySource({ host: registry.host }),
  ] as const
  const images: { readonly reference: Reference; readonly image: ImageFacts }[] = []
  for (const name of names) {
    const reference = parseReference(name)
    if (!reference) throw new Error(`${name} is no reference`)
    const [daemon, stored] = await Promise.all(sources.map((source) => source.image({ reference }, never)))
    if (daemon && stored) images.push({ reference, image: joinFacts([daemon, stored]) })
  }

  const files = new Map<string, LayerIndex>()
  const pool = new WorkerPool(DEFAULT_LIMITS, 2, startFromSource)
  const wanted = new Set(images.flatMap(({ image }) => image.layers.map(({ diffId }) => diffId)))
  await sources[1].layers?.(
    images.map((one) => ({ ...one, wanted })),
    async ({ bytes }) => {
      const index = decodeIndex(await pool.index(bytes, () => undefined, never))
      if (index) files.set(index.diffId, index)
    },
    never,
  )
  await pool.close()

  const sample = parseSnapshot(readFileSync(SAMPLE, 'utf8'), SAMPLE)
  const own = images.map(({ image }) => ofSample(image))
  const replaced = new Set(own.map(({ reference }) => reference))
  const kept = sample.images.filter(({ reference }) => !replaced.has(reference))
  writeFileSync(
    SAMPLE,
    `${writeSnapshot({ ...sample, images: [...kept, ...own], files: [...files.values()] })}\n`,
  )
  console.log(`${own.length} images, ${files.size} layers with files`)
} finally {
  await Promise.all([docker.stop(), registry.stop()])
}

/** The image under the name that it has in the sample. */
function ofSample(image: ImageFacts): ImageFacts {
  const rename = (text: string) => text.replace(/^127\.0\.0\.1:\d+/, HOST)
  const reference = parseReference(rename(image.reference))
  return {
    ...image,
    reference: reference ? formatReference(reference) : image.reference,
    repoDigests: image.repoDigests.map(rename),
    origins: image.origins.map((origin) => ({
      ...origin,
      name: origin.kind === 'daemon' ? 'docker 20.10.24' : HOST,
    })),
  }
}
