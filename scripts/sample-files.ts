/**
 * Adds series with the files of their layers to the bundled sample, from a real build: the articles' chained series
 * at a hundredth of its size, the Dockerfiles of the articles on layers and build caches, and one that deletes too
 * late. Needs root, dockerd and docker-registry, as the integration tests do. The images at full size, recorded once
 * from Docker 20.10.24 and a registry, stay as they are.
 *
 *   npm run sample:files
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildArticle4, buildArticle5 } from '../e2e/engines/articles'
import { startDocker } from '../e2e/engines/docker'
import { capture, engineFolder } from '../e2e/engines/process'
import { startRegistry } from '../e2e/engines/registry'
import { buildStrategies } from '../e2e/engines/strategies'
import type { ImageFacts } from '../lib/oci/facts'
import { parseSnapshot, writeSnapshot } from '../lib/sources/snapshot'
import { sweep } from './sweep.mjs'

const SAMPLE = 'public/sample.strata.json'
/** The registry of the sample. */
const HOST = 'localhost:5000'

const folder = engineFolder('sample')
const [docker, registry] = await Promise.all([startDocker(), startRegistry()])
try {
  const { chained } = await buildStrategies(docker, `${registry.host}/small`)
  const four = await buildArticle4(docker, registry.host)
  const five = await buildArticle5(docker, registry.host)
  const built = [four.first, four.again, four.changed, five.first, five.changed, five.before, five.after]
  for (const reference of built) await docker.push(reference)

  const file = path.join(folder, 'built.strata.json')
  const repositories = new Set([chained, ...built.map((reference) => reference.replace(/:[^:]*$/, ''))])
  const command = ['scripts/strata.mjs', 'snapshot', ...repositories, '--files', '-o', file]
  const env = { ...process.env, DOCKER_HOST: docker.host, STRATA_CACHE_DIR: folder }
  await capture(process.execPath, command, { env })

  const made = parseSnapshot(readFileSync(file, 'utf8'), file)
  const sample = parseSnapshot(readFileSync(SAMPLE, 'utf8'), SAMPLE)
  const own = made.images.map(ofSample)
  const replaced = new Set(own.map(({ reference }) => reference))
  const kept = sample.images.filter(({ reference }) => !replaced.has(reference))
  writeFileSync(SAMPLE, `${writeSnapshot({ ...sample, images: [...kept, ...own], files: made.files })}\n`)
  console.log(`${own.length} images, ${made.files?.length ?? 0} layers with files`)
} finally {
  await Promise.all([docker.stop(), registry.stop()])
  await sweep(folder)
}

/** The image under the name that it has in the sample. */
function ofSample(image: ImageFacts): ImageFacts {
  const rename = (text: string) => text.replace(/^127\.0\.0\.1:\d+/, HOST)
  return {
    ...image,
    reference: rename(image.reference),
    repoDigests: image.repoDigests.map(rename),
    origins: image.origins.map((origin) => ({
      ...origin,
      name: origin.kind === 'daemon' ? 'docker 20.10.24' : HOST,
    })),
  }
}
