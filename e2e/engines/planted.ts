import { createHash } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { makeTar, type TarInput } from '../../lib/layerfs/tar-writer.testing'
import type { Docker } from './docker'
import { noise } from './strategies'

const RELEASES = 20
/** The file that one release of the fixed base ships by mistake. */
export const PLANTED = { tag: '0.0.14', path: 'srv/app/debug/core.dump', bytes: 9_437_184 } as const

interface Layer {
  readonly tar: Buffer
  readonly made: string
}

/**
 * Loads three strategies of 20 small releases into an engine: chained, on a fixed base with the planted file, and on a
 * custom base that is rebuilt once. Loaded, since building them would take minutes.
 *
 * @param prefix  of the repositories: `host:port/folder`
 */
export async function loadPlanted(docker: Docker, prefix: string): Promise<void> {
  const os = layerOf('ADD rootfs.tar /', { 'usr/lib/libc.so.6': noise(1_900_000, 'libc') })
  const bases = ['1', '2'].map((build) =>
    layerOf('RUN install-packages', { 'usr/lib/app/runtime': noise(700_000, `runtime ${build}`) }),
  )
  const tags = Array.from({ length: RELEASES }, (_, at) => `0.0.${at + 1}`)
  const changed = tags.map((tag, at) =>
    appLayer({ 'srv/app/main.js': noise(41_000 + 90 * at, `change ${tag}`) }),
  )
  const images = tags.flatMap((tag, at) => {
    const app = { 'srv/app/main.js': noise(260_000 + 700 * at, `app ${tag}`) }
    const dump = tag === PLANTED.tag && { [PLANTED.path]: noise(PLANTED.bytes, 'core dump') }
    return [
      { name: `${prefix}/shop-chained:${tag}`, layers: [os, ...changed.slice(0, at + 1)] },
      { name: `${prefix}/shop-fixed:${tag}`, layers: [os, appLayer({ ...app, ...dump })] },
      { name: `${prefix}/shop-custom:${tag}`, layers: [os, bases[at < 10 ? 0 : 1]!, appLayer(app)] },
    ]
  })
  const file = path.join(tmpdir(), `strata-planted-${process.pid}.tar`)
  writeFileSync(file, archiveOf(images))
  try {
    await docker.cli('load', '--quiet', '--input', file)
  } finally {
    rmSync(file)
  }
}

const appLayer = (files: Readonly<Record<string, Buffer>>) => layerOf('COPY dist /srv/app', files)

function layerOf(made: string, files: Readonly<Record<string, Buffer>>): Layer {
  const folders = Object.keys(files).flatMap((name) =>
    [...name.matchAll(/\//g)].map(({ index }) => name.slice(0, index + 1)),
  )
  const entries: TarInput[] = [
    ...[...new Set(folders)].map((name) => ({ name, type: 'directory' as const, mode: 0o755 })),
    ...Object.entries(files).map(([name, content]) => ({ name, content })),
  ]
  return { tar: makeTar(entries), made }
}

/** Images as `docker save` writes them: each layer once, by its digest. */
function archiveOf(images: readonly { readonly name: string; readonly layers: readonly Layer[] }[]): Buffer {
  const files = new Map<string, Buffer>()
  const manifest = images.map(({ name, layers }, at) => {
    const digests = layers.map(({ tar }) => sha256(tar))
    for (const [index, { tar }] of layers.entries()) files.set(`${digests[index]}/layer.tar`, tar)
    const created = new Date(Date.UTC(2026, 0, 1) + at * 86_400_000).toISOString()
    const config = JSON.stringify({
      created,
      ...{ architecture: 'amd64', os: 'linux', config: {} },
      rootfs: { type: 'layers', diff_ids: digests.map((digest) => `sha256:${digest}`) },
      history: layers.map(({ made }) => ({ created, created_by: made })),
    })
    const file = `${sha256(Buffer.from(config))}.json`
    files.set(file, Buffer.from(config))
    return { Config: file, RepoTags: [name], Layers: digests.map((digest) => `${digest}/layer.tar`) }
  })
  files.set('manifest.json', Buffer.from(JSON.stringify(manifest)))
  return makeTar([...files].map(([name, content]) => ({ name, content })))
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
