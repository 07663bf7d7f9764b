import { request } from 'node:http'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { makeTar } from '@/lib/layerfs/tar-writer.testing'
import type { Docker } from './docker'
import { buildBusyboxBase, type Files, inFolder, noise, writeFiles } from './strategies'

/** A release as BuildKit builds it. */
interface Release {
  readonly dockerfile: string
  readonly files: Files
  /** Further arguments of `docker buildx build`. */
  readonly flags?: readonly string[]
  /** Further settings of its output, as `--output` takes them. */
  readonly output?: string
  /** The same, where it is put out as an archive that is loaded then: an engine's own images cannot have it. */
  readonly archive?: string
}

export const BUILDKIT_TAGS = ['1', '2', '3'] as const
type BuildkitTag = (typeof BUILDKIT_TAGS)[number]

const PLATFORMS = '--platform=linux/amd64,linux/arm64'
const library = (version: string) => noise(60_000, `library ${version}`)
const app = (tag: string) => noise(9_000, `app ${tag}`)
/** What a package manager would keep between builds. */
const RUN =
  'RUN --mount=type=cache,target=/cache echo $((1 + $(cat /cache/builds || echo 0))) > /cache/builds'

/** Repositories, each of which shows one thing that BuildKit does; `base` is an image with a shell. */
const SERIES: Readonly<Record<string, (tag: BuildkitTag, base: string) => Release>> = {
  /** An index of two platforms, with files of their own. */
  platforms: (tag) => ({
    dockerfile: 'FROM scratch\nARG TARGETARCH\nCOPY library /\nCOPY app-$TARGETARCH /app\n',
    files: { library: library('1'), 'app-amd64': app(`amd64 ${tag}`), 'app-arm64': app(`arm64 ${tag}`) },
    flags: [PLATFORMS],
  }),
  /** A base that changes below layers that do not depend on it. */
  linked: (tag, base) => ({
    dockerfile: `FROM ${base}:${tag === '3' ? 2 : 1}\nCOPY --link library /lib/\nCOPY --link app /\n`,
    files: { library: library('1'), app: app(tag) },
  }),
  attested: (tag, base) => ({
    dockerfile: `FROM ${base}:1\nENV RELEASE=${tag}\nWORKDIR /srv\nCOPY app .\n`,
    files: { app: app(tag) },
    flags: ['--provenance=mode=max'],
  }),
  /** Layers of the base are packed again too; the last release comes as gzip. */
  zstd: (tag, base) => ({
    dockerfile: `FROM ${base}:1\nCOPY library /lib/\nCOPY app /\n`,
    files: { library: library('1'), app: app(tag) },
    output: tag === '3' ? 'force-compression=true' : 'compression=zstd,force-compression=true',
  }),
  /** Docker's media types, then OCI's. */
  types: (tag, base) => ({
    dockerfile: `FROM ${base}:1\nCOPY library /lib/\nCOPY app /\n`,
    files: { library: library('1'), app: app(tag) },
    flags: ['--provenance=false'],
    output: `oci-mediatypes=${tag !== '1'}`,
  }),
  /** The second is the first from files of other dates: what is built is the same. It comes as an archive. */
  dated: (tag, base) => ({
    dockerfile: `FROM ${base}:1\nCOPY library /lib/\nCOPY app /\n`,
    files: { library: library('1'), app: app(tag === '3' ? '3' : '1') },
    flags: ['--build-arg=SOURCE_DATE_EPOCH=1700000000'],
    archive: 'rewrite-timestamp=true',
  }),
  /** Of what the first stage makes only one file is in the image. */
  stages: (tag, base) => ({
    dockerfile: [
      `FROM ${base}:1 AS build`,
      'COPY library app /src/',
      `${RUN} && cat /src/* > /made-${tag}`,
      `FROM ${base}:1`,
      `${RUN} && echo ${tag} > /release`,
      `COPY --from=build /made-${tag} /made`,
      'RUN rm /release',
      'USER 1000',
    ].join('\n'),
    files: { library: library(tag), app: app(tag) },
  }),
}

/** Repositories that `buildSeries` fills, each with the same tags: BuildKit's, then what came otherwise. */
export const BUILDKIT_SERIES = [...Object.keys(SERIES), 'imported', 'committed', 'retagged'] as const

/** Builds and pushes all of them below `prefix`, on an engine whose command has buildx. */
export async function buildSeries(docker: Docker, prefix: string): Promise<void> {
  const base = `${prefix}/base`
  for (const version of [1, 2]) {
    await buildBusyboxBase(docker, `${base}:${version}`, 2_500_000 + version * 1000)
    await docker.push(`${base}:${version}`)
  }
  for (const tag of BUILDKIT_TAGS) {
    for (const [name, release] of Object.entries(SERIES))
      await buildx(docker, `${prefix}/${name}:${tag}`, release(tag, base))
    await docker.tag(`${prefix}/linked:${tag}`, `${prefix}/retagged:${tag}`)
    await docker.push(`${prefix}/retagged:${tag}`)
  }
  await importSeries(docker, `${prefix}/imported`)
  await commitSeries(docker, `${prefix}/committed`, `${base}:1`)
}

/** An archive as an image without a history of its own, and releases built on it. */
async function importSeries(docker: Docker, repository: string): Promise<void> {
  await inFolder(async (folder) => {
    const file = path.join(folder, 'files.tar')
    writeFiles(folder, { 'files.tar': makeTar([{ name: 'library', content: library('imported') }]) })
    await docker.cli('import', file, `${repository}:1`)
    await docker.push(`${repository}:1`)
  })
  for (const [tag, from] of [
    ['2', '1'],
    ['3', '2'],
  ]) {
    const dockerfile = `FROM ${repository}:${from}\nCOPY app /app-${tag}\n`
    await buildx(docker, `${repository}:${tag}`, { dockerfile, files: { app: app(`on it ${tag}`) } })
  }
}

async function commitSeries(docker: Docker, repository: string, base: string): Promise<void> {
  for (const [index, tag] of BUILDKIT_TAGS.entries()) {
    await commit(docker, `${repository}:${tag}`, index === 0 ? base : `${repository}:${index}`)
    await docker.push(`${repository}:${tag}`)
  }
}

/** Copies a file into a container and makes an image of it. */
export async function commit(docker: Docker, reference: string, from: string): Promise<void> {
  const container = (await docker.cli('create', '--network=none', from, 'sh')).trim()
  await inFolder(async (folder) => {
    writeFiles(folder, { committed: noise(7_000, reference.split('/').at(-1) ?? '') })
    await docker.cli('cp', '--quiet', path.join(folder, 'committed'), `${container}:/`)
  })
  await docker.cli('commit', container, reference)
  await docker.cli('rm', container)
}

/** Builds one image with BuildKit, keeps it on the engine and pushes it. */
export async function buildx(docker: Docker, reference: string, release: Release): Promise<void> {
  const { dockerfile, files, flags = [], output = 'oci-mediatypes=true', archive } = release
  await inFolder(async (folder) => {
    writeFiles(folder, { ...files, Dockerfile: Buffer.from(dockerfile) })
    const file = path.join(folder, 'archive.tar')
    const image = archive ? `type=oci,dest=${file},${archive}` : `type=image,push=true,${output}`
    const fixed = ['--quiet', '--network=none', `--file=${path.join(folder, 'Dockerfile')}`]
    await docker.cli('buildx', 'build', ...fixed, ...flags, '--output', `${image},name=${reference}`, folder)
    if (!archive) return
    await docker.cli('load', '--quiet', '--input', file)
    await docker.push(reference)
  })
}

/** Builds with BuildKit by the API alone: what a command without buildx leaves to the classic builder. */
export function buildByApi(docker: Docker, reference: string, files: Files): Promise<void> {
  const socketPath = docker.host.slice('unix://'.length)
  const target = `/build?version=2&t=${encodeURIComponent(reference)}`
  const headers = { 'content-type': 'application/x-tar' }
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method: 'POST', path: target, headers }, async (answer) => {
      const said = await text(answer)
      if (said.includes('moby.image.id')) resolve()
      else reject(new Error(said))
    })
    asked.once('error', reject)
    asked.end(makeTar(Object.entries(files).map(([name, content]) => ({ name, content }))))
  })
}
