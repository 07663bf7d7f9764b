/**
 * Makes the bundled sample from a real build, files of all layers included: the articles' three strategies at full size,
 * the same at a hundredth, releases of an app in three ways, and the Dockerfiles of the articles on layers and build
 * caches. Needs root, dockerd, docker-registry and some 25 GB of disk.
 *
 *   npm run sample
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildArticle4, buildArticle5 } from '../e2e/engines/articles'
import { startDocker } from '../e2e/engines/docker'
import { capture, engineFolder } from '../e2e/engines/process'
import { startRegistry } from '../e2e/engines/registry'
import { buildReleases } from '../e2e/engines/releases'
import { buildStrategies, noise } from '../e2e/engines/strategies'
import type { ImageFacts } from '../lib/oci/facts'
import { parseReference } from '../lib/oci/reference'
import { parseSnapshot, writeSnapshot } from '../lib/sources/snapshot'
import { sweep } from './sweep.mjs'

const SAMPLE = 'public/sample.strata.json'
/** The registry of the sample. */
const HOST = 'localhost:5000'
/** When the sample was read; releases are a week apart up to the days before. */
const READ_AT = Date.UTC(2026, 10, 21, 1, 54, 32)
const HOUR = 3_600_000
const WEEK = 168 * HOUR

/** Of the articles' files, the part that no compression shrinks. */
const SHARES: Readonly<Record<string, number>> = {
  base: 0.362974,
  packages: 0.943874,
  text: 0.219903,
  added: 0.219903,
}

const folder = engineFolder('sample')
const [docker, registry] = await Promise.all([startDocker(), startRegistry()])
try {
  const full = await buildStrategies(docker, registry.host, 1, (bytes, name) => {
    const content = Buffer.alloc(bytes)
    noise(Math.round(bytes * (SHARES[name] ?? 1)), name).copy(content)
    return content
  })
  const small = await buildStrategies(docker, `${registry.host}/small`)
  const releases = await buildReleases(docker, registry.host)
  const four = await buildArticle4(docker, registry.host)
  const five = await buildArticle5(docker, registry.host)
  const built = [four.first, four.again, four.changed, five.first, five.changed, five.before, five.after]
  for (const reference of built) await docker.push(reference)

  const file = path.join(folder, 'built.strata.json')
  const shown = [full.chained, full.fixed, full.custom]
  const others = [
    small.chained,
    ...Object.values(releases),
    `${registry.host}/os`,
    `${registry.host}/shop-base`,
    ...built.map((reference) => reference.replace(/:[^:]*$/, '')),
  ]
  // A question has at most six series: what several have read is put together.
  const parts = []
  for (const series of chunks([...new Set([full.base, ...shown, ...others])], 6)) {
    const command = ['scripts/strata.mjs', 'snapshot', ...series, '--files', '-o', file]
    await capture(process.execPath, command, {
      env: { ...process.env, DOCKER_HOST: docker.host, STRATA_CACHE_DIR: folder },
    })
    parts.push(parseSnapshot(readFileSync(file, 'utf8'), file))
  }
  const [first] = parts
  const images = dated(parts.flatMap((part) => part.images.map(ofSample)))
  const files = new Map(parts.flatMap((part) => part.files ?? []).map((index) => [index.diffId, index]))
  const snapshot = {
    ...first!,
    title: "The articles' experiment at full size",
    createdAt: new Date(READ_AT).toISOString(),
    readFrom: first!.readFrom.map((origin) => ({ ...origin, name: nameOf(origin) })),
    strategies: shown.map((reference) => ({ reference: renamed(reference) })),
    view: undefined,
    // Where its own images end is known without them.
    ends: undefined,
    images,
    files: [...files.values()],
  }
  writeFileSync(SAMPLE, `${writeSnapshot(snapshot)}\n`)
  console.log(`${images.length} images, ${files.size} layers with files`)
} finally {
  await Promise.all([docker.stop(), registry.stop()])
  await sweep(folder)
}

function chunks<T>(list: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / most) }, (_, at) =>
    list.slice(at * most, (at + 1) * most),
  )
}

function renamed(text: string): string {
  return text.replace(/^127\.0\.0\.1:\d+/, HOST)
}

function nameOf({ kind }: { readonly kind: string }): string {
  return kind === 'daemon' ? 'docker 20.10.24' : HOST
}

/** The image under the name that it has in the sample. */
function ofSample(image: ImageFacts): ImageFacts {
  const at = new Date(READ_AT).toISOString()
  return {
    ...image,
    reference: renamed(image.reference),
    repoDigests: image.repoDigests.map(renamed),
    origins: image.origins.map((origin) => ({ ...origin, name: nameOf(origin), at })),
  }
}

/**
 * What was built within minutes, as a team would have built it: releases of a series a week apart, what they are FROM
 * before them. Digests stay those of the build.
 */
function dated(images: readonly ImageFacts[]): readonly ImageFacts[] {
  const series = new Map<string, ImageFacts[]>()
  for (const image of images) {
    const { repository = '' } = parseReference(image.reference) ?? {}
    series.set(repository, [...(series.get(repository) ?? []), image])
  }
  const datesOf = new Map<string, number>()
  const dates = [...series.values()].flatMap((tags) =>
    tags.toSorted(byDate).map((image, place): [ImageFacts, number] => {
      const weeks = tags.length - place
      // By its digest some hours earlier or later, as people work.
      const hours = Number.parseInt(image.configDigest?.slice(-2) ?? '0', 16) % 9
      return [image, READ_AT - weeks * WEEK + hours * HOUR]
    }),
  )
  // A step is as old as the first image that has it.
  for (const [image, date] of dates.toSorted(([a], [b]) => byDate(a, b))) {
    for (const step of image.history) {
      datesOf.set(keyOf(step), Math.min(date, datesOf.get(keyOf(step)) ?? date))
    }
  }
  return images.map((image) => {
    const history = image.history.map((step) => {
      const date = datesOf.get(keyOf(step))
      return { ...step, created: date === undefined ? step.created : new Date(date).toISOString() }
    })
    return { ...image, created: history.at(-1)?.created ?? image.created, history }
  })
}

/** Steps of one second differ in what they copy. */
function keyOf({ created, createdBy }: ImageFacts['history'][number]): string {
  return `${created} ${createdBy}`
}

function byDate(a: ImageFacts, b: ImageFacts): number {
  return (a.created ?? '').localeCompare(b.created ?? '')
}
